/** Exports of recordings, over main as one piece, the real gateway and thread of exports, and simulated clouds with pictures. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';
import type { EvidenceManifest } from '../../../preload/domain/exports/evidence.ts';
import { isEnded, type ExportJob } from '../../../preload/domain/exports/exports.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { RecordingPlace } from '../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { until } from '../../integration/servers/processes.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { exportOrder, longestFootage, records } from './footage.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Segments of the simulated clouds. */
const SEGMENT_MS = 10_000;
const exec = promisify(execFile);

const desk = deskOfCameras({ cameras: 24, seed: 1, hasMedia: true });

const received = (operation: string) => desk.simulator.requests({ operation });

async function cameras(vendor: VendorId, place: RecordingPlace): Promise<readonly ChannelId[]> {
  const { channels } = await desk.open(vendor);
  const fits = channels.filter(records(place));
  return fits.map(({ id }) => id);
}

/** The longest span of footage of yesterday and today, as the cloud lists it. */
const footage = (channelId: ChannelId, place: RecordingPlace): Promise<TimeRange> =>
  longestFootage(desk.client, channelId, place);

const ended = async ({ id }: Pick<ExportJob, 'id'>): Promise<ExportJob> =>
  (await desk.client.host.event('exports.changed', ({ job }) => job.id === id && isEnded(job))).job;

const pathsOf = ({ folder, items }: ExportJob): readonly string[] =>
  items.flatMap(({ files }) => files.map((file) => join(folder, ...file.split('/'))));

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

/** ffprobe's reading: the length of the pictures, and its complaints. */
async function probed(path: string): Promise<{ readonly lengthMs: number; readonly complaints: string }> {
  const args = ['-v', 'warning', '-select_streams', 'v', '-show_entries', 'stream=duration', '-of', 'csv=p=0', path];
  const { stdout, stderr } = await exec('ffprobe', args);
  return { lengthMs: Number(stdout.trim()) * 1_000, complaints: stderr };
}

// @promise export.mp4: A recording of a cloud becomes an MP4 of the asked length, under a name that says site, camera,
// date and time.
it.each([
  ['huawei-ivm', 'cloud'],
  ['tencent-ivp', 'cloud'],
] as const)(
  '%s: a recording of its %s becomes an MP4 of the asked length under a name that says what it is',
  async (vendor, place) => {
    const [camera] = await cameras(vendor, place);
    if (camera === undefined) throw new Error('no camera');
    const span = await footage(camera, place);
    const range = { fromMs: span.fromMs, toMs: span.fromMs + 2 * MINUTE_MS };
    const job = await ended(await desk.client.get('exports.start', exportOrder([camera], range)));
    expect(job).toMatchObject({ state: 'done', error: null, items: [{ state: 'done', error: null, gaps: [] }] });
    const [path = ''] = pathsOf(job);
    expect(path).toMatch(/[\\/]\d{4}-\d\d-\d\d[\\/]\d\d-\d\d-\d\d - (?:\d{4}-\d\d-\d\d )?\d\d-\d\d-\d\d \+0800\.mp4$/);
    const { lengthMs, complaints } = await probed(path);
    expect(complaints).toBe('');
    expect(Math.abs(lengthMs - 2 * MINUTE_MS)).toBeLessThan(2 * SEGMENT_MS);
    // Nothing but the file is left.
    expect((await readdir(join(path, '..'))).filter((name) => !name.endsWith('.mp4'))).toEqual([]);
    expect(JSON.stringify([job, desk.client.host.events])).not.toMatch(/token=|\/vod\/|\.ts\?|Url/);
  },
);

// @promise export.half-hours: Tencent IVP: an export asks for a file of each half hour, with an address of its own.
it('Tencent IVP: an export asks for a file of each half hour, with an address of its own', async () => {
  const [camera] = await cameras('tencent-ivp', 'cloud');
  if (camera === undefined) throw new Error('no camera');
  const span = await footage(camera, 'cloud');
  const range = { fromMs: span.fromMs, toMs: span.fromMs + 35 * MINUTE_MS };
  expect(range.toMs).toBeLessThanOrEqual(span.toMs);
  const job = await ended(await desk.client.get('exports.start', exportOrder([camera], range)));
  expect(job.state).toBe('done');
  expect(received('getCloudRecordDownloadUrl').length).toBeGreaterThanOrEqual(2);
  const { lengthMs } = await probed(pathsOf(job)[0] ?? '');
  expect(Math.abs(lengthMs - 35 * MINUTE_MS)).toBeLessThan(2 * SEGMENT_MS);
});

