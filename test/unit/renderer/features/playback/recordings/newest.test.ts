// @vitest-environment jsdom
/** The newest edge of a list: asked for again, and waited for. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { followNewest, onFootageCame } from '../../../../../../renderer/features/playback/recordings/newest.ts';
import { useRecordings } from '../../../../../../renderer/features/playback/recordings/recordings.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { seek, togglePlay, usePlayBar } from '../../../../../../renderer/features/playback/play-bar/play-bar.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';
import { installMain } from '../../../page.tsx';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const camera = { channelId, place: 'cloud' as const };

/** How long the cloud's list is, epoch ms. */
let publishedToMs = 0;
let asked: number[] = [];
let stop = (): void => undefined;

const answer = (range: { readonly fromMs: number; readonly toMs: number }) => {
  const toMs = Math.min(range.toMs, publishedToMs);
  // As main reports it: time that is long over without a recording is empty.
  const state = Date.now() - toMs > 10 * MINUTE_MS ? ('empty' as const) : ('unpublished' as const);
  const rest = { state, fromMs: toMs, toMs: range.toMs };
  return {
    recordings: { fromMs: [range.fromMs], toMs: [toMs], kind: [0], storage: [0] },
    coverage: toMs < range.toMs ? [rest] : [],
    asOfMs: Date.now(),
    unreadable: 0,
  };
};

/** The list of the camera as it was read now. */
function putList(): void {
  const range = { fromMs: NOW_MS - 60 * MINUTE_MS, toMs: Date.now() };
  const { recordings, coverage, asOfMs } = answer(range);
  const model = rowModel({ place: 'cloud', recordings, coverage });
  useRecordings.setState({
    [channelId]: { ...camera, range, model, asOfMs, unreadable: 0, isAsking: false, answered: null, error: null },
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  asked = [];
  publishedToMs = NOW_MS - 3 * MINUTE_MS;
  installMain({
    'app.set-preferences': () => new Promise(() => undefined),
    'recordings.known': async ({ range }) => ({ ok: true, value: answer(range) }),
    'recordings.read': async ({ range }) => {
      asked.push(Date.now() - NOW_MS);
      return { ok: true, value: { view: answer(range), error: null } };
    },
  });
  useSession.setState({ cameras: [camera], selectedId: channelId });
  putList();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

// @promise screen.not-published
it('a moment that is not published yet is asked for at a bounded interval, and not once it is long over', async () => {
  seek(NOW_MS - MINUTE_MS);
  stop = followNewest();
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(asked).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(20 * MINUTE_MS);
  const { length } = asked;
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(asked).toHaveLength(length);
});

it('no question is sent while the shown moment is recorded', async () => {
  seek(NOW_MS - 5 * MINUTE_MS);
  stop = followNewest();
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
  expect(asked).toEqual([]);
});

it('a moment behind the requested time is asked for at once', async () => {
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  seek(Date.now() - 1_000);
  stop = followNewest();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toHaveLength(1);
});

// @promise screen.clock-held: While no camera has anything published to show, the clock stands still, and plays on
// after.
it('the clock stands at a moment that is not published, and plays on from there once it is', async () => {
  const atMs = NOW_MS - MINUTE_MS;
  seek(atMs);
  stop = followNewest();
  togglePlay();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(usePlayBar.getState().isPlaying).toBe(false);
  expect(useSession.getState().atMs).toBe(atMs);
  publishedToMs = NOW_MS;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(usePlayBar.getState().isPlaying).toBe(true);
  togglePlay();
});

it('a clock that stood still before the footage was published stands still after', async () => {
  seek(NOW_MS - MINUTE_MS);
  stop = followNewest();
  await vi.advanceTimersByTimeAsync(5_000);
  publishedToMs = NOW_MS;
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(usePlayBar.getState().isPlaying).toBe(false);
});

it('an operator who went elsewhere meanwhile is not taken back', async () => {
  seek(NOW_MS - MINUTE_MS);
  stop = followNewest();
  togglePlay();
  await vi.advanceTimersByTimeAsync(5_000);
  const elsewhereMs = NOW_MS - 30 * MINUTE_MS;
  seek(elsewhereMs);
  publishedToMs = NOW_MS;
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(usePlayBar.getState().isPlaying).toBe(false);
  expect(useSession.getState().atMs).toBe(elsewhereMs);
});

it('a player learns once that footage came for the shown moment, and only where it was missing', () => {
  const came: number[] = [];
  const atMs = NOW_MS - MINUTE_MS;
  seek(NOW_MS - 5 * MINUTE_MS);
  stop = onFootageCame(channelId, (ms) => came.push(ms));
  putList();
  seek(atMs);
  putList();
  expect(came).toEqual([]);
  publishedToMs = NOW_MS;
  putList();
  putList();
  expect(came).toEqual([atMs]);
});
