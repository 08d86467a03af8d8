/** Recordings as the client keeps them: over a gateway that dies, and to their end when the client closes. */
import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Clip } from '../../../preload/contract/clips.ts';
import { asAccountId, asLeaseId, channelIdOf, deviceIdOf } from '../../../preload/domain/ids.ts';
import { ClipsService } from '../../../main/services/clips/clips.ts';
import { serveFlv } from '../servers/ffmpeg.ts';
import { watchFlv, type FlvViewer } from '../servers/flv-viewer.ts';
import { temporaryFolder, until } from '../servers/processes.ts';
import { ORIGIN, signal, source, startBench, type Bench } from './harness.ts';
import { captureSettings } from '../../unit/main/services/clips/capture.ts';

const channelId = channelIdOf(deviceIdOf(asAccountId('acc'), 'dev'), '0');
const stream = { channelId, profile: 'sub' } as const;
const key = `${channelId}|sub`;

let bench: Bench;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let upstream: Awaited<ReturnType<typeof serveFlv>>;
let viewer: FlvViewer;
let clips: ClipsService;
let last: Clip | null;

beforeEach(async () => {
  last = null;
  folder = await temporaryFolder('clips');
  upstream = await serveFlv();
  bench = await startBench({ stableMs: 100 });
  const { gateway } = bench;
  const open = () => gateway.open({ key, resolve: () => Promise.resolve(source(upstream.url)) }, signal());
  clips = new ClipsService({
    onSaved: () => {},
    tools: gateway.tools,
    addressOf: (kind, id) => gateway.addressOf(kind, id),
    live: {
      open: async () => {
        const { id, url, transport } = await open();
        return { ...stream, leaseId: asLeaseId(id), url, transport };
      },
      close: (leaseId) => gateway.close(leaseId),
    },
    settings: captureSettings(folder.path),
    emit: (name, payload) => {
      if (name === 'clip.changed') last = payload as Clip;
    },
    channelOf: () => undefined,
    labelOf: () => 'Cloud',
    reveal: null,
  });
  viewer = watchFlv((await open()).url, ORIGIN);
  await until('two seconds have arrived', () => ((viewer.videoTimes().at(-1) ?? 0) >= 2_000 ? true : null));
});

afterEach(async () => {
  await viewer.close();
  await clips.dispose();
  await bench.dispose();
  await upstream.close();
  await folder.remove();
});

const grown = (parts: number): Promise<true> =>
  until(`part ${parts} grows`, () =>
    last?.parts.length === parts && (last.parts.at(-1)?.toMs ?? 0) > (last.parts.at(-1)?.fromMs ?? 0) ? true : null,
  );

it('a clip continues in another part after the gateway was started again', async () => {
  const { clipId } = await clips.start(stream, 'w1');
  await grown(1);
  await bench.gateway.crashWorker();
  await grown(2);
  clips.stop(clipId, 'stopped');
  await until('it has ended', () => (last?.ended ? true : null));
  expect(last?.ended).toEqual({ reason: 'stopped', error: null });
  expect(last?.parts.map(({ path }) => / part (\d)\.mp4$/.exec(path)?.[1] ?? '1')).toEqual(['1', '2']);
});

it('a recording is one per camera, and reports when it really begins', async () => {
  const [a, b] = await Promise.all([clips.start(stream, 'w1'), clips.start(stream, 'w2')]);
  expect(b.clipId).toBe(a.clipId);
  expect(a.startedAtMs - a.fromMs).toBeGreaterThan(0);
  expect(a.startedAtMs - a.fromMs).toBeLessThan(10_000);
});

it('a clip ends with its window, and is whole when the client closes', async () => {
  await clips.start(stream, 'w1');
  await grown(1);
  clips.onWindowGone('w2');
  expect(clips.list()).toHaveLength(1);
  clips.onWindowGone('w1');
  await until('it has ended', () => (last?.ended?.reason === 'cleared' ? true : null));
  await clips.start(stream, 'w1');
  await grown(1);
  await clips.dispose();
  expect(last?.ended?.reason).toBe('cleared');
  expect(await readdir(`${folder.path}/clips`)).toHaveLength(2);
});