// @promise export.goes-on: An export whose client ended in the middle continues at the next start, with the same bytes.
it('an export that the end of the client interrupts continues at the next start, and has the same bytes as one that was not', async () => {
  const [camera] = await cameras('huawei-ivm', 'cloud');
  if (camera === undefined) throw new Error('no camera');
  const span = await footage(camera, 'cloud');
  const range = { fromMs: span.fromMs, toMs: Math.min(span.toMs, span.fromMs + 20 * MINUTE_MS) };
  const whole = await ended(await desk.client.get('exports.start', exportOrder([camera], range)));
  const { id } = await desk.client.get('exports.start', exportOrder([camera], range));
  await desk.client.host.event(
    'exports.changed',
    ({ job }) => job.id === id && (job.items[0]?.doneMs ?? 0) > range.fromMs,
  );
  await desk.client.app.dispose();
  expect(desk.client.host.events.filter(({ name }) => name === 'exports.changed').at(-1)?.payload).toMatchObject({
    job: { id, state: 'running' },
  });
  await desk.restart();
  const job = await ended({ id });
  expect([whole.state, job.state]).toEqual(['done', 'done']);
  expect(job.items[0]?.covered).toEqual(whole.items[0]?.covered);
  expect(await sha256(pathsOf(job)[0] ?? '')).toBe(await sha256(pathsOf(whole)[0] ?? ''));
});

// @promise export.clock-back: A clock of this computer that is set back changes neither a file nor the order of the
// jobs.
it('a clock that is set back during an export changes neither its bytes nor the order of the jobs, over a restart too', async () => {
  const [camera] = await cameras('huawei-ivm', 'cloud');
  if (camera === undefined) throw new Error('no camera');
  const span = await footage(camera, 'cloud');
  const range = { fromMs: span.fromMs, toMs: Math.min(span.toMs, span.fromMs + 10 * MINUTE_MS) };
  const whole = await ended(await desk.client.get('exports.start', exportOrder([camera], range)));
  const first = await desk.client.get('exports.start', exportOrder([camera], range));
  await desk.client.host.event(
    'exports.changed',
    ({ job }) => job.id === first.id && (job.items[0]?.doneMs ?? 0) > range.fromMs,
  );
  const realNow = Date.now;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => realNow() - HOUR_MS / 2);
  try {
    await desk.restart();
    const short = { fromMs: range.fromMs, toMs: range.fromMs + MINUTE_MS };
    const second = await desk.client.get('exports.start', exportOrder([camera], short));
    expect(second.createdAtMs).toBeLessThan(first.createdAtMs);
    await desk.restart();
    const latest = async () => (await desk.client.get('exports.list', {})).exports.map(({ job: { id } }) => id);
    expect(await latest()).toEqual([second.id, first.id, whole.id]);
    const listed = async () => (await desk.client.get('exports.list', {})).exports.map(({ job }) => job);
    await until('both jobs are over', async () => ((await listed()).every(isEnded) ? true : null));
    const jobs = await listed();
    expect(jobs.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(jobs[1]?.items[0]?.covered).toEqual(whole.items[0]?.covered);
    const [, again] = jobs.map((job) => pathsOf(job)[0] ?? '');
    expect(await sha256(again ?? '')).toBe(await sha256(pathsOf(whole)[0] ?? ''));
  } finally {
    clock.mockRestore();
  }
});

