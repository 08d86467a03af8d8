/**
 * The promises of an export about its bytes: they equal those of the source, over several clouds, and however often the
 * work is interrupted.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../main/secret.ts';
import { huaweiIvm } from '../../../main/vendors/huawei-ivm/vendor.ts';
import type { Input } from '../../../preload/contract/contract.ts';
import { isEnded, type ExportJob } from '../../../preload/domain/exports/exports.ts';
import { accountOf, type ChannelId } from '../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { orderRecordings } from '../../simulator/footage-control.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { records } from './footage.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const CLOUDS = ['huawei-ivm', 'tencent-ivp', 'aliyun-vcs'] as const;
const exec = promisify(execFile);

const desk = deskOfCameras({ cameras: 24, seed: 1, hasMedia: true });

beforeEach(async () => {
  for (const vendor of CLOUDS) await orderRecordings(desk.simulator.control, vendor, 'recorded', noon(3 * 60));
});

/** From noon of yesterday in Beijing on: recorded by all cameras, within one day of each zone of a cloud. */
function noon(minutes: number): TimeRange {
  const fromMs = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS + 4 * HOUR_MS;
  return { fromMs, toMs: fromMs + minutes * MINUTE_MS };
}

/** A camera that records in the cloud. */
async function recorded(vendor: VendorId): Promise<ChannelId> {
  const { channels } = await desk.open(vendor);
  const camera = channels.find(records('cloud'));
  if (camera === undefined) throw new Error('no camera records in the cloud');
  return camera.id;
}

function orderOf(
  channelIds: readonly ChannelId[],
  range: TimeRange,
  profile: StreamProfile = 'main',
): Input<'exports.start'> {
  const cameras = channelIds.map((channelId) => {
    return { channelId, place: 'cloud' as const, profile, offsetMs: null };
  });
  const words = { form: 'files', reason: '', madeBy: '', zone: 'UTC', recalls: true, wantsCopies: false } as const;
  return { cameras, range, ...words };
}

const told = async ({ id }: Pick<ExportJob, 'id'>, isMeant: (job: ExportJob) => boolean): Promise<ExportJob> =>
  (await desk.client.host.event('exports.changed', ({ job }) => job.id === id && isMeant(job))).job;

const exported = async (order: Input<'exports.start'>): Promise<ExportJob> =>
  await told(await desk.client.get('exports.start', order), isEnded);

/** Some of the footage is in the files, and some is not. */
const isMidway = ({ items, range, state }: ExportJob): boolean =>
  state === 'running' && (items[0]?.doneMs ?? 0) > range.fromMs && (items[0]?.doneMs ?? 0) < range.toMs;

const filesOf = ({ folder, items }: ExportJob): readonly string[] =>
  items.flatMap(({ files }) => files.map((file) => join(folder, ...file.split('/'))));

const sha256 = async (job: ExportJob): Promise<string> =>
  createHash('sha256')
    .update(await readFile(filesOf(job)[0] ?? ''))
    .digest('hex');

/** The hash of each picture, in the order in which they show. */
async function pictures(source: string): Promise<readonly string[]> {
  const args = [
    '-v',
    'error',
    '-i',
    source,
    '-map',
    '0:v',
    '-fps_mode',
    'passthrough',
    '-f',
    'framehash',
    '-hash',
    'murmur3',
    '-',
  ];
  const { stdout } = await exec('ffmpeg', args, { maxBuffer: 64 * 1024 * 1024 });
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => (line.split(',')[5] ?? '').trim());
}

/** The address of the recording at the cloud itself. */
async function sourceOf(channelId: ChannelId, range: TimeRange): Promise<string> {
  const cloud = desk.simulator.clouds['huawei-ivm'];
  const { userId = '', ak = '', sk = '' } = cloud?.credentials ?? {};
  const session = huaweiIvm.createSession({
    accountId: accountOf(channelId),
    endpoint: cloud?.endpoint ?? '',
    region: null,
    credential: { fields: { userId, ak }, secrets: { sk: new Secret(sk) } },
    tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
  });
  const request = { channelId, place: 'cloud', range, profile: 'sub' } as const;
  const source = await session.playback?.open(request, new AbortController().signal);
  return source?.url ?? '';
}

// @promise export.ten-minutes: Ten minutes of Huawei IVM have each picture of the source.
it('ten minutes of Huawei IVM are a file that ffprobe reads without a word, with each picture of the source', async () => {
  const camera = await recorded('huawei-ivm');
  const range = noon(10);
  const [path = ''] = filesOf(await exported(orderOf([camera], range, 'sub')));
  const probed = await exec('ffprobe', ['-v', 'warning', '-show_packets', path], { maxBuffer: 64 * 1024 * 1024 });
  expect(probed.stderr).toBe('');
  const [file, source] = [await pictures(path), await pictures(await sourceOf(camera, range))];
  expect(file.length).toBeGreaterThan(1_000);
  expect(file).toEqual(source);
});

// @promise export.three-downloads: 65 minutes of Tencent IVP are three downloads and one file.
it('65 minutes of Tencent IVP are three downloads and one file', async () => {
  const job = await exported(orderOf([await recorded('tencent-ivp')], noon(65)));
  expect(job).toMatchObject({ state: 'done', items: [{ error: null, gaps: [] }] });
  expect(filesOf(job)).toHaveLength(1);
  expect(desk.simulator.requests({ operation: 'getCloudRecordDownloadUrl' })).toHaveLength(3);
});

// @promise export.three-clouds: Cameras of three clouds are exported by one order.
it('cameras of three clouds are exported by one order', async () => {
  const cameras: ChannelId[] = [];
  for (const vendor of CLOUDS) cameras.push(await recorded(vendor));
  const job = await exported(orderOf(cameras, noon(2)));
  expect(job).toMatchObject({ state: 'done', error: null });
  expect(job.items.map(({ channelId, state, gaps }) => [channelId, state, gaps])).toEqual(
    cameras.map((channelId) => [channelId, 'done', []]),
  );
  expect(filesOf(job)).toHaveLength(3);
});

// @promise export.paused: An export that is paused stays paused over a restart, and has the same bytes once it was
// resumed.
it('an export that is paused in its footage stays paused over a restart, and has the same bytes once it was resumed', async () => {
  const order = orderOf([await recorded('huawei-ivm')], noon(20));
  const whole = await exported(order);
  const { id } = await desk.client.get('exports.start', order);
  await told({ id }, isMidway);
  expect((await desk.client.get('exports.pause', { id })).state).toBe('paused');
  await desk.restart();
  const [first] = (await desk.client.get('exports.list', {})).exports;
  expect(first?.job).toMatchObject({ id, state: 'paused' });
  await desk.client.get('exports.resume', { id });
  const resumed = await told({ id }, isEnded);
  expect(resumed).toMatchObject({ state: 'done', items: [{ error: null, gaps: [] }] });
  expect(await sha256(resumed)).toBe(await sha256(whole));
});

// @promise export.sleep: An export during which the computer sleeps continues after the sleep, and has the same bytes.
it('an export during which the computer sleeps continues after the sleep, and has the same bytes', async () => {
  const order = orderOf([await recorded('huawei-ivm')], noon(20));
  const whole = await exported(order);
  const { id } = await desk.client.get('exports.start', order);
  await told({ id }, isMidway);
  desk.client.host.resume();
  const resumed = await told({ id }, isEnded);
  expect(resumed).toMatchObject({ state: 'done', items: [{ error: null, gaps: [] }] });
  expect(resumed.items[0]?.covered).toEqual(whole.items[0]?.covered);
  expect(await sha256(resumed)).toBe(await sha256(whole));
});
