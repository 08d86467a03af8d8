/** Chapter 14: groups of targets on a device, and the targets in them. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf, textsOf } from '../../kernel/values.ts';
import { outcomeOf } from './batches.ts';
import type { IvmContext, Operation, Operations } from './context.ts';
import { deviceOf } from './context.ts';
import type { IvmDevice } from './estate.ts';
import { Refusal } from './refusals.ts';

const MAX_GROUPS = 128;
const SUCCESS = 'IVM.0';
const NO_TARGET = 'IVM.20090027';
const INVALID = 'IVM.10020001';

interface Target {
  readonly id: string;
  readonly externalId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly picture: string;
}

interface Group {
  readonly id: number;
  name: string;
  type: string;
  isOpen: boolean;
  /** Made by the device: it cannot be changed or deleted. */
  readonly isFixed: boolean;
  readonly targets: Map<string, Target>;
}

interface Library {
  readonly groups: Map<number, Group>;
  nextGroup: number;
  nextTarget: number;
}

/** A library lives on its device and goes with it. */
const libraries = new WeakMap<IvmDevice, Library>();

/** A recorder comes with three lists; cameras and edge devices come with none. */
function libraryOf(device: IvmDevice): Library {
  const known = libraries.get(device);
  if (known !== undefined) return known;
  const fixed = device.family === 'NVR' ? (['BLACK', 'WHITE', 'STRANGE'] as const) : [];
  const groups = new Map<number, Group>();
  for (const [id, type] of fixed.entries())
    groups.set(id, { id, name: type.toLowerCase(), type, isOpen: true, isFixed: true, targets: new Map() });
  const library = { groups, nextGroup: fixed.length + 1, nextTarget: 1 };
  libraries.set(device, library);
  return library;
}

interface Place {
  readonly device: IvmDevice;
  readonly library: Library;
}

/** @throws {Refusal} for GB devices and devices that cannot be reached. */
function placeOf(context: IvmContext, values: Values): Place {
  const device = deviceOf(context, textOf(values, 'device_id'));
  if (device.protocol !== 'HOLO') throw new Refusal('IVM.20090017');
  if (device.state === 'UNREGISTERED') throw new Refusal('IVM.20000045');
  if (device.state !== 'ONLINE') throw new Refusal('IVM.20000036');
  return { device, library: libraryOf(device) };
}

/** @throws {Refusal} IVM.20090018 */
function groupOf(library: Library, values: Values): Group {
  const group = library.groups.get(numberOf(values, 'group_id', -1));
  if (group === undefined) throw new Refusal('IVM.20090018');
  return group;
}

/** Names are unique per device, but for recorders. */
function refuseName({ device, library }: Place, name: string, except: Group | null): void {
  if (name === '') throw new Refusal(INVALID);
  const isTaken = [...library.groups.values()].some((one) => one !== except && one.name === name);
  if (device.family !== 'NVR' && isTaken) throw new Refusal('IVM.20090025');
}

function createGroup(context: IvmContext, values: Values): Place & { readonly group: Group } {
  const place = placeOf(context, values);
  const { device, library } = place;
  if (library.groups.size >= MAX_GROUPS) throw new Refusal('IVM.20090023');
  const name = textOf(values, 'group_name');
  refuseName(place, name, null);
  const type = maybeText(values, 'group_type') ?? (device.family === 'IPC' ? 'OTHER' : 'WHITE');
  const group: Group = { id: library.nextGroup, name, type, isOpen: false, isFixed: false, targets: new Map() };
  library.nextGroup += 1;
  library.groups.set(group.id, group);
  return { ...place, group };
}

function updateGroup(context: IvmContext, values: Values): Place & { readonly group: Group } {
  const place = placeOf(context, values);
  const group = groupOf(place.library, values);
  if (group.isFixed) throw new Refusal('IVM.20090024');
  const name = textOf(values, 'group_name');
  refuseName(place, name, group);
  const isIgnored = place.device.family === 'MEdge';
  const wanted = maybeText(values, 'enable');
  if (!isIgnored && wanted === null) throw new Refusal(INVALID);
  // an empty group compares with nothing
  if (!isIgnored && wanted === 'OPEN' && group.targets.size === 0) throw new Refusal('IVM.20090028');
  group.name = name;
  group.type = textOf(values, 'group_type');
  if (!isIgnored) group.isOpen = wanted === 'OPEN';
  return { ...place, group };
}

function deleteGroup(context: IvmContext, values: Values): Place & { readonly group: Group } {
  const place = placeOf(context, values);
  const group = groupOf(place.library, values);
  if (group.isFixed) throw new Refusal('IVM.20090024');
  if (place.device.family === 'IPC' && group.targets.size > 0) throw new Refusal('IVM.20090026');
  place.library.groups.delete(group.id);
  return { ...place, group };
}

type Change = (context: IvmContext, values: Values) => Place & { readonly group: Group };

/** The first version answers the id as text, the second as a number. */
const idAsText =
  (change: Change): Operation =>
  (context, values) => {
    const { device, group } = change(context, values);
    return { device_id: device.id, group_id: String(group.id) };
  };
const idAsNumber =
  (change: Change): Operation =>
  (context, values) => {
    const { device, group } = change(context, values);
    return { device_id: device.id, group_id: group.id };
  };

