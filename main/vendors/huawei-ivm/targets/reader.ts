/**
 * Reads target libraries. The list has no total, gives ten rows where no number is asked for, and calls its start a page in the
 * text and an index in the title (14.10): the reader finds out how a device counts by comparing two answers.
 */
import type { DeviceId } from '../../../../preload/domain/ids.ts';
import { TARGET_PAGE_ROWS, type TargetFamily } from '../../../../preload/domain/people/targets.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { ListedTarget, TargetPlace, TargetRows } from '../../../ports/targets.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { familyOf, nativeDeviceId, pictureOf, toTarget, type IvmTarget } from './mapping.ts';

/** `page`: `start` counts pages of the asked size. `index`: it counts rows. */
type Counting = 'page' | 'index';

const MAX_START = 5_000;
/** A target is searched through this many pages at most. */
const MAX_SEARCH_PAGES = 200;
/** Where targets were seen in their lists: ids and numbers only. */
const MAX_SEEN = 50_000;

export const groupNumber = (groupId: string): number => Number(groupId);

export class TargetReader {
  readonly #client: VendorClient<HuaweiIvmOperations>;
  readonly #families = new Map<string, TargetFamily>();
  readonly #countings = new Map<string, Counting>();
  readonly #seen = new Map<string, number>();

  constructor(client: VendorClient<HuaweiIvmOperations>) {
    this.#client = client;
  }

  /** @throws {AppError} `cloud.not-supported` for a device over another protocol. */
  async family(deviceId: DeviceId, signal: AbortSignal): Promise<TargetFamily> {
    const native = nativeDeviceId(deviceId);
    const known = this.#families.get(native);
    if (known !== undefined) return known;
    const { data } = await this.#client.call('getDevice', { device_id: native }, signal);
    const family = data.access_protocol === 'HOLO' ? familyOf(data.device_type) : null;
    if (family === null) throw new AppError('cloud.not-supported', 'this device has no target library');
    this.#families.set(native, family);
    return family;
  }

  async count({ deviceId, groupId }: TargetPlace, signal: AbortSignal): Promise<number> {
    const asked = { device_id: nativeDeviceId(deviceId), group_id: groupNumber(groupId) };
    const { data } = await this.#client.call('countTargets', asked, signal);
    const { target_count: count } = data;
    if (count === undefined || !Number.isSafeInteger(count) || count < 0) throw this.bad('target_count is missing');
    return count;
  }

