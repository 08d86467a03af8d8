/** Chapter 14: groups of targets on a device, and the targets in them. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf, textsOf } from '../../kernel/values.ts';
import { outcomeOf } from './batches.ts';
import type { IvmContext, Operation, Operations } from './context.ts';
import { deviceOf } from './context.ts';
import type { Estate, IvmDevice } from './estate.ts';
import { isPlainName } from './name-rules.ts';
import { Refusal } from './refusals.ts';
import { personOf } from './target-people.ts';

const MAX_GROUPS = 128;
const SUCCESS = 'IVM.0';
const NO_TARGET = 'IVM.20090027';
const INVALID = 'IVM.10020001';
const PICTURE_REFUSED = 'IVM.10027010';
/** All pictures of one call to a recorder (14.12), as Base64 text. */
const MAX_RECORDER_PICTURES = 700 * 1024;
const MAX_SIDE_PX = 1_200;
/** How many people a device has from the start: the first device of each family that can be reached. */
const PEOPLE = { NVR: 1_200, IPC: 3, MEdge: 4 } as const;
/** Fields that devices of a family do not store (14.12). */
const UNSTORED: Readonly<Record<IvmDevice['family'], readonly string[]>> = {
  NVR: ['nation'],
  IPC: ['nation', 'age', 'country', 'occupation', 'phone', 'email', 'remark'],
  MEdge: ['nation', 'age', 'native', 'phone', 'email', 'domicile'],
};

/** Which lists devices of a family have (14.2); the first is the one of a list that is made without a type. */
const TYPES: Readonly<Record<IvmDevice['family'], readonly string[]>> = {
  NVR: ['WHITE', 'STRANGE', 'BLACK'],
  IPC: ['OTHER', 'DEFAULT', 'WHITE'],
  MEdge: ['WHITE', 'STRANGE', 'RED'],
};
const TOO_MANY_CALLS = 'IVM.90000011';
/** "Exceeds the largest library": the only limit of a library that the appendix has. */
const FULL = 'IVM.20090023';
/** No such page: what an old device answers to a call of the second edition. */
const NO_SUCH_CALL = 'IVM.90000006';

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

const peopled = new WeakMap<Estate, ReadonlyMap<IvmDevice['family'], IvmDevice>>();

/** The devices that have people from the start, by family: chosen once, so that nobody moves when a device goes off line. */
export function peopledIn(estate: Estate): ReadonlyMap<IvmDevice['family'], IvmDevice> {
  const chosen = peopled.get(estate) ?? peopledDevices(estate.devices.values());
  peopled.set(estate, chosen);
  return chosen;
}

function peopledDevices(devices: Iterable<IvmDevice>): ReadonlyMap<IvmDevice['family'], IvmDevice> {
  const first = new Map<IvmDevice['family'], IvmDevice>();
  for (const device of devices) {
    const isReady = device.protocol === 'HOLO' && device.state === 'ONLINE' && !device.isFrozen;
    if (isReady && !first.has(device.family)) first.set(device.family, device);
  }
  return first;
}

/** A library lives on its device and goes with it. */
const libraries = new WeakMap<IvmDevice, Library>();

/** A recorder comes with three lists; cameras and edge devices come with none. */
function libraryOf(context: IvmContext, device: IvmDevice): Library {
  const known = libraries.get(device);
  if (known !== undefined) return known;
  const fixed = device.family === 'NVR' ? (['BLACK', 'WHITE', 'STRANGE'] as const) : [];
  const groups = new Map<number, Group>();
  for (const [id, type] of fixed.entries())
    groups.set(id, { id, name: type.toLowerCase(), type, isOpen: true, isFixed: true, targets: new Map() });
  const library = { groups, nextGroup: fixed.length + 1, nextTarget: 1 };
  libraries.set(device, library);
  if (peopledIn(context.estate).get(device.family) === device) settle(device, library);
  return library;
}

/** Lets people live in the white list of a recorder, or in a list of their own. */
function settle(device: IvmDevice, library: Library): void {
  const own = { id: library.nextGroup, name: '员工', type: 'OTHER', isOpen: true, isFixed: false, targets: new Map() };
  const group: Group = library.groups.get(1) ?? own;
  if (group === own) {
    library.groups.set(own.id, own);
    library.nextGroup += 1;
  }
  for (let i = 0; i < PEOPLE[device.family]; i += 1) {
    const { facts, externalId, picture } = personOf(device.family, i);
    const id = String(library.nextTarget);
    library.nextTarget += 1;
    group.targets.set(id, { id, externalId, facts: storedFacts(device, facts), picture });
  }
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
  return { device, library: libraryOf(context, device) };
}