export const targetOperations: Operations = {
  listTargetGroups(context, values) {
    const { device, library } = placeOf(context, values);
    const groups = [...library.groups.values()].map((one) => ({
      group_id: one.id,
      name: one.name,
      ...(device.family === 'MEdge' ? {} : { enable: one.isOpen ? 'OPEN' : 'CLOSE' }),
      is_fixed: one.isFixed,
      ...(device.family === 'NVR' ? { is_hidden: one.type === 'WHITE' } : {}),
    }));
    return { groups, device_id: device.id, group_max_count: MAX_GROUPS };
  },

  createTargetGroup: idAsText(createGroup),
  createTargetGroupV2: idAsNumber(createGroup),
  updateTargetGroup: idAsText(updateGroup),
  updateTargetGroupV2: idAsNumber(updateGroup),
  deleteTargetGroup: idAsText(deleteGroup),
  deleteTargetGroupV2: idAsNumber(deleteGroup),

  /** Across all groups of the device; ids that do not exist are left away. */
  getTargets(context, values) {
    const { device, library } = placeOf(context, values);
    if (device.family === 'MEdge') throw new Refusal('IVM.20090011');
    const wanted = textsOf(values, 'target_ids') ?? [];
    const found = [...library.groups.values()].flatMap((one) => [...one.targets.values()]);
    const targets = found.filter(({ id }) => wanted.includes(id));
    if (targets.length === 0) throw new Refusal(NO_TARGET);
    return { targets: targets.map((one) => targetView(device, one, true)) };
  },

  listTargetIds(context, values) {
    const { device, library } = placeOf(context, values);
    return { device_id: device.id, target_ids: pageOf(groupOf(library, values), values).map((one) => one.id) };
  },

  listTargets(context, values) {
    const { device, library } = placeOf(context, values);
    const page = pageOf(groupOf(library, values), values);
    return { device_id: device.id, targets: page.map((one) => targetView(device, one, device.family !== 'IPC')) };
  },

  countTargets(context, values) {
    const { device, library } = placeOf(context, values);
    return { device_id: device.id, target_count: groupOf(library, values).targets.size };
  },

  batchAddTargets(context, values) {
    const { device, library } = placeOf(context, values);
    const group = groupOf(library, values);
    if (group.isFixed && group.type === 'STRANGE') throw new Refusal('IVM.20090029');
    const items = targetsOf(device, values);
    const needsExternalId = device.family === 'NVR' && values['storage'] === false;
    const targets = items.map((item) => {
      const externalId = maybeText(item, 'external_target_id');
      const number = String(library.nextTarget);
      const id = device.family === 'IPC' ? `${String(group.id)}-${number}` : number;
      const result = outcomeOf(context, () => {
        refusePicture(item);
        if (needsExternalId && externalId === null) throw new Refusal(INVALID);
        library.nextTarget += 1;
        group.targets.set(id, { id, externalId, facts: factsOf(item), picture: textOf(item, 'jpegBase64') });
      });
      const isAdded = result.code === SUCCESS;
      return { ...(isAdded ? { target_id: id } : {}), name: textOf(item, 'name'), ...external(externalId), result };
    });
    return { targets };
  },

  batchUpdateTargets(context, values) {
    const { device, library } = placeOf(context, values);
    const group = groupOf(library, values);
    const target_ids = targetsOf(device, values).map((item) => {
      const id = textOf(item, 'target_id');
      const before = group.targets.get(id);
      const result = outcomeOf(context, () => {
        if (before === undefined) throw new Refusal(NO_TARGET);
        refusePicture(item);
        group.targets.set(id, { ...before, facts: factsOf(item), picture: textOf(item, 'jpegBase64') });
      });
      return { target_id: id, result, ...external(before?.externalId ?? null) };
    });
    return { group_id: group.id, target_ids };
  },

  batchDeleteTargets(context, values) {
    const { library } = placeOf(context, values);
    const group = groupOf(library, values);
    const target_ids = (textsOf(values, 'target_ids') ?? []).map((id) => ({
      target_id: id,
      result: outcomeOf(context, () => {
        if (!group.targets.delete(id)) throw new Refusal(NO_TARGET);
      }),
    }));
    return { group_id: group.id, target_ids };
  },
};

/** `start` is read as a position: "list by index range". */
function pageOf(group: Group, values: Values): readonly Target[] {
  const start = numberOf(values, 'start', 0);
  return [...group.targets.values()].slice(start, start + numberOf(values, 'count', 10));
}

/** A camera takes one target at a time. */
function targetsOf(device: IvmDevice, values: Values): readonly Values[] {
  const items = recordsOf(values, 'targets');
  if (device.family === 'IPC' && items.length > 1) throw new Refusal(INVALID);
  return items;
}

/** @throws {Refusal} when the picture is neither a JPEG nor a PNG. */
function refusePicture(item: Values): void {
  const bytes = Buffer.from(textOf(item, 'jpegBase64'), 'base64');
  const head = bytes.subarray(0, 4).toString('hex');
  if (!head.startsWith('ffd8ff') && head !== '89504e47') throw new Refusal('IVM.10027010');
}

function factsOf(item: Values): Readonly<Record<string, unknown>> {
  const { jpegBase64: _picture, target_id: _id, external_target_id: _external, ...facts } = item;
  return facts;
}

const external = (id: string | null): Record<string, string> => (id === null ? {} : { external_target_id: id });

/** A camera returns only the picture and the caller's id; pictures are named as in the sample. */
function targetView(device: IvmDevice, target: Target, hasPicture: boolean): Record<string, unknown> {
  return {
    target_id: target.id,
    ...(device.family === 'IPC' && hasPicture ? {} : target.facts),
    ...(hasPicture ? { jpegBase64: target.picture } : {}),
    ...external(target.externalId),
  };
}
