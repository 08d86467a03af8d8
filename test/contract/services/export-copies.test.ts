/**
 * Copies of exported files with time and camera, over main as one piece. The test stands for the window: it gives back the
 * pictures of the file as if it had coded them anew.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { BegunCopy } from '../../../preload/contract/export-copies.ts';
import type { CopyPiece } from '../../../preload/domain/exports/export-copies.ts';
import { utcAt } from '../../../preload/domain/exports/export-times.ts';
import { isEnded, type ExportForm, type ExportJob } from '../../../preload/domain/exports/exports.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import { orderRecordings } from '../../simulator/footage-control.ts';
import { deskOfCameras } from './desk-of-cameras.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The contract's limit of coded pictures in one request. */
const MOST_BYTES = 600_000;
const exec = promisify(execFile);

const desk = deskOfCameras({ cameras: 24, seed: 1, hasMedia: true });

type Spans = readonly (TimeRange & { readonly state: string })[];

/** Half a minute from the begin of footage. */
const shortly = (spans: Spans): TimeRange | null => {
  const span = spans.find((one) => one.state === 'covered' && one.toMs - one.fromMs > 2 * MINUTE_MS);
  const fromMs = Math.ceil((span?.fromMs ?? 0) / 1000) * 1000;
  return span === undefined ? null : { fromMs, toMs: fromMs + MINUTE_MS / 2 };
};

/** The end of footage and the begin of the next, with what lies between. */
function overGap(spans: Spans): TimeRange | null {
  const covered = spans.filter(({ state, fromMs, toMs }) => state === 'covered' && toMs - fromMs > MINUTE_MS);
  for (const [i, { toMs }] of covered.entries()) {
    const next = covered[i + 1];
    const isGap = next !== undefined && spans.every((one) => one.state === 'covered' || one.state === 'empty');
    if (isGap && next.fromMs - toMs > MINUTE_MS)
      return { fromMs: Math.floor(toMs / 1000) * 1000 - 10_000, toMs: Math.ceil(next.fromMs / 1000) * 1000 + 10_000 };
  }
  return null;
}

/** Footage of a camera, exported. */
async function exported(
  form: ExportForm = 'files',
  choose = shortly,
  vendor: VendorId = 'huawei-ivm',
): Promise<ExportJob> {
  const { channels } = await desk.open(vendor);
  const place = 'cloud' as const;
  const toMs = Math.floor((Date.now() - HOUR_MS) / 1000) * 1000;
  let chosen: { readonly channelId: ChannelId; readonly range: TimeRange } | null = null;
  for (const { id: channelId, reachable, isFrozen, capabilities } of channels) {
    if (chosen !== null || reachable !== 'online' || isFrozen || !capabilities.includes('cloud-record')) continue;
    const range = { fromMs: toMs - 26 * HOUR_MS, toMs };
    const { view } = await desk.client.get('recordings.read', { channelId, place, range, archiveGrainMs: 6 * HOUR_MS });
    const found = choose(view.coverage);
    if (found !== null) chosen = { channelId, range: found };
  }
  if (chosen === null) throw new Error('no camera has such footage');
  const { channelId, range } = chosen;
  const cameras = [{ channelId, place, profile: 'main' as const, offsetMs: 800 }];
  const words = { reason: 'Incident 42', madeBy: 'Li Wei', zone: 'Asia/Shanghai' };
  const order = { cameras, range, form, ...words, recalls: true, wantsCopies: false };
  const { id } = await desk.client.get('exports.start', order);
  const { job } = await desk.client.host.event('exports.changed', (one) => one.job.id === id && isEnded(one.job));
  expect(job.state).toBe('done');
  return job;
}

const fileOf = (job: ExportJob): string => job.items[0]?.files[0] ?? '';
const pathOf = ({ folder }: ExportJob, file: string): string => join(folder, ...file.split('/'));
const begin = (job: ExportJob, windowId = 'w1'): Promise<BegunCopy> =>
  desk.client.get('exports.begin-copy', { id: job.id, of: fileOf(job) }, windowId);

const now = async ({ id }: ExportJob): Promise<ExportJob> => {
  const { exports } = await desk.client.get('exports.list', {});
  const found = exports.find(({ job }) => job.id === id)?.job;
  if (found === undefined) throw new Error('the export is gone');
  return found;
};

