/** Faults of exports at clouds, in footage and on disks, over main as one piece and simulated clouds with pictures. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { manifestBytes } from '../../../main/services/exports/manifest.ts';
import type { Input } from '../../../preload/contract/contract.ts';
import { isEnded, type ExportJob } from '../../../preload/domain/exports/exports.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { until } from '../../integration/servers/processes.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { exportOrder, longestFootage, records } from './footage.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const exec = promisify(execFile);

const desk = deskOfCameras({ cameras: 24, seed: 1, hasMedia: true });

async function control(path: string, body: object): Promise<void> {
  const answer = await fetch(`${desk.simulator.control}${path}`, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBeLessThan(300);
}

interface Recorded {
  readonly channelId: ChannelId;
  /** The longest span of footage of yesterday and today, as the cloud lists it. */
  readonly span: TimeRange;
}

/** A camera that is on line and records in its cloud. */
async function recorded(vendor: VendorId): Promise<Recorded> {
  const { channels } = await desk.open(vendor);
  const camera = channels.find(records('cloud'));
  if (camera === undefined) throw new Error('no camera records in the cloud');
  return { channelId: camera.id, span: await longestFootage(desk.client, camera.id) };
}

/** An export of the first minutes of the footage. */
const orderOf = ({ channelId, span }: Recorded, minutes: number): Input<'exports.start'> =>
  exportOrder([channelId], { fromMs: span.fromMs, toMs: span.fromMs + minutes * MINUTE_MS });

const ended = async ({ id }: Pick<ExportJob, 'id'>): Promise<ExportJob> =>
  (await desk.client.host.event('exports.changed', ({ job }) => job.id === id && isEnded(job))).job;

const exported = async (order: Input<'exports.start'>): Promise<ExportJob> =>
  await ended(await desk.client.get('exports.start', order));

/** Tries again, and waits for the end. */
async function again({ id }: Pick<ExportJob, 'id'>): Promise<ExportJob> {
  await desk.client.get('exports.retry', { id });
  return await until('the export is over', async () => {
    const { exports } = await desk.client.get('exports.list', {});
    return exports.map(({ job }) => job).find((job) => job.id === id && isEnded(job)) ?? null;
  });
}

const filesOf = ({ folder, items }: ExportJob): readonly string[] =>
  items.flatMap(({ files }) => files.map((file) => join(folder, ...file.split('/'))));

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

/** ffprobe's reading of the pictures. */
async function probed(path: string): Promise<{ readonly codec: string; readonly width: number; readonly sec: number }> {
  const entries = ['-select_streams', 'v', '-show_entries', 'stream=codec_name,width,duration', '-of', 'json'];
  const { stdout } = await exec('ffprobe', ['-v', 'error', ...entries, path]);
  const [stream] = (JSON.parse(stdout) as { streams: { codec_name: string; width: number; duration: string }[] })
    .streams;
  return { codec: stream?.codec_name ?? '', width: stream?.width ?? 0, sec: Number(stream?.duration) };
}

/** The codes of the failures that the export waited after. */
const waitedFor = (): ReadonlySet<string> =>
  new Set(
    desk.client.host.events
      .filter(({ name }) => name === 'exports.changed')
      .flatMap(({ payload }) => (payload as { job: ExportJob }).job.items)
      .flatMap(({ state, error }) => (state === 'running' && error !== null ? error.code : [])),
  );

describe('a file that Tencent IVP refuses', () => {
  // @promise export.fault-asked: A file that the cloud refuses once is asked for again.
  // @promise failures.refused-file: A refused file of an export is asked for again, or is a missing piece or a failure
  // with its reason, and can be tried again.
  it.each([
    ['42503', 'recording.bad-address'],
    ['42504', 'recording.address-expired'],
    ['42505', 'recording.too-many-downloads'],
    ['42507', 'recording.bandwidth'],
    ['42508', 'recording.too-many-links'],
  ])('a file that is refused once with %s is asked for again, and the export says why it waits', async (code, told) => {
    const camera = await recorded('tencent-ivp');
    await control('/clouds/traits', { vendor: 'tencent-ivp', refusedDownload: { code, times: 1 } });
    const job = await exported(orderOf(camera, 2));
    expect([...waitedFor()]).toEqual([told]);
    expect(job).toMatchObject({ state: 'done', items: [{ error: null, gaps: [] }] });
  });

  // @promise failures.refused-file
  it.each([
    ['42501', 'not-given'],
    ['42506', 'archived'],
  ])(
    'a file that is refused with %s is a missing piece, reported as %s, and the files behind it are exported',
    async (code, reason) => {
      const camera = await recorded('tencent-ivp');
      await control('/clouds/traits', { vendor: 'tencent-ivp', refusedDownload: { code, times: 1 } });
      const order = orderOf(camera, 35);
      const job = await exported(order);
      const { fromMs } = order.range;
      expect(job).toMatchObject({ state: 'done', items: [{ gaps: [{ reason, fromMs }] }] });
      // A file ends with its day, in UTC and in Beijing.
      const midnights = [0, 16].map((hour) => hour * HOUR_MS + Math.ceil((fromMs + 1) / DAY_MS - hour / 24) * DAY_MS);
      const endMs = Math.min(fromMs + 30 * MINUTE_MS, ...midnights);
      expect(Math.abs((job.items[0]?.gaps[0]?.toMs ?? 0) - endMs)).toBeLessThanOrEqual(1_000);
      expect((await probed(filesOf(job)[0] ?? '')).sec).toBeGreaterThan(4 * 60);
    },
  );

  // @promise failures.refused-file
  it('a file that the cloud may not read fails with this reason, and is exported once the right is there', async () => {
    const camera = await recorded('tencent-ivp');
    await control('/clouds/traits', { vendor: 'tencent-ivp', refusedDownload: { code: '42502', times: 1 } });
    const job = await exported(orderOf(camera, 2));
    expect(job).toMatchObject({ state: 'failed', items: [{ state: 'failed', error: { code: 'recording.no-right' } }] });
    expect(await again(job)).toMatchObject({ state: 'done', items: [{ error: null, gaps: [] }] });
  });
});

