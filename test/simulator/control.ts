/**
 * The control endpoint: plain JSON over http on loopback, through which tests order faults, restart servers, turn the
 * clock and ask what arrived. It has no part in any cloud.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { orderOfCloud } from './cloud-orders.ts';
import type { SkewableClock } from './kernel/clock.ts';
import { poseIn, type CameraMatch, type Cloud } from './kernel/cloud.ts';
import { EMPTY_ANSWERS } from './kernel/emptied.ts';
import type { ApiFault, FaultInjector, FaultScope } from './kernel/faults.ts';
import { Listener, readBody } from './kernel/listener.ts';
import type { PushLine } from './kernel/push-line.ts';
import type { RequestLog } from './kernel/request-log.ts';
import type { MediaProfile, MediaServer, ViewerMatch } from './media/types.ts';
import { BadOrder, milliseconds, number, parse, text, textsOf, type Input } from './order-values.ts';
import { readFootageOrder, readPastTraits } from './past-orders.ts';

export interface ControlParts {
  readonly clouds: readonly Cloud[];
  readonly apis: ReadonlyMap<string, Listener>;
  readonly media: MediaServer | null;
  readonly clock: SkewableClock;
  readonly faults: FaultInjector;
  readonly log: RequestLog;
  readonly line: PushLine;
}

/** @param port 0 for any free port. */
export function openControl(parts: ControlParts, port: number): Promise<Listener> {
  const resumeTimers = new Set<NodeJS.Timeout>();
  return Listener.open((request, response) => {
    void serve(parts, resumeTimers, request, response);
  }, port);
}