/** All pictures of the file, piece by piece. */
async function readAll(copyId: string): Promise<readonly CopyPiece[]> {
  const pieces: CopyPiece[] = [];
  for (;;) {
    const piece = await desk.client.get('exports.read-copy', { copyId });
    if (piece.pictures.length === 0) return pieces;
    const bytes = piece.pictures.reduce((sum, one) => sum + one.bytes, 0);
    expect(Buffer.from(piece.base64, 'base64')).toHaveLength(bytes);
    if (piece.pictures.length > 1) expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    pieces.push(piece);
  }
}

async function writeAll({ copyId, pictures }: BegunCopy, pieces: readonly CopyPiece[]): Promise<void> {
  for (const [i, piece] of pieces.entries())
    await desk.client.get('exports.write-copy', { copyId, record: i === 0 ? pictures.record : null, piece });
}

const hashOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

/** The hash of each coded picture, and the length of the pictures in seconds. */
async function picturesOf(path: string): Promise<{ readonly hashes: readonly string[]; readonly seconds: number }> {
  const args = ['-v', 'error', '-i', path, '-map', '0:v', '-c', 'copy', '-f', 'framemd5', '-'];
  const { stdout } = await exec('ffmpeg', args, { maxBuffer: 16 * 1024 * 1024 });
  const hashes = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const asked = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'stream=duration', '-of', 'csv=p=0', path];
  return {
    hashes: hashes.map((line) => line.split(',').at(-1) ?? ''),
    seconds: Number((await exec('ffprobe', asked)).stdout),
  };
}

/** The time that a machine reads from every 20th picture. */
async function timeCodesOf(path: string): Promise<readonly { readonly at: number; readonly codeMs: number }[]> {
  const [step, width, height] = [20, 640, 360];
  const filter = `select=not(mod(n\\,${step})),scale=${width}:${height}`;
  const args = [
    '-v',
    'error',
    '-i',
    path,
    '-vf',
    filter,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgba',
  ];
  const { stdout } = await exec('ffmpeg', [...args, '-'], { maxBuffer: 1024 ** 3, encoding: 'buffer' });
  const bytes = width * height * 4;
  return Array.from({ length: Math.floor(stdout.length / bytes) }, (_, i) => {
    const codeMs = readTimeCode(stdout.subarray(i * bytes, (i + 1) * bytes), width, height);
    if (codeMs === null) throw new Error(`picture ${i * step} has no time`);
    return { at: i * step, codeMs };
  });
}

const namesIn = async ({ folder }: ExportJob): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true })).map(String).filter((name) => /\.(mp4|part)/.test(name));

// @promise copy.by-key
it('a copy has each picture that the window gave, lies beside the export under a name of its own, and leaves the export as it was', async () => {
  const job = await exported();
  const [file, before] = [fileOf(job), await hashOf(pathOf(job, fileOf(job)))];
  const begun = await begin(job);
  expect(begun).toMatchObject({ offsetMs: 800, file: file.replace('.mp4', ' copy with time.mp4') });
  expect(begun.times[0]?.atMs).toBe(0);
  expect(Math.abs((begun.times[0]?.utcMs ?? 0) - job.range.fromMs)).toBeLessThan(11_000);
  const pieces = await readAll(begun.copyId);
  expect(pieces.flatMap(({ pictures }) => pictures)).toHaveLength(begun.pictures.count);
  await writeAll(begun, pieces);
  expect(await namesIn(job)).toContain(`${begun.file}.part`);
  await desk.client.get('exports.finish-copy', { copyId: begun.copyId });
  const [original, copy] = [await picturesOf(pathOf(job, file)), await picturesOf(pathOf(job, begun.file))];
  expect(copy.hashes).toEqual(original.hashes);
  expect(Math.abs(copy.seconds - original.seconds)).toBeLessThan(0.1);
  expect((await now(job)).copies).toMatchObject([{ file: begun.file, of: file, state: 'done', error: null }]);
  expect(await hashOf(pathOf(job, file))).toBe(before);
  expect([...(await namesIn(job))].sort()).toEqual([file, begun.file].sort());
  // The next copy has a name of its own too, and goes with the export.
  const second = await begin(job);
  expect(second.file).toMatch(/ copy with time 2\.mp4$/);
  await desk.client.get('exports.remove', { id: job.id, deletesFiles: true });
  expect(await namesIn(job)).toEqual([]);
  expect(await desk.client.ask('exports.read-copy', { copyId: second.copyId })).toMatchObject({
    error: { code: 'cancelled' },
  });
});

