/**
 * The account's organizations, devices and channels. Only the question for the channels of one device (listDeviceChannels, chapter
 * "通道查询") reports the state of a channel and whether it turns. An account of more than {@link ASKED_EACH} devices would be
 * thousands of such questions in each reading: its channels come from the lists of its organizations (listOrganizationChannels,
 * chapter "查询组织下的通道列表"), which name device and channel and nothing else. The rest is unknown until a device is asked.
 */
import type { Channel, Device, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import { deviceIdOf, type AccountId, type DeviceId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { VendorClient } from '../core/client/client.ts';
import type { FetchedPage } from '../core/client/pages.ts';
import { rowsWithId, type RowSource } from '../core/client/rows.ts';
import type { DirectoryPort } from '../../ports/directory.ts';
import type { Page } from '../../ports/page.ts';
import type { TencentIvpOperations } from './operations.gen.ts';
import { namedChannels, ROOT_ORGANIZATION, toChannels, toDevice, toOrgNodes } from './mapping.ts';
import type { IvpChannel, IvpDevice, IvpNamedRow } from './mapping.ts';

/** The largest number of devices that are asked one by one in each reading. */
export const ASKED_EACH = 500;
const CALLS_AT_ONCE = 6;
/** Devices that were listed longer ago than this are listed again before their channels are asked for. */
const DEVICES_LIFE_MS = 60_000;
/**
 * A single camera's channel comes and goes with its device, so while the device's own row stays the same its channels are
 * not asked for each time: an account of a thousand cameras would otherwise be a thousand calls a minute.
 */
const CAMERA_LIFE_MS = 5 * 60_000;
/** In a large account, as long as two readings are apart at most: what a device answered last is its state so long. */
const ANSWER_LIFE_MS = 10 * 60_000;
const CAMERA = 1;
const ONLINE = 1;

/**
 * Whether the channels of a camera may be reused: a new camera has no channel yet, or one that the cloud still calls
 * offline.
 */
function isSettled({ Status }: IvpDevice, channels: readonly IvpChannel[]): boolean {
  return channels.length > 0 && (Status !== ONLINE || channels.every(({ State }) => State === 1));
}

interface KnownChannels {
  readonly channels: readonly IvpChannel[];
  /** The device's row at that time. */
  readonly device: string;
  readonly atMs: number;
}

export class IvpDirectory implements DirectoryPort {
  readonly #accountId: AccountId;
  readonly #client: VendorClient<TencentIvpOperations>;
  readonly #now: () => number;
  /** The newest answers of devices, by the id of the device. */
  readonly #answers = new Map<string, KnownChannels>();
  #listed: { readonly devices: readonly IvpDevice[]; readonly atMs: number } | null = null;

  constructor(
    accountId: AccountId,
    client: VendorClient<TencentIvpOperations>,
    now: () => number = () => performance.now(),
  ) {
    this.#accountId = accountId;
    this.#client = client;
    this.#now = now;
  }

  async *groups(signal: AbortSignal): AsyncIterable<Page<OrgNode>> {
    const { data } = await this.#client.call('listOrganizations', {}, signal);
    const rows = rowsWithId(data.Data ?? [], ({ Id }) => Id, this.#rowsOf('listOrganizations'));
    const items = toOrgNodes(this.#accountId, rows);
    yield { items, total: items.length };
  }

  async *devices(signal: AbortSignal): AsyncIterable<Page<Device>> {
    for await (const { items, total } of this.#walk(signal)) {
      yield { items: items.map((device) => toDevice(this.#accountId, device)).filter((one) => one !== null), total };
    }
  }

  async *channels(signal: AbortSignal): AsyncIterable<Page<Channel>> {
    const waiting: IvpDevice[] = [];
    for await (const devices of this.#knownDevices(signal)) waiting.push(...devices);
    const walk = waiting.length > ASKED_EACH ? this.#byOrganization(waiting, signal) : this.#oneByOne(waiting, signal);
    for await (const items of walk) if (items.length > 0) yield { items, total: null };
  }

  /**
   * Asks one device of the latest listing. The next readings know its answer, too.
   *
   * @returns its channels with all that the cloud reports of them; null for a device that is not in the listing.
   */
  async ask(deviceId: DeviceId, signal: AbortSignal): Promise<readonly Channel[] | null> {
    const isAsked = ({ Id }: IvpDevice): boolean => Id !== undefined && deviceIdOf(this.#accountId, Id) === deviceId;
    const device = this.#listed?.devices.find(isAsked);
    if (device === undefined) return null;
    const channels = await this.#askChannelsOf(device, signal);
    if (channels.length > 0) this.#remember(device, channels);
    return toChannels(this.#accountId, device, channels);
  }

  async *#oneByOne(devices: readonly IvpDevice[], signal: AbortSignal): AsyncIterable<readonly Channel[]> {
    for (let i = 0; i < devices.length; i += CALLS_AT_ONCE) {
      const some = devices.slice(i, i + CALLS_AT_ONCE);
      const lists = await Promise.all(some.map((device) => this.#channelsOf(device, signal)));
      yield some.flatMap((device, k) => toChannels(this.#accountId, device, lists[k] ?? []));
    }
  }

  /**
   * Organization by organization, in the order in which the devices name them. The document does not say whether a list holds the
   * channels below its organization, too: a row counts once, wherever it comes. A device that no list names is asked itself.
   */
  async *#byOrganization(devices: readonly IvpDevice[], signal: AbortSignal): AsyncIterable<readonly Channel[]> {
    const places = Map.groupBy(devices, ({ OrganizationId }) => OrganizationId ?? ROOT_ORGANIZATION);
    const rows = new Map<string, Map<string, IvpNamedRow>>();
    const read = async (place: string): Promise<void> => {
      for (const row of await this.#namedIn(place, signal)) {
        const { DeviceId: id = '', ChannelId = '' } = row;
        const ofDevice = rows.get(id);
        if (ofDevice === undefined) rows.set(id, new Map([[ChannelId, row]]));
        else ofDevice.set(ChannelId, row);
      }
    };
    const ids = [...places.keys()];
    for (let i = 0; i < ids.length; i += CALLS_AT_ONCE) {
      const some = ids.slice(i, i + CALLS_AT_ONCE);
      await Promise.all(some.map(read));
      const listed = some.flatMap((id) => places.get(id) ?? []);
      const isNamed = ({ Id = '' }: IvpDevice): boolean => rows.has(Id);
      yield listed.filter(isNamed).flatMap((device) => this.#named(device, rows.get(device.Id ?? '')));
      yield* this.#oneByOne(
        listed.filter((device) => !isNamed(device)),
        signal,
      );
    }
  }

  /** The channels of a device by their names, with what the device answered before. */
  #named(device: IvpDevice, rows: ReadonlyMap<string, IvpNamedRow> | undefined): readonly Channel[] {
    const named = [...(rows?.values() ?? [])];
    const known = this.#answers.get(device.Id ?? '');
    const isFresh = known?.device === JSON.stringify(device) && this.#now() - known.atMs < ANSWER_LIFE_MS;
    const isSame =
      known?.channels.length === named.length && known.channels.every((one) => rows?.has(one.ChannelId ?? ''));
    const channels = isFresh && isSame ? known.channels : namedChannels(named, known?.channels ?? []);
    return toChannels(this.#accountId, device, channels);
  }

  /** The rows of an organization that name device and channel. None where the cloud does not know the organization any more. */
  async #namedIn(organizationId: string, signal: AbortSignal): Promise<readonly IvpNamedRow[]> {
    const found: IvpNamedRow[] = [];
    try {
      const place = { OrganizationId: organizationId };
      for await (const { items } of this.#client.pages('listOrganizationChannels', place, signal)) {
        found.push(...rowsWithId(items, ({ ChannelId }) => ChannelId, this.#rowsOf('listOrganizationChannels')));
      }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'cloud.not-found') throw error;
      log.warn('an organization has no list of channels', { organizationId });
    }
    return found;
  }

  /** The devices of the latest listing while it is recent, else a new listing, page by page. */
  async *#knownDevices(signal: AbortSignal): AsyncIterable<readonly IvpDevice[]> {
    const isFresh = this.#listed !== null && this.#now() - this.#listed.atMs < DEVICES_LIFE_MS;
    if (isFresh) yield this.#listed?.devices ?? [];
    else for await (const { items } of this.#walk(signal)) yield items;
  }

  /**
   * All devices below the root. Rows move between pages when a device is added during the walk; a row that comes again
   * is dropped.
   */
  async *#walk(signal: AbortSignal): AsyncIterable<FetchedPage<IvpDevice>> {
    const seen = new Map<string, IvpDevice>();
    const everywhere = { OrganizationId: ROOT_ORGANIZATION, IsContainSubLevel: true };
    for await (const { items, total } of this.#client.pages('listDevices', everywhere, signal)) {
      const rows = rowsWithId(items, ({ Id }) => Id, this.#rowsOf('listDevices'));
      const fresh = rows.filter((device) => {
        const isNew = !seen.has(device.Id ?? '');
        if (isNew) seen.set(device.Id ?? '', device);
        return isNew;
      });
      if (fresh.length < rows.length) log.warn('devices were listed twice', { rows: rows.length });
      yield { items: fresh, total };
    }
    this.#listed = { devices: [...seen.values()], atMs: this.#now() };
    for (const id of this.#answers.keys()) if (!seen.has(id)) this.#answers.delete(id);
  }

  async #channelsOf(device: IvpDevice, signal: AbortSignal): Promise<readonly IvpChannel[]> {
    if (device.Type !== CAMERA) return this.#askChannelsOf(device, signal);
    const { Id = '' } = device;
    const row = JSON.stringify(device);
    const known = this.#answers.get(Id);
    if (known?.device === row && this.#now() - known.atMs < CAMERA_LIFE_MS) return known.channels;
    const channels = await this.#askChannelsOf(device, signal);
    if (isSettled(device, channels)) this.#remember(device, channels);
    return channels;
  }

  #remember(device: IvpDevice, channels: readonly IvpChannel[]): void {
    this.#answers.set(device.Id ?? '', { channels, device: JSON.stringify(device), atMs: this.#now() });
  }

  #rowsOf(operation: string): RowSource {
    return { host: this.#client.host, operation };
  }

  /** No channels for a device that was deleted after it was listed. */
  async #askChannelsOf(device: IvpDevice, signal: AbortSignal): Promise<readonly IvpChannel[]> {
    try {
      const { data } = await this.#client.call('listDeviceChannels', { DeviceId: device.Id ?? '' }, signal);
      return rowsWithId(data.Data ?? [], ({ ChannelId }) => ChannelId, this.#rowsOf('listDeviceChannels'));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'cloud.not-found') throw error;
      log.warn('the channels of a device are gone', { deviceId: device.Id });
      return [];
    }
  }
}