// @promise evidence.bundle: A bundle holds recordings, bookmarks, snapshots, a report and a signed list of all files,
// and is judged file by file.
// @promise export.report-digests: The report names each recording and snapshot with its SHA-256, and the requests that
// were made of the cloud.
it('a bundle contains recordings, report, bookmarks and snapshots, and is judged file by file', async () => {
  const [camera] = await cameras('huawei-ivm', 'cloud');
  if (camera === undefined) throw new Error('no camera');
  const span = await footage(camera, 'cloud');
  const range = { fromMs: span.fromMs, toMs: span.fromMs + MINUTE_MS };
  const words = { channelIds: [camera], text: 'Door opens', tags: [], author: 'Li Wei' };
  await desk.client.get('bookmark.save', {
    id: null,
    revision: 0,
    ...words,
    fromMs: range.fromMs,
    toMs: range.fromMs + 1,
  });
  const pictures = [range.fromMs + 1_000, range.toMs].map((atMs) => ({ channelId: camera, wallName: '', atMs }));
  for (const picture of pictures) {
    const { fileId, path } = await desk.client.get('clip.snapshot', picture);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'picture');
    await desk.client.get('clip.snapshot-written', { fileId });
  }
  const job = await ended(await desk.client.get('exports.start', exportOrder([camera], range, { form: 'folder' })));
  expect(job).toMatchObject({ state: 'done', error: null });
  const manifest = await readFile(join(job.folder, job.bundle ?? '', 'manifest.json'), 'utf8');
  const { sources, files } = JSON.parse(manifest) as EvidenceManifest;
  const [source] = sources;
  expect(source?.requestIds.length).toBeGreaterThanOrEqual(1);
  expect(source?.requestIds.join('')).not.toBe('');
  const bundle = join(job.folder, job.bundle ?? '');
  const report = await readFile(join(bundle, 'report.html'), 'utf8');
  expect(report).toMatch(/Incident 42[^]*证据报告/);
  const media = files.filter(({ kind }) => kind === 'recording' || kind === 'snapshot');
  expect(media.map(({ kind }) => kind)).toEqual(['recording', 'snapshot']);
  // Each language has each of them.
  for (const listed of [...media.flatMap(({ path, sha256 }) => [path, sha256]), ...(source?.requestIds ?? [])])
    expect(report.split(`<code>${listed}</code>`)).toHaveLength(3);
  expect(await readFile(join(bundle, 'bookmarks.json'), 'utf8')).toContain('Door opens');
  const before = await desk.client.get('exports.verify', { id: job.id });
  expect(before?.verdict).toMatchObject({ manifest: 'read', signature: 'unsigned' });
  expect(before?.verdict.files.map(({ state }) => state)).toEqual(['valid', 'valid', 'valid', 'valid']);
  // The other snapshot shows a moment behind the range.
  expect(await readdir(join(bundle, 'snapshots'))).toHaveLength(1);
  // The recording lies in the bundle alone.
  expect(pathsOf(job)).toEqual([expect.stringContaining(bundle)]);
  expect(await readdir(job.folder)).toEqual([job.bundle]);
  await appendFile(pathsOf(job)[0] ?? '', 'x');
  const after = await desk.client.get('exports.verify', { id: job.id });
  expect(after?.verdict.files.filter(({ state }) => state === 'altered')).toHaveLength(1);
});

// @promise export.no-address: No address, token or session of a cloud is in a bundle, log, database, answer or event.
it('no address, token or session of a cloud is in a bundle, on the disk, in an answer or in an event', async () => {
  const vendors = ['huawei-ivm', 'tencent-ivp'] as const;
  const bundles: string[] = [];
  for (const vendor of vendors) {
    const [camera] = await cameras(vendor, 'cloud');
    if (camera === undefined) throw new Error('no camera');
    const { fromMs } = await footage(camera, 'cloud');
    const range = { fromMs, toMs: fromMs + MINUTE_MS };
    const job = await ended(await desk.client.get('exports.start', exportOrder([camera], range, { form: 'folder' })));
    expect(job.state).toBe('done');
    bundles.push(join(job.folder, job.bundle ?? ''));
  }
  await desk.client.app.dispose();
  const { host } = new URL(desk.simulator.mediaOrigin ?? '');
  const onDisk = await Promise.all([desk.dataDir, ...bundles].map(filesIn));
  const paths = onDisk.flat();
  expect(paths.map((path) => basename(path))).toEqual(
    expect.arrayContaining(['lanner.log', 'lanner.db', 'manifest.json', 'report.html']),
  );
  const found = await Promise.all(paths.map(async (path) => ((await readFile(path)).includes(host) ? [path] : [])));
  expect(found.flat()).toEqual([]);
  for (const text of [...desk.client.answers, JSON.stringify(desk.client.host.events)])
    expect(text).not.toContain(host);
});