describe('footage that is odd', () => {
  // @promise export.fault-piece: A lost piece is named, and the file continues behind it.
  // @promise failures.broken-footage: An export continues behind a lost segment, and begins another file where size or
  // codec changes.
  it('a lost segment is a missing piece of its length, and the file continues behind it', async () => {
    const camera = await recorded('huawei-ivm');
    const order = orderOf(camera, 2);
    const lostMs = order.range.fromMs + MINUTE_MS;
    await control('/media/past', { lost: { atMs: lostMs } });
    const job = await exported(order);
    expect(job).toMatchObject({ state: 'done', items: [{ gaps: [{ reason: 'not-given' }] }] });
    const [gap] = job.items[0]?.gaps ?? [];
    expect(gap?.fromMs).toBeLessThanOrEqual(lostMs);
    expect(gap?.toMs).toBeGreaterThan(lostMs);
    expect((gap?.toMs ?? 0) - (gap?.fromMs ?? 0)).toBeLessThan(15_000);
  });

  it('an address that ends in the middle costs nothing: the bytes are those of an export that nothing interrupted', async () => {
    const camera = await recorded('huawei-ivm');
    const whole = await exported(orderOf(camera, 4));
    await control('/media/past', { ends: { segments: 3, sessions: 2 } });
    const job = await exported(orderOf(camera, 4));
    expect(job).toMatchObject({ state: 'done', items: [{ error: null, gaps: [] }] });
    expect(await sha256(filesOf(job)[0] ?? '')).toBe(await sha256(filesOf(whole)[0] ?? ''));
  });

  // @promise failures.broken-footage
  it.each([
    ['without date-times', 'none'],
    ['whose date-times run backwards', 'backwards'],
  ])('footage %s is exported whole', async (_what, dateTime) => {
    const camera = await recorded('huawei-ivm');
    await control('/media/past', { dateTime });
    const job = await exported(orderOf(camera, 2));
    expect(job).toMatchObject({ state: 'done', items: [{ error: null, gaps: [] }] });
    expect(Math.abs((await probed(filesOf(job)[0] ?? '')).sec - 120)).toBeLessThan(20);
  });

  // @promise failures.broken-footage
  it('footage in H.265 stays H.265, and where the codec or the size changes a second file begins', async () => {
    const camera = await recorded('huawei-ivm');
    await control('/media/past', { codec: 'h265' });
    const [hevc] = filesOf(await exported(orderOf(camera, 1)));
    expect((await probed(hevc ?? '')).codec).toBe('hevc');
    const order = orderOf(camera, 2);
    for (const to of ['h265', 'size']) {
      await control('/media/past', { codec: 'h264', change: { to, atMs: order.range.fromMs + MINUTE_MS } });
      const job = await exported(order);
      expect(job).toMatchObject({ state: 'done', items: [{ gaps: [] }] });
      const files = await Promise.all(filesOf(job).map(probed));
      expect(files).toHaveLength(2);
      expect(files[0]).toMatchObject({ codec: 'h264' });
      if (to === 'h265') expect(files[1]).toMatchObject({ codec: 'hevc' });
      else expect(files[1]?.width).not.toBe(files[0]?.width);
    }
  });
});