/** @throws {Refusal} IVM.20090018 */
function groupOf(library: Library, values: Values): Group {
  const group = library.groups.get(numberOf(values, 'group_id', -1));
  if (group === undefined) throw new Refusal('IVM.20090018');
  return group;
}

const peopleOn = ({ groups }: Library): number => [...groups.values()].reduce((sum, one) => sum + one.targets.size, 0);

/** Names are unique per device, but for recorders. */
function refuseName({ device, library }: Place, name: string, except: Group | null): void {
  if (name === '') throw new Refusal(INVALID);
  const isTaken = [...library.groups.values()].some((one) => one !== except && one.name === name);
  if (device.family !== 'NVR' && isTaken) throw new Refusal('IVM.20090025');
}

/** @throws {Refusal} for a type of another family. */
function typeOf({ family }: IvmDevice, type: string): string {
  if (!TYPES[family].includes(type)) throw new Refusal(INVALID);
  return type;
}

function createGroup(context: IvmContext, values: Values): Place & { readonly group: Group } {
  const place = placeOf(context, values);
  const { device, library } = place;
  if (library.groups.size >= MAX_GROUPS) throw new Refusal('IVM.20090023');
  const name = textOf(values, 'group_name');
  refuseName(place, name, null);
  const type = typeOf(device, maybeText(values, 'group_type') ?? TYPES[device.family][0] ?? '');
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
  const type = typeOf(place.device, textOf(values, 'group_type'));
  const isIgnored = place.device.family === 'MEdge';
  const wanted = maybeText(values, 'enable');
  if (!isIgnored && wanted === null) throw new Refusal(INVALID);
  // an empty group compares with nothing
  if (!isIgnored && wanted === 'OPEN' && group.targets.size === 0) throw new Refusal('IVM.20090028');
  group.name = name;
  group.type = type;
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
    if (context.orders.traits.withoutSecondEdition.includes(textOf(values, 'device_id')))
      throw new Refusal(NO_SUCH_CALL);
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
    // a camera wants the id of the list in front of the target's id
    const nameOf = (group: Group, { id }: Target): string => (device.family === 'IPC' ? `${group.id}_${id}` : id);
    const found = [...library.groups.values()].flatMap((group) =>
      [...group.targets.values()].filter((one) => wanted.includes(nameOf(group, one))),
    );
    if (found.length === 0) throw new Refusal(NO_TARGET);
    return { targets: found.map((one) => targetView(context, device, one, true)) };
  },

  listTargetIds(context, values) {
    const { device, library } = placeOf(context, values);
    return {
      device_id: device.id,
      target_ids: pageOf(context, device, groupOf(library, values), values).map((one) => one.id),
    };
  },

  listTargets(context, values) {
    const { device, library } = placeOf(context, values);
    const page = pageOf(context, device, groupOf(library, values), values);
    const hasPictures = device.family !== 'IPC';
    return { device_id: device.id, targets: page.map((one) => targetView(context, device, one, hasPictures)) };
  },

  countTargets(context, values) {
    const { device, library } = placeOf(context, values);
    return { device_id: device.id, target_count: groupOf(library, values).targets.size };
  },

  batchAddTargets(context, values) {
    const { device, library } = placeOf(context, values);
    const group = groupOf(library, values);
    if (context.orders.takeBusy()) throw new Refusal(TOO_MANY_CALLS);
    if (group.isFixed && group.type === 'STRANGE') throw new Refusal('IVM.20090029');
    const room = context.orders.traits.fullDevices.find((one) => one.deviceId === device.id)?.people ?? Infinity;
    const items = targetsOf(device, values, 'IVM.20090014');
    const needsExternalId = device.family === 'NVR' && values['storage'] === false;
    const targets = items.map((item) => {
      const externalId = maybeText(item, 'external_target_id');
      const id = String(library.nextTarget);
      const result = outcomeOf(context, () => {
        refuseWrong(item);
        if (peopleOn(library) >= room) throw new Refusal(FULL);
        if (needsExternalId && externalId === null) throw new Refusal(INVALID);
        library.nextTarget += 1;
        group.targets.set(id, { id, externalId, facts: factsOf(device, item), picture: textOf(item, 'jpegBase64') });
      });
      const isAdded = result.code === SUCCESS;
      return { ...(isAdded ? { target_id: id } : {}), name: textOf(item, 'name'), ...external(externalId), result };
    });
    return { targets };
  },

  batchUpdateTargets(context, values) {
    const { device, library } = placeOf(context, values);
    const group = groupOf(library, values);
    const target_ids = targetsOf(device, values, 'IVM.20090009').map((item) => {
      const id = textOf(item, 'target_id');
      const before = group.targets.get(id);
      const result = outcomeOf(context, () => {
        if (before === undefined) throw new Refusal(NO_TARGET);
        refuseWrong(item);
        group.targets.set(id, { ...before, facts: factsOf(device, item), picture: textOf(item, 'jpegBase64') });
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

/** The document calls `start` a page in its text and an index in its title: devices read it one way or the other. */
function pageOf(context: IvmContext, device: IvmDevice, group: Group, values: Values): readonly Target[] {
  const [start, count] = [numberOf(values, 'start', 0), numberOf(values, 'count', 10)];
  const from = context.orders.targetListOf(device).start === 'page' ? start * count : start;
  return [...group.targets.values()].slice(from, from + count);
}

/**
 * A camera takes one target at a time, a recorder a limited number of pictures.
 *
 * @param tooLarge the code for too large a call: the document names a limit and no code of its own.
 */
function targetsOf(device: IvmDevice, values: Values, tooLarge: string): readonly Values[] {
  const items = recordsOf(values, 'targets');
  if (device.family === 'IPC' && items.length > 1) throw new Refusal(INVALID);
  const pictures = items.reduce((sum, item) => sum + textOf(item, 'jpegBase64').length, 0);
  if (device.family === 'NVR' && pictures > MAX_RECORDER_PICTURES) throw new Refusal(tooLarge);
  return items;
}

/** @throws {Refusal} for a name or a text with other characters, and for a picture that is no JPEG or PNG or too large. */
function refuseWrong(item: Values): void {
  if (!isPlainName(textOf(item, 'name'))) throw new Refusal(INVALID);
  const texts = ['country', 'nation', 'native', 'occupation', 'work_no', 'domicile', 'remark'];
  if (texts.some((name) => !/^[\p{Script=Han}A-Za-z0-9]*$/u.test(maybeText(item, name) ?? '')))
    throw new Refusal(INVALID);
  const bytes = Buffer.from(textOf(item, 'jpegBase64'), 'base64');
  const head = bytes.subarray(0, 4).toString('hex');
  if (!head.startsWith('ffd8ff') && head !== '89504e47') throw new Refusal(PICTURE_REFUSED);
  if (sidesOf(bytes).some((side) => side > MAX_SIDE_PX)) throw new Refusal(PICTURE_REFUSED);
}

/** Height and width in pixels; nothing where the picture does not state them. */
function sidesOf(bytes: Buffer): readonly number[] {
  if (bytes[0] === 0x89) return bytes.length < 24 ? [] : [bytes.readUInt32BE(20), bytes.readUInt32BE(16)];
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) return [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
  }
  return [];
}

/** The fields of a target that a device stores; fields that its family does not store are dropped without an error. */
function storedFacts(device: IvmDevice, facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !UNSTORED[device.family].includes(name)));
}

function factsOf(device: IvmDevice, item: Values): Readonly<Record<string, unknown>> {
  const { jpegBase64: _picture, target_id: _id, external_target_id: _external, ...facts } = item;
  return storedFacts(device, facts);
}

const external = (id: string | null): Record<string, string> => (id === null ? {} : { external_target_id: id });

/** Asked for targets, a camera answers the picture and the caller's id alone. */
function targetView(
  context: IvmContext,
  device: IvmDevice,
  target: Target,
  hasPicture: boolean,
): Record<string, unknown> {
  const isBare = device.family === 'IPC' && hasPicture;
  const { picture } = context.orders.targetListOf(device);
  return {
    ...(isBare ? {} : { target_id: target.id, ...target.facts, eigen_value: `eigen of ${target.id}` }),
    ...(hasPicture ? { [picture]: target.picture } : {}),
    ...external(target.externalId),
  };
}
