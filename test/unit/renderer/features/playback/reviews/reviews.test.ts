// @vitest-environment jsdom
/** The sessions of playback: the state of each, and how an operator changes between them. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Preferences } from '../../../../../../preload/contract/app.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { DEFAULT_PREFERENCES } from '../../../../../../preload/domain/preferences.ts';
import { MAX_REVIEWS, type Review } from '../../../../../../preload/domain/recording/reviews.ts';
import {
  closeReview,
  followReviews,
  newReview,
  openReview,
  renameReview,
  reviewName,
  showReview,
  stepReview,
  tabsOf,
  useReviews,
} from '../../../../../../renderer/features/playback/reviews/reviews.ts';
import { choosePart, partNow } from '../../../../../../renderer/features/playback/reviews/part.ts';
import {
  addCamera,
  setCameras,
  toggleEnlarged,
  useSession,
} from '../../../../../../renderer/features/playback/session.ts';
import { timeline } from '../../../../../../renderer/features/playback/timeline/timeline.ts';
import { seek, shuttleBy, usePlayBar } from '../../../../../../renderer/features/playback/play-bar/play-bar.ts';
import { useKiosk } from '../../../../../../renderer/state/page/kiosk.ts';
import { useNotices } from '../../../../../../renderer/state/page/notices.ts';
import { usePreferences } from '../../../../../../renderer/state/page/preferences.ts';
import { undoLast } from '../../../../../../renderer/state/page/undo.ts';
import { installMain } from '../../../page.tsx';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
const at = (minutes: number): number => NOW_MS + minutes * MINUTE_MS;
const cameraOf = (n: number) => ({
  channelId: channelIdOf(deviceIdOf(asAccountId('a1'), `d${n}`), 'c1'),
  place: 'cloud' as const,
});
const [gate, dock] = [cameraOf(1), cameraOf(2)];
/** A session of one camera, which an operator has named. */
const night = (id: string): Review => ({
  id,
  number: 1,
  name: 'Night',
  cameras: [dock],
  atMs: at(-5),
  part: null,
  enlargedId: null,
  rate: 1,
  view: { fromMs: at(-60), toMs: at(0) },
});
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  installMain({ 'app.set-preferences': () => new Promise(() => undefined) });
  useSession.setState(useSession.getInitialState());
  useReviews.setState({ current: { id: 'first', number: 1, name: '' }, renamingId: null });
  usePreferences.setState({ ...DEFAULT_PREFERENCES, info: null });
  choosePart(null);
  stop = followReviews();
});

afterEach(() => {
  stop();
  useKiosk.setState({ kiosk: null });
  vi.useRealTimers();
});

/** The stored choices have been read. */
const read = (kept: Partial<Pick<Preferences, 'reviews' | 'playback'>> = {}): void =>
  usePreferences.setState({ info: {} as never, ...kept });
const stored = (): readonly Review[] => usePreferences.getState().reviews.sessions;
const tabs = (): readonly string[] => tabsOf(stored(), useReviews.getState().current).map(reviewName);
const shown = (): readonly string[] => useSession.getState().cameras.map(({ channelId }) => channelId);
const undo = async (): Promise<void> => {
  undoLast();
  await vi.advanceTimersByTimeAsync(0);
};
/** The last change is stored. */
const settle = (): void => void vi.advanceTimersByTime(1_000);

it('a session has its cameras, moment, view, part, layout and speed still while another one shows', () => {
  read();
  addCamera(gate.channelId, 'cloud');
  addCamera(dock.channelId, 'cloud');
  seek(at(-60));
  timeline.show({ fromMs: at(-90), toMs: at(-30) });
  const { view } = timeline;
  choosePart({ fromMs: at(-70), toMs: at(-65) });
  toggleEnlarged(dock.channelId);
  expect(newReview()).toBe(true);
  expect([shown(), useSession.getState().atMs, partNow(), useSession.getState().enlargedId]).toEqual([
    [],
    null,
    null,
    null,
  ]);
  expect(tabs()).toHaveLength(2);
  addCamera(gate.channelId, 'cloud');
  seek(at(-10));
  timeline.show({ fromMs: at(-20), toMs: at(0) });
  showReview('first');
  expect(shown()).toEqual([gate.channelId, dock.channelId]);
  expect(useSession.getState()).toMatchObject({
    atMs: at(-60),
    enlargedId: dock.channelId,
    selectedId: dock.channelId,
  });
  expect([timeline.view, partNow()]).toEqual([view, { fromMs: at(-70), toMs: at(-65) }]);
  expect(usePlayBar.getState()).toMatchObject({ isPlaying: false, rate: 1 });
  expect(stepReview(1)).toBe(true);
  expect([shown(), useSession.getState().atMs]).toEqual([[gate.channelId], at(-10)]);
});

// @promise review.stands-still: A session that does not show holds no player and no stream.
it('a session that is left stands still', () => {
  read();
  addCamera(gate.channelId, 'cloud');
  seek(at(-60));
  shuttleBy('l');
  expect(usePlayBar.getState().isPlaying).toBe(true);
  newReview();
  expect(usePlayBar.getState().isPlaying).toBe(false);
});

