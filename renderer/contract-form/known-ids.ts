/** Ids of the camera tree in the parameters of a call: which cameras and groups of the account may be meant, by name. */
import type { ConsoleField } from '../../preload/contract/console.ts';
import { channelRefOf, nativePartOf, type OrgNodeId } from '../../preload/domain/ids.ts';
import type { KnownId } from '../../preload/domain/cameras/known-ids.ts';
import type { NumberedChannel, OrgNode } from '../../preload/domain/cameras/cameras.ts';
import type { AccountDirectory } from '../state/cameras/directory-merge.ts';
import { matchCameras } from '../state/cameras/camera-search.ts';
import { groupPath } from '../state/cameras/group-path.ts';
import { isObject, plainText, type Json } from './console-json.ts';
import type { FieldPath } from './console-values.ts';

/** A camera or a group that a field can name. */
export interface KnownChoice {
  /** Unique among the choices. */
  readonly key: string;
  readonly name: string;
  /** The number of a camera; null for a group. */
  readonly number: number | null;
  /** Where the camera or the group stands in the tree. */
  readonly place: string;
  /** The cloud's own ids, by the kind of object. */
  readonly ids: Readonly<Partial<Record<KnownId, string>>>;
}

export interface KnownChoices {
  readonly found: readonly KnownChoice[];
  readonly total: number;
}

/** More rows say nothing; a longer query finds the others. */
const MAX_CHOICES = 100;
const PLACE_SEPARATOR = ' / ';

export const isGroupId = (id: KnownId): boolean => id === 'group' || id === 'subgroup';

/** Streams that no device has stand in a group of their own. */
const streamGroups = new WeakMap<AccountDirectory, ReadonlySet<OrgNodeId>>();

function streamGroupsOf(part: AccountDirectory): ReadonlySet<OrgNodeId> {
  const known = streamGroups.get(part);
  if (known !== undefined) return known;
  const groups = new Set(part.groups.filter(({ kind }) => kind === 'streams').map(({ id }) => id));
  streamGroups.set(part, groups);
  return groups;
}

function choiceOfCamera(part: AccountDirectory, camera: NumberedChannel): KnownChoice {
  const { deviceNativeId: device, channelNativeId: channel } = channelRefOf(camera.id);
  const isStream = camera.orgNodeId !== null && streamGroupsOf(part).has(camera.orgNodeId);
  return {
    key: camera.id,
    name: camera.name,
    number: camera.number,
    place: groupPath(part, camera.orgNodeId).join(PLACE_SEPARATOR),
    ids: isStream ? { stream: channel } : { device, channel },
  };
}

/** The id of a group inside a group carries the outer id in front of a slash. */
function choiceOfGroup(part: AccountDirectory, group: OrgNode): KnownChoice {
  const native = decodeURIComponent(nativePartOf(group.id).slice(1));
  const inner = native.indexOf('/');
  return {
    key: group.id,
    name: group.name,
    number: null,
    place: groupPath(part, group.parentId).join(PLACE_SEPARATOR),
    ids: inner < 0 ? { group: native } : { group: native.slice(0, inner), subgroup: native.slice(inner + 1) },
  };
}

function groupChoices(part: AccountDirectory, id: KnownId): readonly KnownChoice[] {
  return part.groups
    .filter(({ kind }) => kind === undefined)
    .map((group) => choiceOfGroup(part, group))
    .filter(({ ids }) => (id === 'group' ? ids.subgroup === undefined && ids.group !== undefined : id in ids));
}

/** The cameras or groups that `query` finds: by number, name, group or the cloud's own id. All for an empty query. */
export function knownChoices(part: AccountDirectory, id: KnownId, query: string): KnownChoices {
  const text = query.trim().toLowerCase();
  if (isGroupId(id)) {
    const all = groupChoices(part, id).filter(
      ({ name, place, ids }) => text === '' || `${name}\n${place}\n${ids[id]}`.toLowerCase().includes(text),
    );
    return { found: all.slice(0, MAX_CHOICES), total: all.length };
  }
  const isStream = id === 'stream';
  const fits = ({ orgNodeId }: NumberedChannel): boolean =>
    (orgNodeId !== null && streamGroupsOf(part).has(orgNodeId)) === isStream;
  const cameras = text === '' ? part.channels : byQuery(part, text);
  const found = cameras.filter(fits);
  return { found: found.slice(0, MAX_CHOICES).map((camera) => choiceOfCamera(part, camera)), total: found.length };
}

