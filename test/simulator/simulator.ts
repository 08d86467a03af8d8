/**
 * The simulated clouds with their media plane and their control endpoint, all on loopback and in this process. It
 * shares no code with the client: only `contract.json` is read, as data.
 */
import { AliyunCityVisualCloud } from './clouds/aliyun-cityvisual/cloud.ts';
import { AliyunVcsCloud } from './clouds/aliyun-vcs/cloud.ts';
import { HuaweiIvmCloud } from './clouds/huawei-ivm/cloud.ts';
import { HuaweiVisCloud } from './clouds/huawei-vis/cloud.ts';
import { TencentIvpCloud } from './clouds/tencent-ivp/cloud.ts';
import { openControl } from './control.ts';
import type { ControlParts } from './control.ts';
import { openApiServer } from './kernel/api-server.ts';
import { SkewableClock } from './kernel/clock.ts';
import { openDelayedLine } from './kernel/delayed-line.ts';
import type { Cloud, SideDoor } from './kernel/cloud.ts';
import { FaultInjector } from './kernel/faults.ts';
import type { Listener } from './kernel/listener.ts';
import { PushLine } from './kernel/push-line.ts';
import type { LoggedPush } from './kernel/push-line.ts';
import { RequestLog } from './kernel/request-log.ts';
import type { LoggedRequest } from './kernel/request-log.ts';
import { Stills } from './media/stills.ts';
import type { Authorize, MediaServer } from './media/types.ts';
import { makeWorld } from './world/world.ts';
import type { World } from './world/world.ts';

export interface SimulatorOptions {
  /** Channels of each cloud, 1 to 20,000; 64 when absent. */
  readonly cameras?: number;
  readonly seed?: number;
  /** A pack of clips to use instead of the built-in ones. */
  readonly footageDir?: string;
  /** Cameras speak AAC, G.711 A-law, mu-law, or are mute, by camera; absent: all are mute until an order of a test. */
  readonly speaks?: boolean;
  /** Port of the first cloud's API; each further cloud, then each side door, takes the next. 0 or absent: any. */
  readonly apiPort?: number;
  readonly mediaPort?: number;
  readonly controlPort?: number;
  /** False leaves the media plane away: URLs are given and judged, nothing plays. */
  readonly hasMedia?: boolean;
  /** Delay of the line to the APIs and to media over HTTP in each direction, ms; absent: plain loopback. */
  readonly lineMs?: number;
  /** The clock of the clouds, epoch ms UTC; the media plane always runs on the machine's. */
  readonly nowMs?: () => number;
}

/** How to reach one cloud; the shape that `--json` prints. */
export interface CloudAccess {
  readonly endpoint: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly examples: Readonly<Record<string, unknown>>;
}

export interface Simulator {
  /** By vendor id. */
  readonly clouds: Readonly<Record<string, CloudAccess>>;
  /** Base URL of the control endpoint. */
  readonly control: string;
  /** Base URL of the media server, or null without one. */
  readonly mediaOrigin: string | null;
  /** Asks the clouds what a media URL may show, as the media server does; counts as a use. */
  readonly authorize: Authorize;
  /** The clouds' pushes to callback URLs, and those that they did not send, with the reason. */
  pushes(filter?: { readonly vendor?: string }): readonly LoggedPush[];
  requests(filter?: { readonly vendor?: string; readonly operation?: string }): readonly LoggedRequest[];
  close(): Promise<void>;
}

const DEFAULT_CAMERAS = 64;
const TICK_MS = 1_000;

