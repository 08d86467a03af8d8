/** The region's instances, their work groups and their cameras. */
import type { AccessProtocol, Channel, Device, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { VendorClient } from '../core/client/client.ts';
import type { FetchedPage } from '../core/client/pages.ts';
import { mapRows, rowsWithId, type RowSource } from '../core/client/rows.ts';
import type { DirectoryPort } from '../../ports/directory.ts';
import type { Page } from '../../ports/page.ts';
import {
  protocolOf,
  toChannel,
  toDevice,
  toInstanceNode,
  toWorkGroupNode,
  type CameraPlace,
  type CityCamera,
  type CityInstance,
  type CityWorkGroup,
} from './mapping.ts';
import type { AliyunCityvisualOperations } from './operations.gen.ts';

export interface CityRegion {
  readonly accountId: AccountId;
  readonly regionId: string;
}

export class CityDirectory implements DirectoryPort {
  readonly #region: CityRegion;
  readonly #client: VendorClient<AliyunCityvisualOperations>;

  constructor(region: CityRegion, client: VendorClient<AliyunCityvisualOperations>) {
    this.#region = region;
    this.#client = client;
  }

  async *groups(signal: AbortSignal): AsyncIterable<Page<OrgNode>> {
    const { accountId } = this.#region;
    for await (const page of this.#instances(signal)) {
      yield { items: mapRows(page.items, (instance) => toInstanceNode(accountId, instance)), total: null };
      for (const { InstanceId } of page.items) {
        if (!InstanceId) continue;
        for await (const { items } of this.#workGroups(InstanceId, signal)) {
          yield { items: mapRows(items, (group) => toWorkGroupNode(accountId, InstanceId, group)), total: null };
        }
      }
    }
  }

  async *devices(signal: AbortSignal): AsyncIterable<Page<Device>> {
    yield* this.#mapped(signal, toDevice);
  }

  async *channels(signal: AbortSignal): AsyncIterable<Page<Channel>> {
    yield* this.#mapped(signal, toChannel);
  }

  /** Rows move between pages when a camera is added during the walk; a row that comes again is dropped. */
  async *#mapped<T extends { readonly id: string }>(
    signal: AbortSignal,
    map: (place: CameraPlace, camera: CityCamera) => T | null,
  ): AsyncGenerator<Page<T>> {
    const { accountId } = this.#region;
    const seen = new Set<string>();
    for await (const { items: instances } of this.#instances(signal)) {
      for (const { InstanceId: instanceId } of instances) {
        if (!instanceId) continue;
        const place = { accountId, instanceId, protocols: await this.#protocols(instanceId, signal) };
        for await (const { items } of this.#cameras(instanceId, signal)) {
          const fresh = mapRows(items, (camera) => map(place, camera)).filter(({ id }) => !seen.has(id));
          for (const { id } of fresh) seen.add(id);
          yield { items: fresh, total: null };
        }
      }
    }
  }

  async #protocols(instanceId: string, signal: AbortSignal): Promise<ReadonlyMap<string, AccessProtocol>> {
    const protocols = new Map<string, AccessProtocol>();
    for await (const { items } of this.#workGroups(instanceId, signal)) {
      for (const group of items) if (group.WorkGroupId) protocols.set(group.WorkGroupId, protocolOf(group));
    }
    return protocols;
  }

  #instances(signal: AbortSignal): AsyncIterable<FetchedPage<CityInstance>> {
    const pages = this.#client.pages('DescribeInstances', { RegionId: this.#region.regionId }, signal);
    return this.#named(pages, ({ InstanceId }) => InstanceId, 'DescribeInstances');
  }

  #workGroups(instanceId: string, signal: AbortSignal): AsyncIterable<FetchedPage<CityWorkGroup>> {
    const pages = this.#client.pages('DescribeWorkGroups', this.#inside(instanceId), signal);
    return this.#named(pages, ({ WorkGroupId }) => WorkGroupId, 'DescribeWorkGroups');
  }

  #cameras(instanceId: string, signal: AbortSignal): AsyncIterable<FetchedPage<CityCamera>> {
    const pages = this.#client.pages('DescribeCameras', this.#inside(instanceId), signal);
    return this.#named(pages, ({ CameraId }) => CameraId, 'DescribeCameras');
  }

  /** The pages with the rows that have an id. */
  async *#named<T>(
    pages: AsyncIterable<FetchedPage<T>>,
    idOf: (row: T) => string | undefined,
    operation: string,
  ): AsyncGenerator<FetchedPage<T>> {
    const source: RowSource = { host: this.#client.host, operation };
    for await (const page of pages) yield { ...page, items: rowsWithId(page.items, idOf, source) };
  }

  #inside(instanceId: string): { readonly InstanceId: string; readonly RegionId: string } {
    return { InstanceId: instanceId, RegionId: this.#region.regionId };
  }
}
