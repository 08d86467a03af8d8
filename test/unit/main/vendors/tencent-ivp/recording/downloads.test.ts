import { afterEach, expect, it } from 'vitest';
import type { DownloadPort } from '../../../../../../main/ports/downloads.ts';
import { channelId, failure, startTinyCloud, type Call, type TinyCloud } from '../cloud.ts';

const signal = new AbortController().signal;
const MINUTE_MS = 60_000;
/** 2024-03-10 00:00 in Beijing. */
const MIDNIGHT_MS = Date.UTC(2024, 2, 9, 16);
const NOON_MS = MIDNIGHT_MS + 12 * 60 * MINUTE_MS;
const FILE = { Url: 'http://127.0.0.1:1/video.mp4?source=c1&sign=s' };

let cloud: TinyCloud | undefined;
afterEach(() => cloud?.close());

async function cloudThat(answer: (call: Call) => unknown) {
  cloud = await startTinyCloud(answer);
  return { calls: cloud.calls, downloads: cloud.session.downloads as DownloadPort };
}

const order = (fromMs: number, toMs: number) => ({ channelId, range: { fromMs, toMs }, type: 'mp4' }) as const;

it('a download of hours is a file of half an hour, and the file states where its piece begins and ends', async () => {
  const { calls, downloads } = await cloudThat(() => FILE);
  const fromMs = NOON_MS + 250;
  const asked = order(fromMs, fromMs + 90 * MINUTE_MS);
  const file = await downloads.open(asked, signal);
  const covers = { fromMs: NOON_MS, toMs: NOON_MS + 30 * MINUTE_MS };
  expect(downloads.firstPart(asked.range)).toEqual({ fromMs, toMs: covers.toMs });
  expect(file).toMatchObject({ url: FILE.Url, headers: {}, covers });
  const begin = NOON_MS / 1000;
  const body = { ChannelId: 'c1', BeginTime: String(begin), EndTime: String(begin + 1_800), FileType: 'mp4' };
  expect(calls).toMatchObject([{ path: '/ivc/vds/VideoDownloadUrl', body }]);
});

it('a download over midnight is a file up to midnight', async () => {
  const { calls, downloads } = await cloudThat(() => FILE);
  const file = await downloads.open(order(MIDNIGHT_MS - 5 * MINUTE_MS, MIDNIGHT_MS + 5 * MINUTE_MS), signal);
  expect(file.covers.toMs).toBe(MIDNIGHT_MS);
  expect(calls[0]?.body['EndTime']).toBe(String(MIDNIGHT_MS / 1000 - 1));
});

it('a download of the last second of a day is a file that begins with the second before it', async () => {
  const { calls, downloads } = await cloudThat(() => FILE);
  const { covers } = await downloads.open(order(MIDNIGHT_MS - 600, MIDNIGHT_MS + MINUTE_MS), signal);
  expect(covers).toEqual({ fromMs: MIDNIGHT_MS - 2_000, toMs: MIDNIGHT_MS });
  expect(calls[0]?.body['BeginTime']).toBe(String(MIDNIGHT_MS / 1000 - 2));
});

it('a download has an address that works for ten minutes from the question', async () => {
  const { downloads } = await cloudThat(() => FILE);
  const beforeMs = Date.now();
  const { expiresAtMs } = await downloads.open(order(NOON_MS, NOON_MS + MINUTE_MS), signal);
  expect(expiresAtMs).toBeGreaterThanOrEqual(beforeMs + 10 * MINUTE_MS);
  expect(expiresAtMs).toBeLessThanOrEqual(Date.now() + 10 * MINUTE_MS);
});

it('a download of an empty range is refused before anything is asked', async () => {
  const { calls, downloads } = await cloudThat(() => FILE);
  await expect(downloads.open(order(1, 1), signal)).rejects.toMatchObject({ code: 'input.invalid-field' });
  expect(calls).toEqual([]);
});

// @promise playback.refused-files: A refused file of Tencent IVP has one of eight reasons, each with a sentence of
// its own.
it.each([
  [{ Url: '' }, 'network.bad-answer'],
  [{}, 'network.bad-answer'],
  [{ Url: 'file:///etc/passwd' }, 'network.bad-answer'],
  [failure(42505), 'recording.too-many-downloads'],
  [failure(42206), 'cloud.not-found'],
])('a download that is answered %j fails with its own reason: %s', async (answer, code) => {
  const { downloads } = await cloudThat(() => answer);
  await expect(downloads.open(order(NOON_MS, NOON_MS + MINUTE_MS), signal)).rejects.toMatchObject({ code });
});

it.each([
  [400, 42501, 'recording.none', false],
  [403, 42502, 'recording.no-right', false],
  [403, 42503, 'recording.bad-address', true],
  [403, 42504, 'recording.address-expired', true],
  [402, 42505, 'recording.too-many-downloads', true],
  [400, 42506, 'recording.archived', false],
  [403, 42507, 'recording.bandwidth', true],
  [403, 42508, 'recording.too-many-links', true],
])(
  'a refused file with HTTP %i and %i is reported as %s, to be repeated: %s',
  async (status, number, code, retryable) => {
    const { downloads } = await cloudThat(() => FILE);
    const error = downloads.refusalOf(status, JSON.stringify(failure(number, 'in its own words')));
    const vendor = { code: String(number), httpStatus: status, text: 'in its own words' };
    expect(error).toMatchObject({ code, retryable, vendor });
  },
);

it.each([
  ['of a page', 403, '<html>no</html>', 'recording.bad-address'],
  ['of another server', 403, '{"Code":"AccessDenied"}', 'recording.bad-address'],
  ['without a text', 404, '', 'recording.bad-address'],
  ['that is too long to be read', 403, JSON.stringify(failure(42507, 'x'.repeat(5_000))), 'recording.bad-address'],
  ['of a server with a fault', 502, '', 'cloud.unavailable'],
  ['of a busy server', 429, '', 'cloud.rate-limited'],
])('a refused file %s is not reported as a wrong key', async (_, status, body, code) => {
  const { downloads } = await cloudThat(() => FILE);
  expect(downloads.refusalOf(status, body)).toMatchObject({ code });
});
