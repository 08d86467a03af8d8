/** A recording that ffmpeg wrote and nginx serves: it plays, seeks and is exported, as one of a cloud. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExportThread } from '../../../main/media/gateway/export-thread.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { signal, source } from '../media/harness.ts';
import { PICTURES, writeVod } from '../servers/ffmpeg.ts';
import { startNginx, type WebServer } from '../servers/nginx.ts';
import { temporaryFolder, until } from '../servers/processes.ts';
import { openPastSite, type PastSite } from './past-site.ts';

const exec = promisify(execFile);
const SECONDS = 32;
const PICTURES_PER_SEC = 15;
const WIDTH = 64;
const HEIGHT = 48;
/** Pictures of the player and of ffmpeg are scaled by different programs, and the next pictures look alike. */
const NEAR_SEC = 0.5;

/** Brightness of each point of the picture that shows. */
const LOOK = `(() => {
  const canvas = new OffscreenCanvas(${WIDTH}, ${HEIGHT});
  const context = canvas.getContext('2d');
  context.drawImage(document.querySelector('video'), 0, 0, ${WIDTH}, ${HEIGHT});
  const { data } = context.getImageData(0, 0, ${WIDTH}, ${HEIGHT});
  return Array.from({ length: ${WIDTH * HEIGHT} }, (_, i) => 0.299 * data[i * 4] + 0.587 * data[i * 4 + 1] + 0.114 * data[i * 4 + 2]);
})()`;

let nginx: WebServer;
let url: string;
let range: TimeRange;
let site: PastSite;
/** Each picture of the recording, decoded by ffmpeg. */
let references: readonly Buffer[];

/** The output of a program, as bytes. */
const bytesOf = async (args: readonly string[]): Promise<Buffer> =>
  (await exec('ffmpeg', ['-v', 'error', ...args], { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 })).stdout;

beforeAll(async () => {
  nginx = await startNginx();
  await writeVod(nginx.folder, SECONDS);
  url = `${nginx.origin}/vod.m3u8`;
  const [, stamp = ''] = /DATE-TIME:(\S+)/.exec(await readFile(`${nginx.folder}/vod.m3u8`, 'utf8')) ?? [];
  const fromMs = Date.parse(stamp.replace(/(\d\d)(\d\d)$/, '$1:$2'));
  range = { fromMs, toMs: fromMs + SECONDS * 1_000 };
  const raw = await bytesOf(['-i', url, '-vf', `scale=${WIDTH}:${HEIGHT},format=gray`, '-f', 'rawvideo', '-']);
  references = Array.from({ length: raw.length / (WIDTH * HEIGHT) }, (_, i) =>
    raw.subarray(i * WIDTH * HEIGHT, (i + 1) * WIDTH * HEIGHT),
  );
  const spansOf = (): readonly TimeRange[] => [range];
  site = await openPastSite({
    cameras: ['street'],
    range,
    stretchMs: SECONDS * 1_000,
    atMs: fromMs,
    spansOf,
    servedAt: url,
  });
});

afterAll(async () => {
  await site.close();
  await nginx.stop();
});

/** The second of the recording whose picture is most like the one that shows. */
async function shownSec(): Promise<number> {
  const light = await site.page.evaluate<readonly number[]>(LOOK);
  const distance = (picture: Buffer): number => light.reduce((sum, one, i) => sum + (one - (picture[i] ?? 0)) ** 2, 0);
  const distances = references.map(distance);
  return distances.indexOf(Math.min(...distances)) / PICTURES_PER_SEC;
}

const second = async (): Promise<number> => ((await site.look()).clock.atMs - range.fromMs) / 1_000;

/** Waits until the clock moves, or not, and the picture is that of its moment. @returns the second of the picture. */
const untilShown = (what: string, passes: (sec: number) => boolean): Promise<number> =>
  until(
    what,
    async () => {
      const { cameras } = await site.look();
      if (cameras[0]?.state.phase !== 'playing' && cameras[0]?.state.phase !== 'paused') return null;
      const [clockSec, sec] = [await second(), await shownSec()];
      return passes(sec) && Math.abs(clockSec - sec) < NEAR_SEC ? sec : null;
    },
    30_000,
    async () => ({ clock: await second(), shown: await shownSec(), state: (await site.look()).cameras[0]?.state }),
  );

describe(`a recording of ffmpeg on nginx (${PICTURES})`, () => {
  // @promise playback.real-server: A recording that ffmpeg wrote and nginx serves shows the picture of each moment,
  // also after seeks, and each of its pictures is in the exported file.
  it('the picture of each moment shows, and the pictures continue', async () => {
    await site.order('play');
    const first = await untilShown('a picture shows', (sec) => sec > 0);
    await untilShown('two seconds were played', (sec) => sec > first + 2);
  });

  // @promise playback.real-server
  it('a seek forward or back over segments shows the picture of the moment', async () => {
    await site.order('pause');
    for (const sec of [21.5, 6.25, 30.1, 13]) {
      await site.order('seek', range.fromMs + sec * 1_000);
      await untilShown(`the picture of second ${sec} shows`, (shown) => Math.abs(shown - sec) < NEAR_SEC);
    }
  });

  // @promise playback.real-server
  it('each picture of the recording is in the exported file, and ffmpeg has nothing to say of the file', async () => {
    const folder = await temporaryFolder('real-past');
    const worker = new URL('../../../main/media/worker/export-worker.ts', import.meta.url);
    const thread = new ExportThread({ workerUrl: worker });
    try {
      const resolve = () => Promise.resolve({ stretch: range, source: source(url, { transport: 'hls' }) });
      const lease = await site.gateway.past.open(
        {
          key: 'export',
          fromMs: range.fromMs,
          atMs: range.fromMs,
          endMs: range.toMs,
          resolve,
          onEvent: () => undefined,
        },
        signal(),
      );
      const order = { folder: folder.path, name: 'export', jobId: 'job', expectedBytes: 0 };
      const { task } = await thread.open(order, () => undefined);
      await task.takePlaylist(lease.url, range.fromMs, signal());
      const { parts, notes } = await task.finish();
      await task.forget();
      site.gateway.past.close(lease.id);
      expect(parts).toHaveLength(1);
      expect(notes.filter(({ kind }) => kind === 'loss' || kind === 'left-out')).toEqual([]);
      const path = parts[0]?.path ?? '';
      const framesOf = async (input: string): Promise<readonly string[]> =>
        (await bytesOf(['-i', input, '-map', '0:v', '-f', 'framehash', '-']))
          .toString()
          .split('\n')
          .filter((line) => line !== '' && !line.startsWith('#'))
          .map((line) => (line.split(',')[5] ?? '').trim());
      const frames = await framesOf(path);
      expect(frames).toHaveLength(SECONDS * PICTURES_PER_SEC);
      expect(frames).toEqual(await framesOf(url));
      const probed = await exec('ffprobe', [
        '-v',
        'warning',
        '-show_entries',
        'stream=codec_name',
        '-of',
        'csv=p=0',
        path,
      ]);
      expect([probed.stdout.trim(), probed.stderr]).toEqual(['h264', '']);
      const played = await exec('ffmpeg', ['-v', 'warning', '-i', path, '-f', 'null', '-']);
      expect(played.stderr).toBe('');
    } finally {
      await thread.dispose();
      await folder.remove();
    }
  });
});
