/** Alibaba City Visual Intelligence Engine, simulated from its document: all 40 operations. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { ApiAnswer, ApiRequest, Call, CameraMatch, Cloud } from '../../kernel/cloud.ts';
import { Stills } from '../../media/stills.ts';
import type { StillOrder } from '../../media/stills.ts';
import type { MediaDecision, MediaHeaders } from '../../media/types.ts';
import type { World } from '../../world/world.ts';
import { accountOf } from '../aliyun-rpc/account.ts';
import { loadSpecs } from '../aliyun-rpc/contract.ts';
import { RpcFront } from '../aliyun-rpc/front.ts';
import { pictureCall } from '../aliyun-rpc/pictures.ts';
import { algorithmOperations } from './algorithms.ts';
import { authorizeMedia, cameraOperations, streamNameOf, streamUrlOf } from './cameras.ts';
import type { CvContext, CvOperations } from './context.ts';
import { ErrorTable } from './errors.ts';
import { CvEstate, HOME_REGION } from './estate.ts';
import { examplesOf } from './examples.ts';
import { instanceOperations, REGIONS } from './instances.ts';
import { JobStore } from './job-store.ts';
import { jobGroupOperations } from './job-groups.ts';
import { Library } from './library.ts';
import { PictureUrls } from './picture-urls.ts';
import { profileOperations } from './profiles.ts';
import { searchOperations } from './search.ts';
import { workGroupOperations } from './work-groups.ts';

const OPERATIONS: CvOperations = {
  ...instanceOperations,
  ...workGroupOperations,
  ...cameraOperations,
  ...algorithmOperations,
  ...profileOperations,
  ...jobGroupOperations,
  ...searchOperations,
};

/** Streams that a job group of the world reads. */
const SEEDED_STREAMS = 4;

export class AliyunCityVisualCloud implements Cloud {
  readonly id = 'aliyun-cityvisual';
  readonly credentials: Readonly<Record<string, string>>;
  readonly examples: Readonly<Record<string, unknown>>;
  readonly #context: CvContext;
  readonly #front: RpcFront<CvContext>;
  #stills: Stills | null = null;

  constructor(world: World, clock: Clock) {
    const account = accountOf(world.seed, this.id);
    const estate = new CvEstate(world);
    const errors = new ErrorTable(loadSpecs(this.id).values());
    this.#context = {
      seed: world.seed,
      clock,
      estate,
      library: new Library(estate),
      jobs: new JobStore(clock),
      errors,
      // addresses of an earlier run are unknown to this one
      pictures: new PictureUrls(clock, randomUUID()),
      hosts: { api: '', rtmp: '127.0.0.1:0' },
    };
    seedJobs(this.#context);
    const service = {
      vendor: this.id,
      account,
      versions: ['2018-10-30'],
      regionIds: REGIONS.map((one) => one.id),
      operations: OPERATIONS,
      secrets: new Set(['Signature', 'Password', 'OssAccessKeySecret', 'Value']),
      refusalOf: errors.forViolation.bind(errors),
    };
    this.#front = new RpcFront(service, this.#context, clock);
    this.credentials = { ...account, regionId: HOME_REGION };
    this.examples = examplesOf(this.#context);
  }

  recognise(request: ApiRequest): Call {
    if (!request.path.startsWith('/cityvisual/')) return this.#front.recognise(request);
    const { pictures, estate } = this.#context;
    const orderOf = (path: string): StillOrder | null => {
      const [cameraId = '', second] = path.split('/').slice(3);
      const camera = estate.cameras.get(decodeURIComponent(cameraId));
      if (camera === undefined) return null;
      return { cameraKey: camera.cameraKey, cameraName: camera.name, atMs: Number(second) * 1000 };
    };
    this.#stills ??= new Stills();
    return pictureCall(request, { faultOf: pictures.faultOf.bind(pictures), orderOf, stills: this.#stills });
  }

  faultAnswer(status: number): ApiAnswer {
    return this.#front.faultAnswer(status);
  }

  authorize(path: string, _query: URLSearchParams, headers: MediaHeaders = {}): MediaDecision | null {
    return authorizeMedia(this.#context, path, headers);
  }

  setStills(stills: Stills): void {
    this.#stills = stills;
  }

  setMediaOrigin(_origin: string, rtmpOrigin: string): void {
    this.#context.hosts.rtmp = new URL(rtmpOrigin).host;
  }

  setApiOrigin(origin: string): void {
    this.#context.hosts.api = new URL(origin).host;
    this.#context.pictures.setApiOrigin(origin);
  }

  /** Keys do not expire, and requests carry no token. */
  expireTokens(): number {
    return 0;
  }

  revokeTokens(): number {
    return 0;
  }

  /** RTMP paths have no life of their own. */
  expireMediaUrls(): number {
    return 0;
  }

  /** A camera point is device and channel in one. */
  cameraKeysOf(match: CameraMatch): readonly string[] {
    return [...this.#context.estate.cameras.values()]
      .filter((one) => match.deviceId === undefined || one.id === match.deviceId)
      .filter((one) => match.channelId === undefined || one.id === match.channelId)
      .filter((one) => match.cameraKey === undefined || one.cameraKey === match.cameraKey)
      .map((one) => one.cameraKey);
  }

  setDeviceOnline(deviceId: string, isOnline: boolean): boolean {
    const camera = this.#context.estate.cameras.get(deviceId);
    if (camera === undefined) return false;
    camera.isOnline = isOnline;
    camera.changedAtMs = Number.NEGATIVE_INFINITY;
    camera.updatedAtMs = this.#context.clock.nowMs();
    return true;
  }
}

/** A running job group for each running instance, so that the lists are not empty. */
function seedJobs(context: CvContext): void {
  const { estate, library, jobs } = context;
  for (const lib of library.algoLibs.values()) {
    const { instanceId } = lib;
    const profile = [...library.profiles.values()].find((one) => one.instanceId === instanceId);
    const streams = estate.camerasOf(instanceId).slice(0, SEEDED_STREAMS);
    jobs.add({
      id: estate.newId(),
      instanceId,
      jobIds: [estate.newId()],
      streams: new Map(streams.map((one) => [streamNameOf(one), { name: streamNameOf(one), url: streamUrlOf(one) }])),
      name: '视频任务',
      algoLibId: lib.id,
      profileId: profile?.id ?? '',
      plannedJobCount: 1,
      streamPerJob: 20,
      settings: [{ Key: 'ES_ENABLE', Value: 'True' }],
      isStarted: true,
      turnedAtMs: lib.uploadedAtMs,
    });
  }
}
