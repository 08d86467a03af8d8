/**
 * Alibaba Visual Computing Service, simulated from its document: all 36 operations. Its two hosts, `vcs` and `cdrs`,
 * share one loopback address; a request that names one of them must name the right one.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { ApiAnswer, ApiRequest, Call, CameraMatch, Cloud } from '../../kernel/cloud.ts';
import { Stills } from '../../media/stills.ts';
import type { StillOrder } from '../../media/stills.ts';
import type { MediaDecision, MediaHeaders } from '../../media/types.ts';
import type { FootageOrders } from '../../world/footage-orders.ts';
import type { World } from '../../world/world.ts';
import { accountOf } from '../aliyun-rpc/account.ts';
import { RpcFront } from '../aliyun-rpc/front.ts';
import { SignedUrls } from '../aliyun-rpc/media-urls.ts';
import { pictureCall } from '../aliyun-rpc/pictures.ts';
import { BoxedCameras } from './boxed-cameras.ts';
import type { VcsContext, VcsOperations } from './context.ts';
import { deviceOperations } from './devices.ts';
import { VcsEstate } from './estate.ts';
import { examplesOf } from './examples.ts';
import { InstanceStore } from './instance-store.ts';
import { instanceOperations } from './instances.ts';
import { Links } from './links.ts';
import { projectOperations } from './projects.ts';
import { searchOperations } from './search.ts';
import { SourceStore } from './source-store.ts';
import { sourceOperations } from './sources.ts';
import { authorizeMedia, streamOperations } from './streams.ts';
import { WatchStore } from './watch-store.ts';
import { watchOperations } from './watch.ts';

const OPERATIONS: VcsOperations = {
  ...projectOperations,
  ...deviceOperations,
  ...streamOperations,
  ...instanceOperations,
  ...sourceOperations,
  ...searchOperations,
  ...watchOperations,
};

const REGION_ID = 'cn-hangzhou';

export class AliyunVcsCloud implements Cloud {
  readonly id = 'aliyun-vcs';
  readonly credentials: Readonly<Record<string, string>>;
  readonly #context: VcsContext;
  readonly #boxed: BoxedCameras;
  readonly #front: RpcFront<VcsContext>;
  readonly #examples: Readonly<Record<string, unknown>>;
  #endpoints: Readonly<Record<string, string>> = {};
  #stills: Stills | null = null;

  constructor(world: World, clock: Clock) {
    const account = accountOf(world.seed, this.id);
    this.#context = {
      seed: world.seed,
      clock,
      estate: new VcsEstate(world),
      footage: world.footage,
      links: new Links(clock),
      // URLs of an earlier run are unknown to this one
      urls: new SignedUrls(clock, randomUUID()),
      instances: new InstanceStore(clock),
      sources: new SourceStore(),
      watch: new WatchStore(world.seed),
      server: { id: '33010800002000000001', ip: '127.0.0.1', realm: '3301080000', port: '5060' },
    };
    this.#boxed = new BoxedCameras(this.#context.estate, clock, this.#context.server);
    const service = {
      vendor: this.id,
      account,
      // the text prints the first, the vendor's tools speak the second
      versions: ['2020-03-09', '2020-05-15'],
      regionIds: [REGION_ID],
      operations: OPERATIONS,
      secrets: new Set(['Signature', 'Password', 'ActivateCode', 'MessageReceiver', 'Url']),
      xmlEntries: { DescribeIpcs: { Records: 'Record' }, DescribeNvrs: { Records: 'Record' } },
    };
    this.#front = new RpcFront(service, this.#context, clock);
    this.credentials = { ...account, regionId: REGION_ID };
    this.#examples = examplesOf(this.#context);
  }

  get examples(): Readonly<Record<string, unknown>> {
    return { ...this.#examples, endpoints: this.#endpoints };
  }

  get footage(): FootageOrders {
    return this.#context.footage;
  }

  recognise(request: ApiRequest): Call {
    this.#boxed.settle();
    if (!request.path.startsWith('/vcs/picture/')) return this.#front.recognise(request);
    const { urls, estate } = this.#context;
    // a watch item's picture is named after its policy, and shows anybody
    const orderOf = (path: string, query: URLSearchParams): StillOrder => {
      const device = estate.devices.get(/(\d{20})\.jpg$/.exec(path)?.[1] ?? '');
      return {
        cameraKey: device?.cameraKey ?? this.id,
        cameraName: device?.name ?? '',
        atMs: Number(query.get('at') ?? 0),
      };
    };
    this.#stills ??= new Stills();
    return pictureCall(request, { faultOf: urls.faultOf.bind(urls), orderOf, stills: this.#stills });
  }

  /** The values that were typed into a device that registers, see {@link BoxedCameras.order}. */
  register(order: object): string | null {
    return this.#boxed.order(order);
  }

  faultAnswer(status: number): ApiAnswer {
    return this.#front.faultAnswer(status);
  }

  authorize(path: string, query: URLSearchParams, headers: MediaHeaders = {}): MediaDecision | null {
    return authorizeMedia(this.#context, path, query, headers);
  }

  setStills(stills: Stills): void {
    this.#stills = stills;
  }

  setMediaOrigin(origin: string, rtmpOrigin: string): void {
    this.#context.urls.setOrigins(origin, rtmpOrigin);
  }

  setApiOrigin(origin: string): void {
    this.#context.urls.setApiOrigin(origin);
    this.#endpoints = { vcs: origin, cdrs: origin };
  }

  /** Keys do not expire, and requests carry no token. */
  expireTokens(): number {
    return 0;
  }

  revokeTokens(): number {
    return 0;
  }

  expireMediaUrls(): number {
    return this.#context.urls.expireAll();
  }

  /** `deviceId` is a camera or the recorder above it, `channelId` a camera. */
  cameraKeysOf(match: CameraMatch): readonly string[] {
    return [...this.#context.estate.devices.values()]
      .filter((one) => one.type === 'IPC')
      .filter((one) => match.deviceId === undefined || one.id === match.deviceId || one.parentId === match.deviceId)
      .filter((one) => match.channelId === undefined || one.id === match.channelId)
      .filter((one) => match.cameraKey === undefined || one.cameraKey === match.cameraKey)
      .map((one) => one.cameraKey);
  }

  setDeviceOnline(deviceId: string, isOnline: boolean): boolean {
    const { estate, links, clock } = this.#context;
    const device = estate.devices.get(deviceId);
    if (device === undefined) return false;
    for (const one of [device, ...estate.childrenOf(device)]) {
      one.state = isOnline ? '1' : '0';
      one.modifiedAtMs = clock.nowMs();
      links.drop(one);
    }
    return true;
  }
}
