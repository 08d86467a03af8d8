/** A stream that makes the gateway's worker hang: the worker starts again without the stream, all others come back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { watchFlv } from '../integration/servers/flv-viewer.ts';
import { until } from '../integration/servers/processes.ts';
import { picture } from '../integration/servers/scripted-flv.ts';
import { HANG } from './hanging-words.ts';
import { ORIGIN, startHostile, startWall, type HostileServer, type Wall } from './hostile-media.ts';

const WORKER = new URL('./hanging-worker.ts', import.meta.url);
const FLV_HEADER = Buffer.from([0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0]);
const AVC_HEADER = Buffer.from([
  ...[9, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0],
  ...[0x17, 0, 0, 0, 0, 1, 0x42, 0, 0x1e, 0xff, 0, 0, 0, 21],
]);

let server: HostileServer;
let wall: Wall;

beforeEach(async () => {
  server = await startHostile();
});
afterEach(async () => {
  await wall.close();
  await server.close();
});

// @promise security.hung-worker: A worker of the gateway that is silent for 5 s is ended and started anew without the
// stream that made it hang, and all others play on.
it('main quarantines the stream that made the worker hang, plays all others on, and tries again when asked', async () => {
  wall = await startWall({ workerUrl: WORKER });
  await wall.othersPlayOn(5);
  let isHostile = true;
  server.handle = (_path, _request, response) => {
    response.write(Buffer.concat([FLV_HEADER, AVC_HEADER, picture(0, true), picture(40, false)]));
    if (isHostile) response.write(HANG);
  };
  const url = `${server.origin}/evil.flv`;
  await wall.open('evil', { url });
  expect(await wall.refusalOf('evil')).toMatchObject({ code: 'media.quarantined', action: 'retry' });
  await wall.othersPlayOn();
  expect(['good-0', 'good-1'].flatMap((key) => wall.feedsOf(key)).filter(({ phase }) => phase === 'failed')).toEqual(
    [],
  );

  // Another viewer does not bring the stream back.
  const asked = server.paths.length;
  await expect(wall.open('evil', { url })).rejects.toMatchObject({ code: 'media.quarantined' });
  expect(server.paths.length).toBe(asked);

  // The operator asks, and the camera behaves.
  isHostile = false;
  wall.gateway.readmit('evil');
  const lease = await wall.open('evil', { url });
  const viewer = watchFlv(lease.url, ORIGIN);
  await until('the camera shows its picture', () => (viewer.videoTimes().length > 0 ? true : null));
  await viewer.close();
});

// @promise security.no-false-worker-hang: A sleep of the computer or a stopped process does not pass for a worker that
// hangs.
it('main does not take a pause of the whole client for a worker that hangs', async () => {
  wall = await startWall({ timings: { pingMs: 200, silenceMs: 3_000 } });
  await wall.othersPlayOn(5);
  const codes: string[] = [];
  wall.gateway.on((event) => {
    if (event.kind === 'feed' && event.feed.phase === 'reconnecting') codes.push(event.feed.error.code);
  });
  // Main stands still, as a process does that a debugger or the sleep of the computer holds.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000);
  await wall.othersPlayOn();
  expect(codes).not.toContain('media.gateway-down');
});

// @promise security.lost-worker: Where the worker of the gateway cannot be started, main tries again every 30 s, each
// tile names the time of the next try, and "Try again" starts it at once.
it('main says when a worker cannot be started again and when the next try comes, and tries at once when a caller asks', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'lanner-fickle-'));
  try {
    const obstacle = path.join(dir, 'obstacle');
    process.env['LANNER_TEST_OBSTACLE'] = obstacle;
    wall = await startWall({ workerUrl: new URL('./fickle-worker.ts', import.meta.url) });
    await wall.othersPlayOn(5);
    writeFileSync(obstacle, '');
    const lease = await wall.open('later', { url: `${server.origin}/later.flv` });
    await wall.gateway.crashWorker();
    const nextAtMs = await until('the next try is told', () => {
      const feed = wall.feedsOf('later').at(-1);
      const isFarAway = feed?.phase === 'reconnecting' && !feed.isTrying && feed.error.code === 'media.gateway-down';
      return isFarAway ? feed.nextAtMs : null;
    });
    expect(nextAtMs - Date.now()).toBeGreaterThan(10_000);

    // A tile that is opened meanwhile is reported the same.
    await wall.open('new', { url: `${server.origin}/new.flv` });
    await until('the new tile is told', () => (wall.feedsOf('new').at(-1)?.phase === 'reconnecting' ? true : null));

    rmSync(obstacle);
    wall.gateway.retryNow(lease.id);
    await wall.othersPlayOn(5);
    expect(Date.now()).toBeLessThan(nextAtMs);
  } finally {
    delete process.env['LANNER_TEST_OBSTACLE'];
    rmSync(dir, { recursive: true, force: true });
  }
});
