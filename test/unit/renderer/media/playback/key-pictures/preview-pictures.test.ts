/** The preview of moments that no player has loaded: its cost, and its open recordings. The test answers as gateway. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Result, WireError } from '../../../../../../preload/domain/error.ts';
import { asPlaybackId, type ChannelId, type PlaybackId } from '../../../../../../preload/domain/ids.ts';
import type { PastTicket } from '../../../../../../preload/domain/recording/playback.ts';
import type { PastOpening } from '../../../../../../renderer/media/playback/past-setup.ts';
import { PreviewPictures } from '../../../../../../renderer/media/playback/key-pictures/preview-pictures.ts';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 2, 1, 12);
const [one, two] = ['acc:dev/1' as ChannelId, 'acc:dev/2' as ChannelId];
const NONE: WireError = { code: 'recording.none', params: {}, retryable: false, action: 'none', vendor: null };

interface Question {
  readonly opening: PastOpening;
  answer(error?: WireError, transport?: PastTicket['transport']): void;
}

let questions: Question[];
let closed: PlaybackId[];
let fetched: string[];
let status: number;
let pictures: PreviewPictures;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON_MS + 30 * 24 * HOUR_MS, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  [questions, closed, fetched, status] = [[], [], [], 204];
  vi.stubGlobal('fetch', (url: URL) => {
    fetched.push(url.pathname);
    return Promise.resolve(new Response(null, { status }));
  });
  pictures = new PreviewPictures({
    open: (opening) =>
      new Promise<Result<PastTicket>>((resolve) => {
        const id = asPlaybackId(`p${questions.length + 1}`);
        const ticket = { playbackId: id, channelId: opening.channelId, url: `http://127.0.0.1/${id}/index.m3u8` };
        const more = { range: opening.range, stamps: 'cloud', control: null, profile: 'sub' } as const;
        questions.push({
          opening,
          answer: (error, transport = 'hls') =>
            resolve(error ? { ok: false, error } : { ok: true, value: { ...ticket, ...more, transport } }),
        });
      }),
    close: (playbackId) => void closed.push(playbackId),
  });
});

afterEach(() => {
  pictures.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function asked(channelId: ChannelId, atMs: number, ...answer: Parameters<Question['answer']>) {
  const answered = pictures.at(channelId, atMs);
  await settle();
  questions.at(-1)?.answer(...answer);
  return answered;
}

// @promise timeline.preview
it('two hours of a camera cost one address, of the sub-stream and of no device', async () => {
  for (const minutes of [5, 90, 119]) expect(await asked(one, NOON_MS + minutes * 60_000)).toBe('none');
  expect(questions.map(({ opening }) => opening)).toMatchObject([
    { channelId: one, place: 'cloud', profile: 'sub', takeOver: false },
  ]);
  expect(questions[0]?.opening.range).toEqual({ fromMs: NOON_MS, toMs: NOON_MS + 2 * HOUR_MS });
  expect(fetched).toHaveLength(3);
});

it('one recording is open at a time: another camera and other hours close the one before', async () => {
  await asked(one, NOON_MS);
  await asked(two, NOON_MS);
  await asked(two, NOON_MS + 3 * HOUR_MS);
  expect(closed).toEqual(['p1', 'p2']);
  expect(questions).toHaveLength(3);
});

// @promise timeline.preview-turn: Of the moments that wait only the newest has its turn.
it('one question goes at a time, and of the moments that wait only the newest has its turn', async () => {
  const first = pictures.at(one, NOON_MS);
  await settle();
  const between = [3, 5, 7].map((hours) => pictures.at(one, NOON_MS + hours * HOUR_MS));
  const last = pictures.at(two, NOON_MS);
  await settle();
  expect(questions).toHaveLength(1);
  questions[0]?.answer();
  expect(await first).toBe('none');
  expect(await Promise.all(between)).toEqual(['passed', 'passed', 'passed']);
  await settle();
  expect(questions.map(({ opening }) => opening.channelId)).toEqual([one, two]);
  questions[1]?.answer();
  expect(await last).toBe('none');
});

it.each([
  ['that was refused', 'failed', [{ ...NONE, code: 'cloud.unavailable' }], 204],
  ['in which nothing is recorded', 'none', [NONE], 204],
  ['whose pictures cannot be fetched', 'failed', [], 502],
  ['at the pace of a device', 'unsupported', [undefined, 'flv'], 204],
] as const)('a recording %s is left alone for half a minute', async (_, answer, how, given) => {
  status = given;
  const [error, transport] = how as readonly [WireError?, PastTicket['transport']?];
  expect(await asked(one, NOON_MS, error, transport)).toBe(answer);
  expect(await pictures.at(one, NOON_MS + HOUR_MS)).toBe(answer);
  expect(questions).toHaveLength(1);
  vi.advanceTimersByTime(31_000);
  await asked(one, NOON_MS, error, transport);
  expect(questions).toHaveLength(2);
  pictures.end();
  expect(closed).toHaveLength(error === undefined ? 2 : 0);
});

it('a pointer that leaves closes the recording after a while, and a pointer that returns earlier finds it open', async () => {
  await asked(one, NOON_MS);
  pictures.leave();
  vi.advanceTimersByTime(5_000);
  await asked(one, NOON_MS);
  pictures.leave();
  vi.advanceTimersByTime(5_000);
  expect(closed).toEqual([]);
  vi.advanceTimersByTime(6_000);
  expect(closed).toEqual(['p1']);
  expect(questions).toHaveLength(1);
});

it('a stream that a late answer opens after the end is closed at once', async () => {
  const late = pictures.at(one, NOON_MS);
  await settle();
  pictures.end();
  questions[0]?.answer();
  expect(await late).toBe('failed');
  expect(closed).toEqual(['p1']);
  expect(fetched).toEqual([]);
});

it('nothing is asked for the future', async () => {
  expect(await pictures.at(one, Date.now() + HOUR_MS)).toBe('none');
  expect(questions).toEqual([]);
});
