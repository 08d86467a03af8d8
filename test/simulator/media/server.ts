/**
 * The simulated clouds' media plane: HTTP-FLV and HLS on one loopback port and RTMP on another, with the faults that
 * tests need. It asks the simulated cloud about every opening request and knows nothing of tokens itself.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Camera } from './camera.ts';
import { chosenPackDir, openPack } from './clip.ts';
import { createClock } from './clock.ts';
import { FileHub } from './file-out.ts';
import { HlsHub } from './hls-hub.ts';
import { HlsOnly } from './hls-only.ts';
import { HOST, type Door } from './door.ts';
import { createHttpDoor, refuse } from './http-door.ts';
import { openHttpOut } from './http-out.ts';
import { LiveHub } from './live-hub.ts';
import { describeLiveViewer } from './live-stream.ts';
import { Past } from './past.ts';
import { PastHub } from './past-hub.ts';
import { PastBook } from './past-traits.ts';
import { createRtmpDoor } from './rtmp-door.ts';
import type { Authorize, MediaGrant, MediaServer, MediaServerOptions, ViewerMatch } from './types.ts';
import { matches } from './viewer-match.ts';

const BEIJING_OFFSET_MINUTES = 480;

/** Cameras that were shown lately keep their canvas; more than this many are forgotten, oldest first. */
const MAX_CAMERAS = 512;

type Hubs = ReturnType<typeof createHubs>;

/**
 * Starts the media plane.
 *
 * @throws {Error} when the port is taken, or when no pack of clips can be opened.
 */
export async function startMediaServer(options: MediaServerOptions): Promise<MediaServer> {
  const hubs = createHubs(options);
  const { live, hls, past, files, hlsOnly, stalls, isStalled } = hubs;
  const http = createHttpDoor((request, response) => answer(hubs, options.authorize, request, response));
  const rtmp = createRtmpDoor({
    authorize: options.authorize,
    serve: (grant, out) => live.serve(grant, out, isStalled(grant)),
  });
  await http.listen(options.port ?? 0);
  await rtmp.listen(options.rtmpPort ?? 0).catch(async (error: unknown) => {
    await http.stop();
    throw error;
  });
  const doors = openDoors([http, rtmp]);

  return {
    origin: `http://${HOST}:${http.port}`,
    rtmpOrigin: `rtmp://${HOST}:${rtmp.port}`,
    viewers: () => [...live.viewers().map(describeLiveViewer), ...past.viewers(), ...hls.viewers(), ...files.viewers()],
    stall(match) {
      stalls.push(match);
      for (const viewer of live.viewers()) viewer.isStalled = isStalled(viewer.grant);
      past.stall(isStalled);
      files.stall(isStalled);
      hls.stall(isStalled);
    },
    resume() {
      stalls.length = 0;
      for (const viewer of live.viewers()) viewer.isStalled = false;
      past.stall(() => false);
      files.stall(() => false);
      hls.resume();
      hlsOnly.resume();
    },
    setPast: (match, traits) => hubs.book.add(match, traits),
    clearPast: () => hubs.book.clear(),
    setHlsOnly: (cameraKeys) => hlsOnly.set(cameraKeys),
    reset(match) {
      const hit = live.viewers().filter((viewer) => matches(match, viewer.grant));
      for (const viewer of hit) viewer.out.reset();
      const isHit = (grant: MediaGrant): boolean => matches(match, grant);
      return hit.length + past.reset(isHit) + hls.reset(isHit) + files.reset(isHit);
    },
    endPast: (match) => hls.endPast((grant) => matches(match, grant)),
    restart: (downMs) => doors.restart(downMs),
    async close() {
      if (doors.isClosed) return;
      const closed = doors.close();
      live.close();
      past.close();
      files.close();
      hls.close();
      await closed;
    },
  };
}

