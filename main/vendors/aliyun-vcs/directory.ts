/** The account's projects, recorders and cameras. A camera below a recorder is a channel of it, any other its own device. */
import type { Channel, Device, DeviceStatus, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import { deviceIdOf, type AccountId } from '../../../preload/domain/ids.ts';
import type { VendorClient } from '../core/client/client.ts';
import { mapRows, rowsWithId, type RowSource } from '../core/client/rows.ts';
import type { DirectoryPort } from '../../ports/directory.ts';
import type { Page } from '../../ports/page.ts';
import type { CameraFactsCache } from './devices/camera-facts-cache.ts';
import { parentOf, toCamera, toChannel, toOrgNode, toRecorder, type VcsIpc } from './mapping.ts';
import type { AliyunVcsOperations } from './operations.gen.ts';

const PAGE_SIZE = 200;
/**
 * How long one reading of all cameras is kept, so that devices and channels that are asked for one after the other
 * share it.
 */
const READING_LIFE_MS = 60_000;

interface Reading {
  readonly cameras: ReadonlyMap<string, VcsIpc>;
  readonly recorders: ReadonlyMap<string, DeviceStatus>;
  readonly atMs: number;
}

export class VcsDirectory implements DirectoryPort {
  readonly #accountId: AccountId;
  readonly #client: VendorClient<AliyunVcsOperations>;
  readonly #cameraFacts: CameraFactsCache;
  #reading: Reading | null = null;

  constructor(accountId: AccountId, client: VendorClient<AliyunVcsOperations>, cameraFacts: CameraFactsCache) {
    this.#accountId = accountId;
    this.#client = client;
    this.#cameraFacts = cameraFacts;
  }

  async *groups(signal: AbortSignal): AsyncIterable<Page<OrgNode>> {
    const seen = new Set<string>();
    for await (const { items, total } of this.#client.pages('ListCorps', {}, signal)) {
      const corps = rowsWithId(items, ({ CorpId }) => CorpId, this.#rowsOf('ListCorps'));
      const nodes = mapRows(corps, (corp) => toOrgNode(this.#accountId, corp));
      yield { items: nodes.filter(({ id }) => isNew(seen, id)), total };
    }
  }

  async *devices(signal: AbortSignal): AsyncIterable<Page<Device>> {
    const recorders = new Map<string, DeviceStatus>();
    for await (const { items } of this.#client.pages('DescribeNvrs', {}, signal)) {
      // Rows move between pages when a device is added during the walk; a row that comes again is dropped.
      const rows = rowsWithId(items, ({ DeviceId }) => DeviceId, this.#rowsOf('DescribeNvrs'));
      const fresh = mapRows(rows, (nvr) => toRecorder(this.#accountId, nvr)).filter(({ id }) => !recorders.has(id));
      for (const { id, status } of fresh) recorders.set(id, status);
      yield { items: fresh, total: null };
    }
    const cameras = new Map<string, VcsIpc>();
    for await (const { items } of this.#client.pages('DescribeIpcs', {}, signal)) {
      const rows = rowsWithId(items, ({ DeviceId }) => DeviceId, this.#rowsOf('DescribeIpcs'));
      const fresh = rows.filter(({ DeviceId = '' }) => !cameras.has(DeviceId));
      for (const ipc of fresh) cameras.set(ipc.DeviceId ?? '', ipc);
      this.#cameraFacts.remember(fresh);
      yield { items: fresh.flatMap((ipc) => toCamera(this.#accountId, ipc) ?? []), total: null };
    }
    this.#reading = { cameras, recorders, atMs: performance.now() };
  }

  async *channels(signal: AbortSignal): AsyncIterable<Page<Channel>> {
    const { cameras, recorders } = await this.#read(signal);
    const rows = [...cameras.values()];
    for (let i = 0; i < rows.length; i += PAGE_SIZE) {
      const page = rows.slice(i, i + PAGE_SIZE);
      const items = page.flatMap((ipc) => {
        const parent = parentOf(ipc);
        const parentId = parent === null ? null : deviceIdOf(this.#accountId, parent);
        return toChannel(this.#accountId, ipc, parentId && (recorders.get(parentId) ?? null)) ?? [];
      });
      yield { items, total: rows.length };
    }
  }

  #rowsOf(operation: string): RowSource {
    return { host: this.#client.host, operation };
  }

  async #read(signal: AbortSignal): Promise<Reading> {
    const isFresh = this.#reading !== null && performance.now() - this.#reading.atMs < READING_LIFE_MS;
    if (!isFresh) {
      const walk = this.devices(signal)[Symbol.asyncIterator]();
      while (!(await walk.next()).done);
    }
    const reading = this.#reading ?? { cameras: new Map<string, VcsIpc>(), recorders: new Map(), atMs: 0 };
    this.#reading = null; // so that the rows of 20,000 cameras do not stay in memory until the next walk
    return reading;
  }
}

function isNew(seen: Set<string>, id: string): boolean {
  const before = seen.size;
  return seen.add(id).size > before;
}