// @promise copy.behind-gap: The time in a copy is right behind a gap too.
it.each(['huawei-ivm', 'tencent-ivp'] as const)(
  'the times of a file from %s are those in its pictures, before a gap and behind the gap',
  async (vendor) => {
    const gap = { fromMs: Date.now() - 5 * HOUR_MS, toMs: Date.now() - 5 * HOUR_MS + 4 * MINUTE_MS };
    await orderRecordings(desk.simulator.control, vendor, 'recorded', { ...gap, fromMs: gap.fromMs - HOUR_MS });
    await orderRecordings(desk.simulator.control, vendor, 'recorded', { ...gap, toMs: gap.toMs + HOUR_MS });
    await orderRecordings(desk.simulator.control, vendor, 'gap', gap);
    const job = await exported('files', overGap, vendor);
    const { copyId, times } = await begin(job);
    const pieces = await readAll(copyId);
    const shown = pieces.flatMap(({ pictures }) => pictures.map(({ atUs }) => atUs / 1_000)).sort((a, b) => a - b);
    const codes = await timeCodesOf(pathOf(job, fileOf(job)));
    expect(codes.length).toBeGreaterThan(10);
    for (const { at, codeMs } of codes)
      expect(Math.abs((utcAt(times, shown[at] ?? 0) ?? 0) - codeMs)).toBeLessThanOrEqual(1_500);
    const gaps = codes.slice(1).map(({ codeMs }, i) => codeMs - (codes[i]?.codeMs ?? 0));
    expect(Math.max(...gaps)).toBeGreaterThan(MINUTE_MS);
  },
);

// @promise copy.beside: A copy is no part of a bundle: it lies beside the bundle, and the check names one that was put
// into the bundle as added.
it('a bundle stays as it was signed: a copy lies beside the bundle, and one that is put into the bundle is named as added', async () => {
  const job = await exported('folder');
  const begun = await begin(job);
  expect(begun.file.startsWith(job.bundle ?? '-')).toBe(false);
  await writeAll(begun, await readAll(begun.copyId));
  await desk.client.get('exports.finish-copy', { copyId: begun.copyId });
  const judged = async () => (await desk.client.get('exports.verify', { id: job.id }))?.verdict.files ?? [];
  expect((await judged()).every(({ state }) => state === 'valid')).toBe(true);
  const name = basename(begun.file);
  await copyFile(pathOf(job, begun.file), join(job.folder, job.bundle ?? '', name));
  expect((await judged()).filter(({ state }) => state !== 'valid')).toEqual([{ path: name, state: 'added' }]);
});

// @promise security.copies: A window names no path of a copy, and neither reads nor writes the copy of another window.
it('a window names no path, and neither reads nor writes the copy of another window', async () => {
  const job = await exported();
  for (const of of ['../../secret.mp4', '/etc/passwd', `${fileOf(job)}/../x.mp4`, `./${fileOf(job)}`, 'x.mp4'])
    expect(await desk.client.ask('exports.begin-copy', { id: job.id, of })).toMatchObject({
      error: { code: 'export.not-found' },
    });
  const { copyId, pictures } = await begin(job);
  const running = { ok: false, error: { code: 'export.copy-running' } };
  expect(await desk.client.ask('exports.begin-copy', { id: job.id, of: fileOf(job) }, 'w2')).toMatchObject(running);
  const refused = { ok: false, error: { code: 'cancelled' } };
  const none = { pictures: [], base64: '' };
  expect(await desk.client.ask('exports.read-copy', { copyId }, 'w2')).toMatchObject(refused);
  expect(
    await desk.client.ask('exports.write-copy', { copyId, record: pictures.record, piece: none }, 'w2'),
  ).toMatchObject(refused);
  expect(await desk.client.ask('exports.finish-copy', { copyId }, 'w2')).toMatchObject(refused);
  await desk.client.get('exports.end-copy', { copyId, why: 'cancelled' }, 'w2');
  expect((await now(job)).copies).toMatchObject([{ state: 'running' }]);
  const large = { pictures: [{ bytes: 800_000, isKey: true, atUs: 0 }], base64: 'A'.repeat(1_066_668) };
  expect(await desk.client.ask('exports.write-copy', { copyId, record: pictures.record, piece: large })).toMatchObject({
    ok: false,
  });
  await desk.client.get('exports.end-copy', { copyId, why: 'cancelled' });
  expect((await now(job)).copies).toEqual([]);
  expect(await namesIn(job)).toEqual([fileOf(job)]);
});