describe('a disk that fails', () => {
  // @promise export.fault-disk: An export whose folder goes in the middle says so, and has the same bytes once it was
  // tried again.
  // @promise failures.disk: An export whose disk fails reports what happened and what to do, and has the same bytes
  // once it is tried again.
  it('an export whose folder goes in the middle says so, and has the same bytes once it was tried again', async () => {
    const camera = await recorded('huawei-ivm');
    const order = orderOf(camera, 10);
    const whole = await exported(order);
    const job = await desk.client.get('exports.start', order);
    const { fromMs } = order.range;
    await desk.client.host.event(
      'exports.changed',
      (now) => now.job.id === job.id && (now.job.items[0]?.doneMs ?? 0) > fromMs,
    );
    const [path = ''] = filesOf(whole);
    const kept = await sha256(path);
    for (const name of await readdir(job.folder)) await rm(join(job.folder, name), { recursive: true });
    const failed = await ended(job);
    expect(failed).toMatchObject({ state: 'failed', items: [{ error: { code: 'storage.gone', retryable: true } }] });
    const done = await again(job);
    expect(done).toMatchObject({ state: 'done', items: [{ error: null, gaps: [] }] });
    expect(await sha256(filesOf(done)[0] ?? '')).toBe(kept);
  });

  // @promise failures.disk
  it('an export that its disk refuses is written to another folder when that is chosen and the export is tried again', async () => {
    const camera = await recorded('huawei-ivm');
    const { folder } = await desk.client.get('exports.list', {});
    await mkdir(dirname(folder), { recursive: true });
    await writeFile(folder, 'no folder can be made here');
    const failed = await exported(orderOf(camera, 1));
    expect(failed).toMatchObject({ state: 'failed', folder, items: [{ error: { code: 'storage.write-failed' } }] });
    const other = join(desk.dataDir, 'another disk');
    await mkdir(other);
    Object.assign(desk.client.host, { chooseFolder: () => Promise.resolve(other) });
    await desk.client.get('clip.choose-folder', {});
    const done = await again(failed);
    expect(done).toMatchObject({ state: 'done', folder: join(other, 'exports'), items: [{ error: null, gaps: [] }] });
    expect((await probed(filesOf(done)[0] ?? '')).codec).toBe('h264');
    expect(await readFile(folder, 'utf8')).toBe('no folder can be made here');
  });

  // @promise failures.same-name
  it('two windows that order the same part at the same moment get two whole files', async () => {
    const order = orderOf(await recorded('huawei-ivm'), 2);
    const jobs = await Promise.all(
      ['w1', 'w2'].map(async (window) => await ended(await desk.client.get('exports.start', order, window))),
    );
    const files = jobs.flatMap(filesOf);
    expect(jobs.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(new Set(files).size).toBe(2);
    expect(await sha256(files[0] ?? '')).toBe(await sha256(files[1] ?? ''));
  });

  it('an export that the cloud says is larger than the free space is refused before it begins, unless no camera sends so much', async () => {
    const camera = await recorded('huawei-ivm');
    const { channelId } = camera;
    const range = { fromMs: camera.span.toMs - 6.5 * 24 * HOUR_MS, toMs: camera.span.toMs };
    const asked = { ...orderOf(camera, 1), range, form: 'zip' } as const;
    const tell = async (toldBytesPerSec: number): Promise<void> => {
      await control('/clouds/traits', { vendor: 'huawei-ivm', toldBytesPerSec });
      await desk.client.get('recordings.read', {
        channelId,
        place: 'cloud',
        range,
        archiveGrainMs: HOUR_MS,
        isAnew: true,
      });
    };
    await tell(20e6);
    expect(await desk.client.ask('exports.start', asked)).toMatchObject({ ok: false, error: { code: 'storage.full' } });
    expect((await desk.client.get('exports.list', {})).exports).toEqual([]);
    await tell(1e12);
    const { id } = await desk.client.get('exports.start', asked);
    await desk.client.get('exports.cancel', { id });
  });
});

it('a check of a file without an end is ended by the next check of its window, and with the window', async () => {
  const folder = join(desk.dataDir, 'endless');
  await mkdir(folder);
  const sizeBytes = 2 ** 40;
  const file = {
    path: 'a.mp4',
    kind: 'recording',
    sizeBytes,
    sha256: '0'.repeat(64),
    source: null,
    range: null,
  } as const;
  const facts = { madeAtMs: 1, madeBy: '', reason: '', tool: { name: '', version: '' } };
  const list = { format: 'lanner-evidence', version: 1, ...facts, sources: [], files: [file] } as const;
  await writeFile(join(folder, 'manifest.json'), manifestBytes(list));
  await writeFile(join(folder, 'a.mp4'), '');
  // Takes no space on the disk.
  await truncate(join(folder, 'a.mp4'), sizeBytes);
  Object.assign(desk.client.host, { chooseFolder: () => Promise.resolve(folder) });
  const check = (window: string) => desk.client.ask('exports.verify', { id: null }, window);
  const [first, other] = [check('w1'), check('w2')];
  const next = check('w1');
  expect(await first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  for (const window of ['w1', 'w2']) desk.client.host.services?.onWindowGone(window);
  expect([await next, await other]).toMatchObject([{ error: { code: 'cancelled' } }, { error: { code: 'cancelled' } }]);
});