it('a job that is cancelled ends, can be tried again, and leaves nothing when it is removed with its files', async () => {
  const [camera] = await cameras('huawei-ivm', 'cloud');
  if (camera === undefined) throw new Error('no camera');
  const span = await footage(camera, 'cloud');
  const range = { fromMs: span.fromMs, toMs: Math.min(span.toMs, span.fromMs + 2 * HOUR_MS) };
  const { id, folder } = await desk.client.get('exports.start', exportOrder([camera], range));
  await desk.client.host.event(
    'exports.changed',
    ({ job }) => job.id === id && (job.items[0]?.doneMs ?? 0) > range.fromMs,
  );
  expect((await desk.client.get('exports.cancel', { id })).state).toBe('cancelled');
  expect(await desk.client.ask('exports.remove', { id, deletesFiles: true })).toMatchObject({ ok: true });
  await until('nothing is left', async () => ((await readdir(folder, { recursive: true })).length === 0 ? true : null));
  expect((await desk.client.get('exports.list', {})).exports).toEqual([]);
});

it('an export is refused for a range that is empty, too long or not over, and for an unknown zone', async () => {
  const [camera] = await cameras('huawei-ivm', 'cloud');
  if (camera === undefined) throw new Error('no camera');
  const nowMs = Date.now();
  const refused = async (range: TimeRange, zone = 'UTC') =>
    await desk.client.ask('exports.start', exportOrder([camera], range, { zone }));
  const code = { ok: false, error: { code: 'input.invalid-field' } };
  expect(await refused({ fromMs: nowMs - 1_000, toMs: nowMs - 1_000 })).toMatchObject(code);
  expect(await refused({ fromMs: nowMs - 8 * 24 * HOUR_MS, toMs: nowMs - HOUR_MS })).toMatchObject(code);
  expect(await refused({ fromMs: nowMs - HOUR_MS, toMs: nowMs + HOUR_MS })).toMatchObject(code);
  expect(await refused({ fromMs: nowMs - HOUR_MS, toMs: nowMs - 1_000 }, 'Nowhere/At all')).toMatchObject(code);
  expect((await desk.client.get('exports.list', {})).exports).toEqual([]);
});

// @promise export.marked: What was exported is marked until its files are deleted.
it('footage that was exported is marked until its files are deleted', async () => {
  const [camera] = await cameras('huawei-ivm', 'cloud');
  if (camera === undefined) throw new Error('no camera');
  const span = await footage(camera, 'cloud');
  const range = { fromMs: span.fromMs, toMs: span.fromMs + MINUTE_MS };
  const job = await ended(await desk.client.get('exports.start', exportOrder([camera], range)));
  const marks = async () => await desk.client.get('exports.marks', { channelIds: [camera], range });
  expect(await marks()).toMatchObject([{ channelId: camera }]);
  for (const path of pathsOf(job)) await rm(path);
  expect(await marks()).toEqual([]);
  expect((await desk.client.get('exports.list', {})).exports).toMatchObject([{ isGone: true }]);
});

// @promise export.size: The panel shows the size of an export, camera by camera and together, and the free space before
// the order, and "about" where the cloud gives no sizes.
it('the size of an export is shown before the order: by the cloud where it reports sizes, else as a guess, beside the free space', async () => {
  const [[told], [guessed]] = [await cameras('huawei-ivm', 'cloud'), await cameras('tencent-ivp', 'cloud')];
  if (told === undefined || guessed === undefined) throw new Error('no camera');
  const estimate = async (channelId: ChannelId) => {
    const span = await footage(channelId, 'cloud');
    const range = { fromMs: span.fromMs, toMs: span.fromMs + 10 * MINUTE_MS };
    return await desk.client.get('exports.estimate', {
      cameras: [{ channelId, place: 'cloud' }],
      range,
      form: 'files',
    });
  };
  const [exact, about] = [await estimate(told), await estimate(guessed)];
  // The simulated cloud reports 96,000 bytes for each second.
  expect(exact).toMatchObject({ isGuess: false, folder: expect.stringContaining('exports') as string });
  expect(Math.abs(exact.bytes / (600 * 96_000) - 1)).toBeLessThan(0.01);
  expect(exact.freeBytes).toBeGreaterThan(0);
  expect(about).toMatchObject({ isGuess: true });
  expect(about.bytes).toBeGreaterThan(0);
});