it('a closed session comes back unchanged by Undo, at its place', async () => {
  read();
  addCamera(gate.channelId, 'cloud');
  seek(at(-60));
  newReview();
  showReview('first');
  expect(closeReview()).toBe(true);
  expect([stored().map(({ id }) => id), shown()]).toEqual([[useReviews.getState().current.id], []]);
  expect(useNotices.getState().last?.key).toBe('reviewClosed');
  expect(closeReview()).toBe(false); // the last one stays
  await undo();
  expect([stored()[0]?.id, shown(), useSession.getState().atMs]).toEqual(['first', [gate.channelId], at(-60)]);
});

it('a session has the name that it is given, and the name from before by Undo', async () => {
  read();
  addCamera(gate.channelId, 'cloud');
  renameReview('first', 'North gate');
  expect([tabs(), stored()[0]?.name]).toEqual([['North gate'], 'North gate']);
  await undo();
  expect(stored()[0]?.name).toBe('');
});

it('a set from elsewhere has a session of its own, which leaves by Undo', async () => {
  read();
  addCamera(gate.channelId, 'cloud');
  const change = openReview([dock]);
  expect([shown(), tabs().length]).toEqual([[dock.channelId], 2]);
  await change?.undo();
  expect([shown(), tabs().length]).toEqual([[gate.channelId], 1]);
  await change?.redo();
  expect([shown(), tabs().length]).toEqual([[dock.channelId], 2]);
});

it(`no more than ${MAX_REVIEWS} sessions are open, and a refusal is reported`, () => {
  read();
  for (let i = 1; i < MAX_REVIEWS; i += 1) expect(newReview()).toBe(true);
  expect(newReview()).toBe(false);
  expect(useNotices.getState().last).toMatchObject({ key: 'reviewsFull', params: { count: MAX_REVIEWS } });
  expect(openReview([gate])).toBeNull();
  expect(new Set(stored().map(({ number }) => number)).size).toBe(MAX_REVIEWS);
});

it('the next start begins with the session that was shown last, and knows all others', () => {
  read();
  addCamera(gate.channelId, 'cloud');
  seek(at(-60));
  newReview();
  addCamera(dock.channelId, 'cloud');
  settle();
  const { reviews, playback } = usePreferences.getState();
  const kept = structuredClone({ reviews, playback });
  expect(JSON.stringify(kept)).not.toContain('http');
  stop();
  useSession.setState(useSession.getInitialState());
  useReviews.setState({ current: { id: 'next start', number: 1, name: '' }, renamingId: null });
  usePreferences.setState({ ...DEFAULT_PREFERENCES, info: null });
  stop = followReviews();
  read(kept);
  expect([shown(), tabs().length]).toEqual([[dock.channelId], 2]);
  showReview('first');
  expect([shown(), useSession.getState().atMs]).toEqual([[gate.channelId], at(-60)]);
});

it('cameras that were reviewed at a sudden end, and are not those of the named session, get a session of their own', () => {
  const named = night('named');
  read({ reviews: { sessions: [named], currentId: 'named' }, playback: { cameras: [gate], atMs: at(-9) } });
  expect([shown(), useSession.getState().atMs, useReviews.getState().current]).toEqual([
    [gate.channelId],
    at(-9),
    { id: 'first', number: 2, name: '' },
  ]);
  addCamera(cameraOf(3).channelId, 'cloud');
  settle();
  expect(stored()[0]).toEqual(named);
  expect(stored()).toHaveLength(2);
});

it('a choice that is made before the stored sessions are known takes none of them away', () => {
  const known = night('known');
  addCamera(gate.channelId, 'cloud');
  settle();
  expect(stored()).toEqual([]);
  read({ reviews: { sessions: [known], currentId: 'known' } });
  addCamera(cameraOf(3).channelId, 'cloud');
  settle();
  expect(stored().map(({ id, number }) => [id, number])).toEqual([
    ['known', 1],
    ['first', 2],
  ]);
});

// @promise review.windows: Windows share the list of review sessions; each changes only the session that it shows.
it('a window stores the session that it shows, and leaves those of other windows', () => {
  read();
  addCamera(gate.channelId, 'cloud');
  settle();
  const other: Review = { ...(stored()[0] as Review), id: 'other', number: 2, cameras: [dock] };
  usePreferences.setState({ reviews: { sessions: [...stored(), other], currentId: 'other' } });
  setCameras([cameraOf(3)]);
  settle();
  expect(stored().map(({ id, cameras }) => [id, cameras[0]?.channelId])).toEqual([
    ['first', cameraOf(3).channelId],
    ['other', dock.channelId],
  ]);
  // Another window closed the session that shows here: it stays here.
  usePreferences.setState({ reviews: { sessions: [other], currentId: 'other' } });
  expect(tabs()).toHaveLength(2);
});

// @promise review.names: Of a session that two windows show, one window keeps the name that the other gave.
it('a window leaves the name that another window gave to the session that both show', () => {
  read();
  addCamera(gate.channelId, 'cloud');
  settle();
  const renamed = stored().map((one) => ({ ...one, name: 'North gate' }));
  usePreferences.setState({ reviews: { sessions: renamed, currentId: 'first' } });
  setCameras([cameraOf(3)]);
  settle();
  expect(stored().map(({ name, cameras }) => [name, cameras[0]?.channelId])).toEqual([
    ['North gate', cameraOf(3).channelId],
  ]);
});

it('a kiosk stores no session', () => {
  useKiosk.setState({ kiosk: { name: 'Night', wallId: null, openedBy: 'start', isNew: false } });
  read();
  addCamera(gate.channelId, 'cloud');
  settle();
  expect(stored()).toEqual([]);
  expect(openReview([dock])).toBeNull();
});