/** @throws {RangeError} for a camera count outside 1 to 20,000; {Error} when a port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = new SkewableClock(options.nowMs);
  const faults = new FaultInjector(clock);
  const log = new RequestLog();
  const cameras = options.cameras ?? DEFAULT_CAMERAS;
  const seed = options.seed ?? 1;
  const worldOf = (vendor: string): World => makeWorld(cameras, seed, vendor);
  const clouds: readonly Cloud[] = [
    new HuaweiIvmCloud(worldOf('huawei-ivm'), clock),
    new HuaweiVisCloud(worldOf('huawei-vis'), clock),
    new TencentIvpCloud(worldOf('tencent-ivp'), clock),
    new AliyunVcsCloud(worldOf('aliyun-vcs'), clock),
    new AliyunCityVisualCloud(worldOf('aliyun-cityvisual'), clock),
  ];

  const authorize: Authorize = (path, query, headers) => {
    // in the field each cloud has its own host names; here all share one, so paths such as /live/ may look alike
    const decisions = clouds.map((cloud) => cloud.authorize(path, query, headers)).filter((one) => one !== null);
    return (
      decisions.find((one) => one.ok) ?? decisions[0] ?? { ok: false, status: 404, reason: 'no cloud knows this path' }
    );
  };
  const opened: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  };
  const reached = (origin: string): Promise<string> => behindLine(origin, options.lineMs, opened);
  try {
    const media = options.hasMedia === false ? null : await openMedia(authorize, options);
    if (media !== null) opened.push(media);
    const mediaOrigin = media === null ? null : await reached(media.origin);
    const apis = new Map<string, Listener>();
    const origins = new Map<string, string>();
    const faces = clouds.map((cloud) => [cloud.id, cloud] as const);
    const doors = clouds.flatMap((cloud) =>
      (cloud.sideDoors ?? []).map((door) => [doorKey(cloud, door), door] as const),
    );
    for (const [i, [key, face]] of [...faces, ...doors].entries()) {
      const port = options.apiPort === undefined || options.apiPort === 0 ? 0 : options.apiPort + i;
      const api = await openApiServer({ cloud: face, clock, faults, log }, port);
      opened.push(api);
      apis.set(key, api);
      origins.set(key, await reached(api.origin));
    }
    const line = new PushLine(clock);
    opened.push(line, startTicking(clouds));
    const stills = new Stills(options.footageDir);
    for (const cloud of clouds) {
      cloud.setApiOrigin?.(origins.get(cloud.id) ?? '');
      cloud.setStills?.(stills);
      cloud.setPushLine?.(line);
    }
    if (media !== null && mediaOrigin !== null) {
      for (const cloud of clouds) {
        cloud.setMediaOrigin(mediaOrigin, media.rtmpOrigin);
        cloud.setAudience?.({ viewers: () => media.viewers(), cut: (cameraKey) => void media.reset({ cameraKey }) });
      }
    }
    const parts: ControlParts = { clouds, apis, media, clock, faults, log, line };
    const control = await openControl(parts, options.controlPort ?? 0);
    opened.push(control);
    return {
      clouds: Object.fromEntries(clouds.map((cloud) => [cloud.id, accessOf(cloud, origins)])),
      control: control.origin,
      mediaOrigin,
      authorize,
      pushes: (filter) => line.list(filter),
      requests: (filter) => log.list(filter),
      close,
    };
  } catch (e) {
    await close();
    throw e;
  }
}

/** The origin under which a listener is reached. @param opened takes the line, which must be closed. */
async function behindLine(
  origin: string,
  lineMs: number | undefined,
  opened: { close(): Promise<void> }[],
): Promise<string> {
  if (lineMs === undefined) return origin;
  const line = await openDelayedLine(origin, lineMs);
  opened.push(line);
  return line.origin;
}

/** The script of events continues by the machine's seconds; which events they hold is the clouds' clock's business. */
function startTicking(clouds: readonly Cloud[]): { close(): Promise<void> } {
  const timer = setInterval(() => {
    for (const cloud of clouds) cloud.advance?.();
  }, TICK_MS);
  return {
    close: () => {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}

async function openMedia(authorize: Authorize, options: SimulatorOptions): Promise<MediaServer> {
  const { startMediaServer } = await import('./media/server.ts');
  return startMediaServer({
    authorize,
    ...(options.speaks === undefined ? {} : { speaks: options.speaks }),
    ...(options.footageDir === undefined ? {} : { footageDir: options.footageDir }),
    ...(options.mediaPort === undefined ? {} : { port: options.mediaPort }),
  });
}

/** Names a side door among the listeners, such as `huawei-vis iamEndpoint`. */
const doorKey = (cloud: Cloud, door: SideDoor): string => `${cloud.id} ${door.credential}`;

function accessOf(cloud: Cloud, origins: ReadonlyMap<string, string>): CloudAccess {
  const originOf = (key: string): string => origins.get(key) ?? '';
  const doors = (cloud.sideDoors ?? []).map((door) => [door.credential, originOf(doorKey(cloud, door))] as const);
  const credentials = { ...cloud.credentials, ...Object.fromEntries(doors) };
  return {
    endpoint: originOf(cloud.id),
    credentials,
    get examples() {
      return cloud.examples; // when asked for: some clouds are only made then
    },
  };
}
