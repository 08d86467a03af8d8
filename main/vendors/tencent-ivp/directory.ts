/** The account's organizations, devices and channels. Channels are asked device by device: no list spans them. */
import type { Channel, Device, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { VendorClient } from '../core/client/client.ts';
import type { FetchedPage } from '../core/client/pages.ts';
import { rowsWithId, type RowSource } from '../core/client/rows.ts';
import type { DirectoryPort } from '../../ports/directory.ts';
import type { Page } from '../../ports/page.ts';
import type { TencentIvpOperations } from './operations.gen.ts';
import { ROOT_ORGANIZATION, toChannels, toDevice, toOrgNodes, type IvpChannel, type IvpDevice } from './mapping.ts';

const DEVICES_AT_ONCE = 6;
/** Devices that were listed longer ago than this are listed again before their channels are asked for. */
const DEVICES_LIFE_MS = 60_000;
/**
 * A single camera's channel comes and goes with its device, so while the device's own row stays the same its channels are
 * not asked for each time: an account of a thousand cameras would otherwise be a thousand calls a minute.
 */
const CAMERA_LIFE_MS = 5 * 60_000;
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
  readonly #cameras = new Map<string, KnownChannels>();
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
    for await (const devices of this.#knownDevices(signal)) {
      for (let i = 0; i < devices.length; i += DEVICES_AT_ONCE) {
        const some = devices.slice(i, i + DEVICES_AT_ONCE);
        const lists = await Promise.all(some.map((device) => this.#channelsOf(device, signal)));
        const items = some.flatMap((device, k) => toChannels(this.#accountId, device, lists[k] ?? []));
        if (items.length > 0) yield { items, total: null };
      }
    }
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
    for (const id of this.#cameras.keys()) if (!seen.has(id)) this.#cameras.delete(id);
  }

  async #channelsOf(device: IvpDevice, signal: AbortSignal): Promise<readonly IvpChannel[]> {
    if (device.Type !== CAMERA) return this.#askChannelsOf(device, signal);
    const { Id = '' } = device;
    const row = JSON.stringify(device);
    const known = this.#cameras.get(Id);
    if (known?.device === row && this.#now() - known.atMs < CAMERA_LIFE_MS) return known.channels;
    const channels = await this.#askChannelsOf(device, signal);
    if (isSettled(device, channels)) this.#cameras.set(Id, { channels, device: row, atMs: this.#now() });
    return channels;
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