async function serve(
  parts: ControlParts,
  timers: Set<NodeJS.Timeout>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    // A target such as `//[` names no path: the sender gets a refusal, and the simulator continues.
    const target = `http://127.0.0.1${request.url ?? '/'}`;
    const url = request.url?.startsWith('/') === true ? URL.parse(target) : null;
    if (url === null) throw new BadOrder('not a path');
    const input = parse((await readBody(request, 1024 * 1024)) ?? '');
    const answer = await follow(parts, timers, `${request.method ?? 'GET'} ${url.pathname}`, url.searchParams, input);
    send(response, 200, answer);
  } catch (e) {
    const text = e instanceof Error ? e.message : String(e);
    send(response, e instanceof BadOrder ? 400 : 500, { error: text });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function follow(
  parts: ControlParts,
  timers: Set<NodeJS.Timeout>,
  order: string,
  query: URLSearchParams,
  input: Input,
): Promise<unknown> {
  const { clouds, apis, media, clock, faults, log, line } = parts;
  switch (order) {
    case 'GET /faults':
      return faults.list();
    case 'POST /faults':
      return orderFault(parts, timers, input);
    case 'DELETE /faults':
      faults.clear();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      media?.resume();
      media?.clearPast();
      for (const cloud of clouds) cloud.clearTraits?.();
      return { cleared: true };
    case 'POST /media/restart':
      await mediaOf(media).restart(milliseconds(input, 'downMs'));
      return { restarted: true };
    case 'POST /api/down': {
      const vendor = text(input, 'vendor');
      const hit = [...apis].filter(([id]) => vendor === null || id === vendor);
      for (const [, api] of hit) await api.goDown(milliseconds(input, 'downMs'));
      return { down: hit.map(([id]) => id) };
    }
    case 'GET /requests':
      return query.has('counts') ? log.counts() : log.list(filterOf(query));
    case 'DELETE /requests':
      log.clear();
      return { cleared: true };
    case 'GET /ptz':
      return clouds.flatMap((cloud) => cloud.moving?.() ?? []);
    case 'GET /ptz/pose':
      return poseIn(clouds, cameraMatch(Object.fromEntries(query)));
    case 'POST /events':
      return orderEvent(clouds, input);
    case 'GET /pushes':
      return line.list(filterOf(query));
    case 'DELETE /pushes':
      line.clear();
      return { cleared: true };
    case 'GET /media/viewers':
      return mediaOf(media).viewers();
    case 'POST /media/hls-only': {
      const cameraKeys = textsOf(input['cameraKeys']).flatMap((cameraKey) =>
        matchesOf(clouds, { cameraKey }).flatMap((match) => match.cameraKey ?? []),
      );
      mediaOf(media).setHlsOnly(cameraKeys);
      return { cameraKeys };
    }
    case 'POST /media/past':
      return orderPast(parts, input);
    case 'POST /recordings':
    case 'GET /recordings':
    case 'DELETE /recordings':
      return followFootage(clouds, order, input);
    case 'POST /clouds/traits':
    case 'POST /registrations':
      return followed(orderOfCloud(clouds, order, input));
    case 'POST /clock':
      clock.setSkew(number(input, 'skewMs', 0));
      return clockView(clock);
    case 'GET /clock':
      return clockView(clock);
    case 'POST /devices':
      return orderDevice(parts, input);
    default:
      throw new BadOrder(`unknown order: ${order}`);
  }
}

/**
 * `{vendor?, cameraKey?, profile?, source?, ...}` with traits of `media/past-traits.ts`; `deviceId` and `channelId` name a camera
 * too, and a vendor alone is all of its cameras.
 */
function orderPast({ clouds, media }: ControlParts, input: Input): unknown {
  const vendor = text(input, 'vendor');
  const chosen = clouds.filter((cloud) => vendor === null || cloud.id === vendor);
  const traits = readPastTraits(input);
  if (typeof traits === 'string') throw new BadOrder(`${traits} cannot be that`);
  const { cameraKey, deviceId, profile } = cameraMatch(input);
  const source = text(input, 'source');
  if (source !== null && source !== 'cloud' && source !== 'device') throw new BadOrder('source is cloud or device');
  const isWholeCloud = vendor !== null && cameraKey === undefined && deviceId === undefined;
  const hit = isWholeCloud
    ? chosen.flatMap((cloud) => cloud.cameraKeysOf({})).map((key) => ({ ...(profile && { profile }), cameraKey: key }))
    : matchesOf(chosen, cameraMatch(input));
  for (const match of hit) mediaOf(media).setPast({ ...match, ...(source && { source }) }, traits);
  return { hit: hit.length, traits };
}

function followFootage(clouds: readonly Cloud[], order: string, input: Input): unknown {
  if (order.startsWith('POST')) return orderFootage(clouds, input);
  if (order.startsWith('GET')) return clouds.flatMap((cloud) => cloud.footage?.list() ?? []);
  for (const cloud of clouds) cloud.footage?.clear();
  return { cleared: true };
}

/**
 * `{vendor?, cameraKey?, place?, recorded | gap: {fromMs, toMs}}`; `deviceId` and `channelId` name a camera too, and a vendor
 * alone is all of its cameras.
 */
function orderFootage(clouds: readonly Cloud[], input: Input): unknown {
  const order = readFootageOrder(input);
  if (typeof order === 'string') throw new BadOrder(order);
  const vendor = text(input, 'vendor');
  const match = cameraMatch(input);
  if (vendor === null && match.cameraKey === undefined && match.deviceId === undefined)
    throw new BadOrder('a camera or a vendor is expected');
  let hit = 0;
  for (const cloud of clouds) {
    if (vendor !== null && cloud.id !== vendor) continue;
    const keys = cloud.cameraKeysOf(match);
    if (keys.length > 0 && cloud.footage === undefined) throw new BadOrder(`${cloud.id} has no recordings`);
    for (const cameraKey of keys) cloud.footage?.add({ ...order, cameraKey });
    hit += keys.length;
  }
  if (hit === 0) throw new BadOrder('no such camera');
  return { hit, ...order };
}

const clockView = (clock: SkewableClock): unknown => ({
  nowMs: clock.nowMs(),
  skewMs: clock.skewMs,
  startMs: clock.days.startMs,
});

/** A stream from a device ends with the device; footage in the cloud still plays. */
function cutDevice(media: MediaServer | null, match: ViewerMatch): void {
  media?.reset({ ...match, source: 'device' });
  media?.endPast({ ...match, source: 'device' });
}

/** `{deviceId, isOnline}`; a device that goes off line cuts its viewers. */
function orderDevice({ clouds, media }: ControlParts, input: Input): unknown {
  const deviceId = text(input, 'deviceId') ?? '';
  const isOnline = input['isOnline'] === true;
  const isKnown = clouds.some((cloud) => cloud.setDeviceOnline(deviceId, isOnline));
  if (!isKnown) throw new BadOrder(`no device ${deviceId}`);
  if (!isOnline) for (const match of matchesOf(clouds, { deviceId })) cutDevice(media, match);
  return { deviceId, isOnline };
}

function followed(answer: object | string): object {
  if (typeof answer !== 'string') return answer;
  throw new BadOrder(answer);
}

/** `{vendor, kind, camera?}`, or `deviceId` and `channelId` for the camera. */
function orderEvent(clouds: readonly Cloud[], input: Input): unknown {
  const cloud = clouds.find((one) => one.id === text(input, 'vendor'));
  if (cloud === undefined) throw new BadOrder(`vendor must be one of ${clouds.map((one) => one.id).join(', ')}`);
  const camera = text(input, 'camera');
  const match = camera === null ? cameraMatch(input) : { cameraKey: camera };
  const isNamed = match.cameraKey !== undefined || match.deviceId !== undefined;
  const cameraKey = isNamed ? cloud.cameraKeysOf(match)[0] : undefined;
  if (isNamed && cameraKey === undefined) throw new BadOrder('no such camera');
  const order = { kind: text(input, 'kind') ?? '', ...(cameraKey === undefined ? {} : { cameraKey }) };
  const fired = cloud.fire?.(order) ?? `${cloud.id} documents no pushes`;
  if (typeof fired === 'string') throw new BadOrder(fired);
  return fired;
}

/**
 * `{kind, vendor?, operation?, count?, forMs?, share?, ...}`. `latency` takes `ms`, `http` takes `status` and `retryAfterSec`,
 * `drop` takes `when`, `empty` takes `as` (what stands for the answer), `cut-list` takes `keep` (the share of rows that
 * stays), the media kinds take `cameraKey` or `deviceId` with `channelId`, and `profile`; `stall-media`
 * and `refuse` take `ms`.
 */
async function orderFault(parts: ControlParts, timers: Set<NodeJS.Timeout>, input: Input): Promise<unknown> {
  const { clouds, apis, faults } = parts;
  const vendor = text(input, 'vendor');
  const chosen = clouds.filter((cloud) => vendor === null || cloud.id === vendor);
  const kind = text(input, 'kind');
  switch (kind) {
    case 'latency':
    case 'http':
    case 'drop':
    case 'malformed':
    case 'empty':
    case 'cut-list':
    case 'strip-ids':
      faults.arm(apiFault(kind, input), scopeOf(input));
      return { armed: kind };
    case 'refuse': {
      const downMs = milliseconds(input, 'ms');
      for (const cloud of chosen) await apis.get(cloud.id)?.goDown(downMs);
      return { downMs };
    }
    case 'expire-token':
      return { hit: sum(chosen.map((cloud) => cloud.expireTokens())) };
    case 'revoke-token':
      return { hit: sum(chosen.map((cloud) => cloud.revokeTokens())) };
    case 'expire-url':
      return { hit: sum(chosen.map((cloud) => cloud.expireMediaUrls())) };
    case 'stall-media': {
      const media = mediaOf(parts.media);
      for (const match of matchesOf(chosen, cameraMatch(input))) media.stall(match);
      const ms = number(input, 'ms', 0);
      if (ms > 0) resumeLater(timers, ms, () => media.resume());
      return { stalled: true };
    }
    case 'reset-media': {
      const media = mediaOf(parts.media);
      return { hit: sum(matchesOf(chosen, cameraMatch(input)).map((match) => media.reset(match))) };
    }
    default:
      throw new BadOrder(`unknown fault: ${String(kind)}`);
  }
}

function apiFault(kind: ApiFault['kind'], input: Input): ApiFault {
  switch (kind) {
    case 'latency':
      return { kind, ms: milliseconds(input, 'ms') };
    case 'http': {
      const retryAfter = input['retryAfterSec'];
      const retryAfterSec = typeof retryAfter === 'number' ? retryAfter : null;
      const status = number(input, 'status', 503);
      if (status < 400 || status > 599) throw new BadOrder('status must be 400 to 599');
      return { kind, status, retryAfterSec };
    }
    case 'drop':
      return { kind, when: text(input, 'when') === 'after' ? 'after' : 'before' };
    case 'malformed':
    case 'strip-ids':
      return { kind };
    case 'empty': {
      const as = EMPTY_ANSWERS.find((one) => one === (text(input, 'as') ?? 'object'));
      if (as === undefined) throw new BadOrder(`as must be one of ${EMPTY_ANSWERS.join(', ')}`);
      return { kind, as };
    }
    case 'cut-list': {
      const keep = number(input, 'keep', Number.NaN);
      if (!(keep >= 0 && keep <= 1)) throw new BadOrder('keep must be 0 to 1');
      return { kind, keep };
    }
  }
}

function scopeOf(input: Input): FaultScope {
  const operation = input['operation'];
  const operations =
    typeof operation === 'string' ? [operation] : Array.isArray(operation) ? operation.map(String) : null;
  const count = input['count'];
  const forMs = input['forMs'];
  const share = input['share'] ?? null;
  if (share !== null && !(typeof share === 'number' && share > 0 && share <= 1))
    throw new BadOrder('share must be above 0, to 1');
  return {
    vendor: text(input, 'vendor'),
    operations,
    count: typeof count === 'number' ? count : null,
    forMs: typeof forMs === 'number' ? forMs : null,
    share,
  };
}

function cameraMatch(input: Input): CameraMatch {
  const cameraKey = text(input, 'cameraKey');
  const deviceId = text(input, 'deviceId');
  const channelId = text(input, 'channelId');
  const profile = text(input, 'profile');
  return {
    ...(cameraKey === null ? {} : { cameraKey }),
    ...(deviceId === null ? {} : { deviceId }),
    ...(channelId === null ? {} : { channelId }),
    ...(profile === null ? {} : { profile: (profile === 'main' ? 'main' : 'sub') satisfies MediaProfile }),
  };
}

/** Nothing named is every viewer; a camera that no cloud knows is an error, not a fault that hits nobody. */
function matchesOf(clouds: readonly Cloud[], match: CameraMatch): readonly ViewerMatch[] {
  const profile = match.profile === undefined ? {} : { profile: match.profile };
  if (match.cameraKey === undefined && match.deviceId === undefined) return [profile];
  const keys = clouds.flatMap((cloud) => cloud.cameraKeysOf(match));
  if (keys.length === 0) throw new BadOrder('no such camera');
  return keys.map((cameraKey) => ({ cameraKey, ...profile }));
}

function resumeLater(timers: Set<NodeJS.Timeout>, ms: number, resume: () => void): void {
  const timer = setTimeout(() => {
    timers.delete(timer);
    resume();
  }, ms).unref();
  timers.add(timer);
}

function filterOf(query: URLSearchParams): { vendor?: string; operation?: string } {
  const vendor = query.get('vendor');
  const operation = query.get('operation');
  return { ...(vendor === null ? {} : { vendor }), ...(operation === null ? {} : { operation }) };
}

function mediaOf(media: MediaServer | null): MediaServer {
  if (media === null) throw new BadOrder('this simulator runs without media');
  return media;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