// @promise security.copies
it.each([
  ['fewer pictures than the file has', (pieces: readonly CopyPiece[]) => pieces.slice(0, -1)],
  ['a picture twice', (pieces: readonly CopyPiece[]) => [...pieces, ...pieces]],
  ['other bytes than stated', (pieces: readonly CopyPiece[]) => pieces.map((one) => ({ ...one, base64: 'AAAA' }))],
])('%s makes no copy: nothing is left, and the list says why', async (_what, changed) => {
  const job = await exported();
  const begun = await begin(job);
  const { copyId, pictures } = begun;
  const pieces = changed(await readAll(copyId));
  let answer: { readonly ok: boolean } = { ok: true };
  for (const [i, piece] of pieces.entries())
    if (answer.ok)
      answer = await desk.client.ask('exports.write-copy', { copyId, record: i === 0 ? pictures.record : null, piece });
  if (answer.ok) answer = await desk.client.ask('exports.finish-copy', { copyId });
  expect(answer).toMatchObject({ ok: false, error: { code: 'export.copy-not-coded' } });
  await desk.client.host.event('exports.changed', (one) => one.job.copies[0]?.state === 'failed');
  expect((await now(job)).copies).toMatchObject([{ state: 'failed', error: { code: 'export.copy-not-coded' } }]);
  expect(await namesIn(job)).toEqual([fileOf(job)]);
});

it('a disk that refuses the copy is reported, the export stays, and the copy can be made once the disk takes it', async () => {
  const job = await exported();
  const begun = await begin(job);
  const { copyId, pictures } = begun;
  const piece = await desk.client.get('exports.read-copy', { copyId });
  const inTheWay = pathOf(job, `${begun.file}.part`);
  await mkdir(inTheWay);
  const answer = await desk.client.ask('exports.write-copy', { copyId, record: pictures.record, piece });
  expect(answer).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^storage\./) as string } });
  const { copies } = (await desk.client.host.event('exports.changed', (one) => one.job.copies[0]?.state === 'failed'))
    .job;
  expect(copies[0]?.error).toEqual(answer.ok ? null : answer.error);
  await rmdir(inTheWay);
  const again = await begin(job);
  await writeAll(again, await readAll(again.copyId));
  await desk.client.get('exports.finish-copy', { copyId: again.copyId });
  expect([...(await namesIn(job))].sort()).toEqual([fileOf(job), again.file].sort());
});

// @promise copy.window-closed: A copy whose window is closed ends: nothing is left, the list says so, and it can be
// made again.
it('a copy whose window is closed ends: nothing is left, the list says so, and it can be made again', async () => {
  const job = await exported();
  const begun = await begin(job);
  await writeAll(begun, [await desk.client.get('exports.read-copy', { copyId: begun.copyId })]);
  expect(await namesIn(job)).toContain(`${begun.file}.part`);
  desk.client.host.services?.onWindowGone('w1');
  await desk.client.host.event('exports.changed', (one) => one.job.copies[0]?.state === 'failed');
  expect((await now(job)).copies).toMatchObject([{ state: 'failed', error: { code: 'export.copy-ended' } }]);
  expect(await namesIn(job)).toEqual([fileOf(job)]);
  const { copyId, file } = await begin(job, 'w2');
  expect(file).toBe(begun.file);
  expect((await now(job)).copies).toMatchObject([{ state: 'running' }]);
  await desk.client.get('exports.end-copy', { copyId, why: 'not-read' }, 'w2');
  expect((await now(job)).copies).toMatchObject([{ state: 'failed', error: { code: 'export.copy-not-read' } }]);
});
