/** The account's GB28181 devices with their channels, then its pushed and pulled streams, oldest first. */
import type { Channel, Device, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import { channelRefOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { Catalogue } from '../core/contract/catalogue.ts';
import type { VendorClient } from '../core/client/client.ts';
import type { PageDialect } from '../core/contract/paging.ts';
import type { Dialect } from '../core/client/dialect.ts';
import { pages, type FetchedPage } from '../core/client/pages.ts';
import { mapRows, rowsWithId } from '../core/client/rows.ts';
import type { DirectoryPort } from '../../ports/directory.ts';
import type { Page } from '../../ports/page.ts';
import {
  streamOfDevice,
  toChannel,
  toDevice,
  toStreamChannel,
  toStreamDevice,
  toStreamsNode,
  type VisDevice,
  type VisStream,
} from './mapping.ts';
import type { HuaweiVisOperations } from './operations.gen.ts';

const PAGE_SIZE = 500;
/** How long one reading is shared by devices and channels. */
const READING_LIFE_MS = 60_000;
const OLDEST_FIRST = { sort: 'ASC', order_by: 'created_at' } as const;

interface DeviceReading {
  readonly devices: readonly VisDevice[];
  /** The streams that do not belong to a channel of a device. */
  readonly streams: readonly VisStream[];
  readonly atMs: number;
}

export class VisDirectory implements DirectoryPort {
  readonly #accountId: AccountId;
  readonly #client: VendorClient<HuaweiVisOperations>;
  readonly #pageOf: (operationId: string) => PageDialect;
  readonly #streamNames = new Map<ChannelId, string>();
  #reading: DeviceReading | null = null;

  constructor(accountId: AccountId, client: VendorClient<HuaweiVisOperations>, catalogue: Catalogue, dialect: Dialect) {
    this.#accountId = accountId;
    this.#client = client;
    this.#pageOf = (operationId) => dialect.pageOf(catalogue.entry(operationId).operation);
  }

  /** VIS knows no groups: streams without a device stand together, the caller makes groups of recorders. */
  async *groups(): AsyncIterable<Page<OrgNode>> {
    yield await Promise.resolve({ items: [toStreamsNode(this.#accountId)], total: 1 });
  }

  async *devices(signal: AbortSignal): AsyncIterable<Page<Device>> {
    const { devices, streams } = await this.#read(signal, true);
    const items = [
      ...mapRows(devices, (device) => toDevice(this.#accountId, device)),
      ...mapRows(streams, (stream) => toStreamDevice(this.#accountId, stream)),
    ];
    yield* inPages(items);
  }

  async *channels(signal: AbortSignal): AsyncIterable<Page<Channel>> {
    const { devices, streams } = await this.#read(signal, false);
    const ofDevices = devices.flatMap((device) =>
      mapRows(device.channels ?? [], (channel) => {
        const mapped = toChannel(this.#accountId, device, channel);
        if (mapped && channel.stream_name) this.#streamNames.set(mapped.id, channel.stream_name);
        return mapped;
      }),
    );
    yield* inPages([...ofDevices, ...mapRows(streams, (stream) => toStreamChannel(this.#accountId, stream))]);
  }

  /** Reads the lists again: a caller that counts wants to know whether the lists can be read. */
  async count(signal: AbortSignal): Promise<number> {
    const { devices, streams } = await this.#read(signal, true);
    return devices.length + streams.length;
  }

  /**
   * The stream behind a channel.
   *
   * @throws {AppError} `channel.not-found`, or what the cloud refused.
   */
  async streamOf(channelId: ChannelId, signal: AbortSignal): Promise<string> {
    const { deviceNativeId, channelNativeId } = channelRefOf(channelId);
    const known = streamOfDevice(deviceNativeId) ?? this.#streamNames.get(channelId);
    if (known !== undefined) return known;
    const { data } = await this.#client.call('getDevice', { device_id: deviceNativeId }, signal);
    const name = data.channels?.find((channel) => channel.channel_id === channelNativeId)?.stream_name;
    if (!name)
      throw new AppError('channel.not-found', 'the device has no such channel', {
        params: { detail: channelNativeId },
      });
    this.#streamNames.set(channelId, name);
    return name;
  }

  async #read(signal: AbortSignal, isAnew: boolean): Promise<DeviceReading> {
    const known = this.#reading;
    if (!isAnew && known && performance.now() - known.atMs < READING_LIFE_MS) return known;
    const [devices, all] = await Promise.all([this.#listDevices(signal), this.#listStreams(signal)]);
    const shown = new Set(devices.flatMap((device) => (device.channels ?? []).map((channel) => channel.stream_name)));
    const reading = { devices, streams: all.filter((stream) => !shown.has(stream.name)), atMs: performance.now() };
    this.#streamNames.clear(); // a changed suffix gives the stream another name
    this.#reading = reading;
    return reading;
  }

  #listDevices(signal: AbortSignal): Promise<readonly VisDevice[]> {
    const idOf = ({ device_id }: VisDevice) => device_id;
    return collect(
      this.#pageOf('listDevices'),
      idOf,
      async (position) => {
        const query = position ? { ...position, ...OLDEST_FIRST } : {};
        const { data } = await this.#client.call('listDevices', query, signal);
        const source = { host: this.#client.host, operation: 'listDevices' };
        return { items: rowsWithId(data.entries ?? [], idOf, source), total: data.total ?? null };
      },
      this.#client.host,
    );
  }

  #listStreams(signal: AbortSignal): Promise<readonly VisStream[]> {
    const idOf = ({ name }: VisStream) => name;
    return collect(
      this.#pageOf('listStreams'),
      idOf,
      async (position) => {
        const query = position ? { ...position, ...OLDEST_FIRST } : {};
        const { data } = await this.#client.call('listStreams', query, signal);
        const source = { host: this.#client.host, operation: 'listStreams' };
        return { items: rowsWithId(data.entries ?? [], idOf, source), total: data.total ?? null };
      },
      this.#client.host,
    );
  }
}

/**
 * Reads a list to its end. The document does not say whether `offset` counts rows from 0, from 1, or pages: when the
 * pages do not add up to the total, everything is asked for at once, as it allows.
 *
 * @param ask for one page, or for everything with null.
 * @param host who answers, for messages.
 * @throws {AppError} `network.bad-answer` when there are rows by the total and none by any page.
 */
export async function collect<T>(
  paging: PageDialect,
  idOf: (item: T) => string | undefined,
  ask: (position: { readonly limit: number; readonly offset: number } | null) => Promise<FetchedPage<T>>,
  host = '',
): Promise<readonly T[]> {
  const found = new Map<string, T>();
  const take = (items: readonly T[]) => {
    for (const item of items) {
      const id = idOf(item);
      // rows move between pages during the walk; the first row with an id counts
      if (id && !found.has(id)) found.set(id, item);
    }
  };
  let expected = 0;
  for await (const { items, total } of pages(paging, PAGE_SIZE, ask)) {
    take(items);
    expected = total ?? expected;
  }
  if (found.size < expected) take((await ask(null)).items);
  if (found.size === 0 && expected > 0) {
    const detail = `total is ${expected}, but the list has no rows`;
    throw new AppError('network.bad-answer', detail, { params: { host, detail }, retryable: true, action: 'retry' });
  }
  return [...found.values()];
}

function* inPages<T>(items: readonly T[]): Generator<Page<T>> {
  for (let row = 0; row < items.length; row += PAGE_SIZE) {
    yield { items: items.slice(row, row + PAGE_SIZE), total: items.length };
  }
}