function byQuery(part: AccountDirectory, text: string): readonly NumberedChannel[] {
  const view = { parts: [part], byId: new Map<never, never>() };
  const { found } = matchCameras(view, text, { limit: part.channels.length, isForgiving: false });
  if (found.length > 0) return found;
  return part.channels.filter(({ id }) => decodeURIComponent(nativePartOf(id)).toLowerCase().includes(text));
}

interface CameraIds {
  /** By the ids of device and channel, joined by a slash. */
  readonly byPair: ReadonlyMap<string, NumberedChannel>;
  readonly byDevice: ReadonlyMap<string, readonly NumberedChannel[]>;
  /** Clouds give channels of different devices the same id. */
  readonly byChannel: ReadonlyMap<string, readonly NumberedChannel[]>;
}

const byIds = new WeakMap<AccountDirectory, CameraIds>();

function cameraIdsOf(part: AccountDirectory): CameraIds {
  const known = byIds.get(part);
  if (known !== undefined) return known;
  const refs = part.channels.map((camera) => ({ camera, ref: channelRefOf(camera.id) }));
  const grouped = (idOf: (one: (typeof refs)[number]) => string): CameraIds['byDevice'] =>
    new Map([...Map.groupBy(refs, idOf)].map(([id, members]) => [id, members.map(({ camera }) => camera)]));
  const ids: CameraIds = {
    byPair: new Map(refs.map(({ camera, ref }) => [`${ref.deviceNativeId}/${ref.channelNativeId}`, camera])),
    byDevice: grouped(({ ref }) => ref.deviceNativeId),
    byChannel: grouped(({ ref }) => ref.channelNativeId),
  };
  byIds.set(part, ids);
  return ids;
}

/** The camera or group that an id names. */
export interface KnownName {
  readonly name: string;
  readonly number: number | null;
}

/**
 * The name behind an id, or null where the account has no such camera or group.
 *
 * @param device the id of the device beside a channel's id; null where the call gives none.
 */
export function nameOfId(part: AccountDirectory, id: KnownId, value: string, device: string | null): KnownName | null {
  if (isGroupId(id)) {
    const group = groupChoices(part, id).find(({ ids }) => ids[id] === value);
    return group === undefined ? null : { name: group.name, number: null };
  }
  const { byPair, byDevice, byChannel } = cameraIdsOf(part);
  if (id !== 'device' && device !== null) return cameraName(byPair.get(`${device}/${value}`));
  const [first, ...others] = (id === 'device' ? byDevice : byChannel).get(value) ?? [];
  if (others.length === 0) return cameraName(first);
  // A recorder has the name of its own; a channel's id that several devices use names no camera.
  return id === 'device' && first !== undefined ? { name: first.deviceName, number: null } : null;
}

const cameraName = (camera: NumberedChannel | undefined): KnownName | null =>
  camera === undefined ? null : { name: camera.name, number: camera.number };

/** The fields that stand beside the field at `path`. */
export function fieldsBeside(fields: readonly ConsoleField[], path: FieldPath): readonly ConsoleField[] {
  return path.slice(0, -1).reduce<readonly ConsoleField[]>((at, part) => {
    if (typeof part === 'number') return at;
    const field = at.find(({ name }) => name === part);
    return field?.item?.children ?? field?.children ?? [];
  }, fields);
}

/** The id of the device that stands in the same object as a channel's id, or null. */
export function deviceBeside(fields: readonly ConsoleField[], object: Json | undefined): string | null {
  const name = fields.find(({ knownId }) => knownId === 'device')?.name;
  const value = name === undefined || !isObject(object) ? undefined : object[name];
  return value === undefined || value === null || value === '' ? null : plainText(value);
}
