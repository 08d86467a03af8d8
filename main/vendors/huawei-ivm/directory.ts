/** The account's groups, devices and channels, in the cloud's oldest-first order so that new ones come last. */
import type { Channel, Device, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { VendorClient } from '../core/client/client.ts';
import { mapRows, rowsWithId, type RowSource } from '../core/client/rows.ts';
import type { DirectoryPort } from '../../ports/directory.ts';
import type { Page } from '../../ports/page.ts';
import type { HuaweiIvmOperations } from './operations.gen.ts';
import { ROOT_ORG, toChannel, toDevice, toDeviceFacts, toOrgNode, type DeviceFacts, type IvmOrg } from './mapping.ts';

const OLDEST_FIRST = { sort_by: 'create_time', direction: 'ASC' } as const;
const GROUPS_AT_ONCE = 4;
/** Device states older than this are read again before channels are judged by them. */
const FACTS_LIFE_MS = 60_000;

export class IvmDirectory implements DirectoryPort {
  readonly #accountId: AccountId;
  readonly #client: VendorClient<HuaweiIvmOperations>;
  #facts: { readonly byDevice: ReadonlyMap<string, DeviceFacts>; readonly atMs: number } | null = null;

  constructor(accountId: AccountId, client: VendorClient<HuaweiIvmOperations>) {
    this.#accountId = accountId;
    this.#client = client;
  }

  /** Level by level from the root: the tree call of the document searches by name and cannot list. */
  async *groups(signal: AbortSignal): AsyncIterable<Page<OrgNode>> {
    const seen = new Set<string>([ROOT_ORG]);
    let level: readonly string[] = [ROOT_ORG];
    while (level.length > 0) {
      const next: string[] = [];
      for (let i = 0; i < level.length; i += GROUPS_AT_ONCE) {
        const parents = level.slice(i, i + GROUPS_AT_ONCE);
        const families = await Promise.all(parents.map((parent) => this.#childrenOf(parent, signal)));
        const items = families.flatMap((orgs, k) => this.#newNodes(orgs, parents[k] ?? ROOT_ORG, seen, next));
        if (items.length > 0) yield { items, total: null };
      }
      level = next;
    }
  }

  async *devices(signal: AbortSignal): AsyncIterable<Page<Device>> {
    const byDevice = new Map<string, DeviceFacts>();
    for await (const { items, total } of this.#client.pages('listDevices', OLDEST_FIRST, signal)) {
      // Rows move between pages when a device is added during the walk; a row that comes again is dropped.
      const rows = rowsWithId(items, ({ device_id }) => device_id, this.#rowsOf('listDevices'));
      const fresh = rows.filter(({ device_id }) => !byDevice.has(device_id ?? ''));
      for (const device of fresh) byDevice.set(device.device_id ?? '', toDeviceFacts(this.#accountId, device));
      yield { items: mapRows(fresh, (device) => toDevice(this.#accountId, device)), total };
    }
    this.#facts = { byDevice, atMs: performance.now() };
  }

  async *channels(signal: AbortSignal): AsyncIterable<Page<Channel>> {
    const devices = await this.#deviceFacts(signal);
    const seen = new Set<string>();
    for await (const { items, total } of this.#client.pages('listChannels', OLDEST_FIRST, signal)) {
      const idOf = (row: (typeof items)[number]) => row.device_id && row.channel_id;
      const mapped = mapRows(rowsWithId(items, idOf, this.#rowsOf('listChannels')), (channel) =>
        toChannel(this.#accountId, channel, devices.get(channel.device_id ?? '')),
      );
      const fresh = mapped.filter((channel) => !seen.has(channel.id));
      for (const channel of fresh) seen.add(channel.id);
      yield { items: fresh, total };
    }
  }

  async #childrenOf(parent: string, signal: AbortSignal): Promise<readonly IvmOrg[]> {
    const { data } = await this.#client.call('listSubDeviceOrgs', { device_org_id: parent }, signal);
    return rowsWithId(data.orgs ?? [], ({ device_org_id }) => device_org_id, this.#rowsOf('listSubDeviceOrgs'));
  }

  #rowsOf(operation: string): RowSource {
    return { host: this.#client.host, operation };
  }

  /** Nodes seen for the first time; a tree that contains itself must not be walked for ever. */
  #newNodes(orgs: readonly IvmOrg[], parent: string, seen: Set<string>, next: string[]): OrgNode[] {
    return orgs.flatMap((org) => {
      const node = toOrgNode(this.#accountId, org, parent);
      const nativeId = org.device_org_id ?? '';
      if (!node || seen.has(nativeId)) return [];
      seen.add(nativeId);
      if (org.is_leaf !== 1) next.push(nativeId);
      return [node];
    });
  }

  async #deviceFacts(signal: AbortSignal): Promise<ReadonlyMap<string, DeviceFacts>> {
    const isFresh = this.#facts !== null && performance.now() - this.#facts.atMs < FACTS_LIFE_MS;
    if (!isFresh) {
      const walk = this.devices(signal)[Symbol.asyncIterator]();
      while (!(await walk.next()).done);
    }
    return this.#facts?.byDevice ?? new Map<string, DeviceFacts>();
  }
}
