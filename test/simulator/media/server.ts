/**
 * The simulated clouds' media plane: HTTP-FLV and HLS on one loopback port and RTMP on another, with the faults that
 * tests need. It asks the simulated cloud about every opening request and knows nothing of tokens itself.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Camera } from './camera.ts';
import { chosenPackDir, openPack } from './clip.ts';
import { createClock } from './clock.ts';
import { cut } from './cut.ts';
import { sendFile } from './file-out.ts';
import { HlsHub } from './hls-hub.ts';
import { HlsOnly } from './hls-only.ts';
import { openHttpOut } from './http-out.ts';
import { LiveHub } from './live-hub.ts';
import { describeLiveViewer } from './live-stream.ts';
import { PastHub } from './past-hub.ts';
import { createRtmpDoor } from './rtmp-door.ts';
import type { MediaGrant, MediaServer, MediaServerOptions, ViewerMatch } from './types.ts';

const BEIJING_OFFSET_MINUTES = 480;
const HOST = '127.0.0.1';

/** Cameras that were shown lately keep their canvas; more than this many are forgotten, oldest first. */
const MAX_CAMERAS = 512;

/**
 * Starts the media plane.
 *
 * @throws {Error} when the port is taken, or when no pack of clips can be opened.
 */
export async function startMediaServer(options: MediaServerOptions): Promise<MediaServer> {
  const pack = openPack(chosenPackDir(options.footageDir));
  const clock = createClock(options.nowMs ?? Date.now);
  const clockOffsetMinutes = options.clockOffsetMinutes ?? BEIJING_OFFSET_MINUTES;
  const cameras = new Map<string, Camera>();
  const cameraOf = (grant: MediaGrant): Camera => {
    const id = `${grant.profile}|${grant.cameraKey}|${grant.cameraName}`;
    const camera =
      cameras.get(id) ?? new Camera(pack, grant.cameraKey, grant.cameraName, grant.profile, clockOffsetMinutes);
    cameras.delete(id);
    cameras.set(id, camera);
    const oldest = cameras.keys().next();
    if (cameras.size > MAX_CAMERAS && oldest.done !== true) cameras.delete(oldest.value);
    return camera;
  };
  const live = new LiveHub(cameraOf, clock);
  const hls = new HlsHub(cameraOf, clock);
  const past = new PastHub(cameraOf, clock);
  const hlsOnly = new HlsOnly();
  const stalls: ViewerMatch[] = [];
  const isStalled = (grant: MediaGrant): boolean => stalls.some((match) => matches(match, grant));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.method !== 'GET') return refuse(response, 405, 'only GET is served');
    const url = new URL(request.url ?? '/', `http://${HOST}`);
    if (hls.owns(url.pathname)) return hls.serve(url.pathname, response);
    const decision = await options.authorize(url.pathname, url.searchParams, request.headers);
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
        return sendFile(cameraOf(grant), grant, response);
      default:
        return hls.open(grant, response, isStalled(grant));
    }
  };

  const sockets = new Set<Socket>();
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    response.on('error', () => undefined); // the viewer went away in the middle of a write: its 'close' cleans up
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, error instanceof Error ? error.message : String(error));
    });
  });
  server.on('connection', (socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, HOST, () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stopListening = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) cut(socket);
    });

  const rtmp = createRtmpDoor({
    authorize: options.authorize,
    serve: (grant, out) => live.serve(grant, out, isStalled(grant)),
  });
  await listen(options.port ?? 0);
  await rtmp.listen(options.rtmpPort ?? 0).catch(async (error: unknown) => {
    await stopListening();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  const rtmpPort = rtmp.port;
  let isClosed = false;
  const closing = new AbortController();
  let restarts = Promise.resolve(); // one after the other

  return {
    origin: `http://${HOST}:${port}`,
    rtmpOrigin: `rtmp://${HOST}:${rtmpPort}`,
    viewers: () => [...live.viewers().map(describeLiveViewer), ...past.viewers(), ...hls.viewers()],
    stall(match) {
      stalls.push(match);
      for (const viewer of live.viewers()) viewer.isStalled = isStalled(viewer.grant);
      past.stall(isStalled);
      hls.stall(isStalled);
    },
    resume() {
      stalls.length = 0;
      for (const viewer of live.viewers()) viewer.isStalled = false;
      past.stall(() => false);
      hls.resume();
      hlsOnly.resume();
    },
    setHlsOnly: (cameraKeys) => hlsOnly.set(cameraKeys),
    reset(match) {
      const hit = live.viewers().filter((viewer) => matches(match, viewer.grant));
      for (const viewer of hit) viewer.out.reset();
      const isHit = (grant: MediaGrant): boolean => matches(match, grant);
      return hit.length + past.reset(isHit) + hls.reset(isHit);
    },
    restart(downMs) {
      const before = restarts.catch(() => undefined); // whoever asked for that one was told
      restarts = before.then(async () => {
        if (isClosed) return;
        await Promise.all([stopListening(), rtmp.stop()]);
        await delay(downMs, undefined, { signal: closing.signal }).catch(() => undefined);
        if (!closing.signal.aborted) await Promise.all([listen(port), rtmp.listen(rtmpPort)]);
      });
      return restarts;
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      closing.abort();
      live.close();
      past.close();
      hls.close();
      await restarts.catch(() => undefined); // whoever asked for the restart was told
      await Promise.all([stopListening(), rtmp.stop()]);
    },
  };
}

function matches(match: ViewerMatch, grant: MediaGrant): boolean {
  return (
    (match.cameraKey === undefined || match.cameraKey === grant.cameraKey) &&
    (match.profile === undefined || match.profile === grant.profile) &&
    (match.kind === undefined || match.kind === grant.kind)
  );
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
}