/** Creates the hubs that serve the viewers, and the stalls that tests ordered. */
function createHubs(options: MediaServerOptions) {
  const clock = createClock(options.nowMs ?? Date.now);
  const cameraOf = keepCameras(options);
  const stalls: ViewerMatch[] = [];
  const book = new PastBook(options.speaks);
  const pastOf = (grant: MediaGrant): Past => new Past(grant, book.traitsOf(grant), cameraOf);
  return {
    book,
    files: new FileHub(pastOf),
    live: new LiveHub(cameraOf, clock, (grant) => book.traitsOf(grant).sound ?? null),
    hls: new HlsHub({ cameraOf, pastOf, book, clock }),
    past: new PastHub(pastOf, clock),
    hlsOnly: new HlsOnly(),
    stalls,
    isStalled: (grant: MediaGrant): boolean => stalls.some((match) => matches(match, grant)),
  };
}

/** @throws {Error} when no pack of clips can be opened. */
function keepCameras(options: MediaServerOptions): (grant: MediaGrant) => Camera {
  const pack = openPack(chosenPackDir(options.footageDir));
  const clockOffsetMinutes = options.clockOffsetMinutes ?? BEIJING_OFFSET_MINUTES;
  const cameras = new Map<string, Camera>();
  return (grant) => {
    const id = `${grant.profile}|${grant.cameraKey}|${grant.cameraName}|${grant.pose === undefined ? 'past' : 'turns'}`;
    const { cameraKey, cameraName, profile, pose = null } = grant;
    const camera = cameras.get(id) ?? new Camera(pack, cameraKey, cameraName, profile, clockOffsetMinutes, pose);
    cameras.delete(id);
    cameras.set(id, camera);
    const oldest = cameras.keys().next();
    if (cameras.size > MAX_CAMERAS && oldest.done !== true) cameras.delete(oldest.value);
    return camera;
  };
}

async function answer(
  { files, live, hls, past, hlsOnly, isStalled }: Hubs,
  authorize: Authorize,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.method !== 'GET') return refuse(response, 405, 'only GET is served');
  const url = URL.parse(`http://${HOST}${request.url ?? '/'}`);
  if (url === null) return refuse(response, 400, 'this is no path');
  if (hls.owns(url.pathname)) return hls.serve(url.pathname, response);
  const decision = await authorize(url.pathname, url.searchParams, request.headers);
  if (response.destroyed) return;
  if (!decision.ok) return refuse(response, decision.status, decision.reason);
  const { grant } = decision;
  switch (grant.kind) {
    case 'flv-live':
      if (hlsOnly.has(grant.cameraKey)) return hlsOnly.answer(response, isStalled(grant));
      return live.serve(grant, openHttpOut(response), isStalled(grant));
    case 'flv-vod':
      return past.serve(grant, response, isStalled(grant));
    case 'ts-file':
    case 'mp4-file':
      return files.serve(grant, response, isStalled(grant));
    default:
      return hls.open(grant, response, isStalled(grant));
  }
}

/** Closes listeners for a while, or for good. @param doors that listen already; their ports stay the same. */
function openDoors(doors: readonly Door[]) {
  const listeners = doors.map((door) => ({ door, port: door.port }));
  const closing = new AbortController();
  let restarts = Promise.resolve(); // one after the other
  const stop = () => Promise.all(doors.map((door) => door.stop()));
  return {
    get isClosed(): boolean {
      return closing.signal.aborted;
    },
    restart(downMs: number): Promise<void> {
      const before = restarts.catch(() => undefined); // the caller of the earlier restart has its error
      restarts = before.then(async () => {
        if (closing.signal.aborted) return;
        await stop();
        await delay(downMs, undefined, { signal: closing.signal }).catch(() => undefined);
        if (!closing.signal.aborted) await Promise.all(listeners.map(({ door, port }) => door.listen(port)));
      });
      return restarts;
    },
    async close(): Promise<void> {
      closing.abort();
      await restarts.catch(() => undefined); // the caller of the restart has its error
      await stop();
    },
  };
}