  /** @param cursor how many rows stand before the page. */
  async page(place: TargetPlace, cursor: string | null, signal: AbortSignal): Promise<TargetRows> {
    const offset = offsetOf(cursor);
    const family = await this.family(place.deviceId, signal);
    const counting = offset === 0 ? 'index' : await this.#countingOf(place, null, signal);
    const start = startOf(counting, offset);
    if (start > MAX_START) return { targets: [], next: null, isCut: true, unreadable: 0 };
    const rows = await this.#rows(place, start, TARGET_PAGE_ROWS, signal);
    const targets = rows.map((row) => toTarget(row, family !== 'sdc')).filter((one) => one !== null);
    for (const { id } of targets) this.#notice(place, id, offset);
    const end = offset + rows.length;
    const common = { targets, unreadable: rows.length - targets.length };
    if (rows.length < TARGET_PAGE_ROWS) return { ...common, next: null, isCut: await this.#isCut(place, end, signal) };
    const next = await this.#countingOf(place, rows, signal);
    const isCut = startOf(next, end) > MAX_START && (await this.#isCut(place, end, signal));
    return { ...common, next: isCut ? null : String(end), isCut };
  }

  /** The target with its picture. @throws {AppError} `cloud.not-found`. */
  async get(place: TargetPlace, targetId: string, signal: AbortSignal): Promise<ListedTarget> {
    const family = await this.family(place.deviceId, signal);
    if (family === 'nvr800') {
      const rows = await this.#byIds(place, [targetId], signal);
      const found = rows.map((row) => toTarget(row, true)).find((one) => one?.id === targetId);
      if (!found) throw gone();
      return found;
    }
    const listed = await this.#find(place, targetId, signal);
    return family === 'sdc' ? await this.#withPicture(place, listed, signal) : listed;
  }

  /** As {@link get}; of a camera without reading its list. */
  async picture(place: TargetPlace, targetId: string, signal: AbortSignal): Promise<Uint8Array | null> {
    if ((await this.family(place.deviceId, signal)) === 'sdc')
      return pictureOf(await this.#ofCamera(place, targetId, signal));
    const { picture } = await this.get(place, targetId, signal);
    return picture === 'unasked' ? null : picture;
  }

  /** The ids of the targets that were read in a list so far. */
  seenIn(place: TargetPlace): ReadonlySet<string> {
    const start = keyOf(place, '');
    return new Set([...this.#seen.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length)));
  }

  bad(detail: string): AppError {
    const { host } = this.#client;
    return new AppError('network.bad-answer', 'an answer about targets without them', { params: { host, detail } });
  }

  /**
   * A camera wants the id of the list before the id of the target, and answers picture and external id alone: no id says which
   * target an answer is about, so that each target is asked for by itself.
   */
  async #ofCamera(place: TargetPlace, targetId: string, signal: AbortSignal): Promise<IvmTarget> {
    const prefix = `${place.groupId}_`;
    const id = targetId.startsWith(prefix) ? targetId : `${prefix}${targetId}`;
    const [row] = await this.#byIds(place, [id], signal);
    if (row === undefined) throw gone();
    return row;
  }

  async #withPicture(place: TargetPlace, listed: ListedTarget, signal: AbortSignal): Promise<ListedTarget> {
    const row = await this.#ofCamera(place, listed.id, signal);
    const { external_target_id: externalId } = row;
    const values = externalId ? { ...listed.values, externalId } : listed.values;
    return { id: listed.id, values, picture: pictureOf(row) };
  }

  async #byIds({ deviceId }: TargetPlace, ids: readonly string[], signal: AbortSignal): Promise<readonly IvmTarget[]> {
    const asked = { device_id: nativeDeviceId(deviceId), target_ids: ids };
    const { data } = await this.#client.call('getTargets', asked, signal);
    if (data.targets === undefined) throw this.bad('targets is missing');
    return data.targets;
  }

  /** Where the target was seen last, then the whole list from its start. */
  async #find(place: TargetPlace, targetId: string, signal: AbortSignal): Promise<ListedTarget> {
    const hint = this.#seen.get(keyOf(place, targetId));
    let cursor: string | null = hint === undefined ? null : String(hint);
    let isHint = hint !== undefined && hint > 0;
    for (let page = 0; page < MAX_SEARCH_PAGES; page += 1) {
      const { targets, next, isCut }: TargetRows = await this.page(place, cursor, signal);
      const found = targets.find(({ id }) => id === targetId);
      if (found !== undefined) return found;
      // A list that the cloud gives in part does not prove that a target is gone.
      if (!isHint && next === null && isCut) throw this.bad('the list is not complete');
      if (!isHint && next === null) throw gone();
      cursor = isHint ? null : next;
      isHint = false;
    }
    throw this.bad('the list is too long');
  }

  #notice(place: TargetPlace, id: string, offset: number): void {
    if (this.#seen.size >= MAX_SEEN) this.#seen.clear();
    this.#seen.set(keyOf(place, id), offset);
  }

  /**
   * How the device counts. Behind two known rows, a call from 1 begins with the third row where pages are counted, and with the
   * second where rows are counted.
   *
   * @param head the first rows of the list; null: they are asked for.
   */
  async #countingOf(place: TargetPlace, head: readonly IvmTarget[] | null, signal: AbortSignal): Promise<Counting> {
    const native = nativeDeviceId(place.deviceId);
    const known = this.#countings.get(native);
    if (known !== undefined) return known;
    const [first, second, third] = (head ?? (await this.#rows(place, 0, 3, signal))).map((row) => row.target_id);
    const [probe] = (await this.#rows(place, 1, 2, signal)).map((row) => row.target_id);
    const isKnown = probe !== undefined && first !== second && second !== third;
    const counting = isKnown && probe === third ? 'page' : isKnown && probe === second ? 'index' : null;
    if (counting === null) throw this.bad('the second page of the list fits neither pages nor rows');
    this.#countings.set(native, counting);
    return counting;
  }

  /** Whether the cloud counts more targets than it listed. A count that cannot be read proves nothing. */
  async #isCut(place: TargetPlace, listed: number, signal: AbortSignal): Promise<boolean> {
    try {
      return (await this.count(place, signal)) > listed;
    } catch (error) {
      if (isFailure(error)) return false;
      throw error;
    }
  }

  async #rows(place: TargetPlace, start: number, count: number, signal: AbortSignal): Promise<readonly IvmTarget[]> {
    const { deviceId, groupId } = place;
    const asked = { device_id: nativeDeviceId(deviceId), group_id: groupNumber(groupId), start, count };
    const { data } = await this.#client.call('listTargets', asked, signal);
    if (data.targets === undefined) throw this.bad('targets is missing');
    return data.targets.slice(0, count);
  }
}

const keyOf = ({ deviceId, groupId }: TargetPlace, id: string): string => `${deviceId} ${groupId} ${id}`;

const gone = (): AppError => new AppError('cloud.not-found', 'the target is not in the list');

const startOf = (counting: Counting, offset: number): number =>
  counting === 'page' ? Math.floor(offset / TARGET_PAGE_ROWS) : offset;

/** @throws {AppError} `input.invalid-field` for a text that {@link TargetReader.page} did not give. */
function offsetOf(cursor: string | null): number {
  if (cursor === null) return 0;
  const isPage = /^\d{1,9}$/.test(cursor) && Number(cursor) % TARGET_PAGE_ROWS === 0;
  if (!isPage)
    throw new AppError('input.invalid-field', 'no such page', { params: { field: 'cursor', detail: 'form' } });
  return Number(cursor);
}
