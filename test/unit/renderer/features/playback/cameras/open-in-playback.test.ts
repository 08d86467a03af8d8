// @vitest-environment jsdom
/** A camera that is opened in playback is seen alone; another way adds it to what is reviewed. */
import { beforeEach, expect, it, vi } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { tabsOf, useReviews } from '../../../../../../renderer/features/playback/reviews/reviews.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { seek } from '../../../../../../renderer/features/playback/play-bar/play-bar.ts';
import { addAndShow, openInPlayback } from '../../../../../../renderer/features/playback/cameras/open-in-playback.ts';
import { useNavigation } from '../../../../../../renderer/state/page/navigation.ts';
import { usePreferences } from '../../../../../../renderer/state/page/preferences.ts';
import { undoLast } from '../../../../../../renderer/state/page/undo.ts';
import { emptyPlayback } from './empty-playback.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const idOf = (n: number) => channelIdOf(deviceIdOf(asAccountId('a1'), `d${n}`), 'c1');
const [gate, dock] = [idOf(1), idOf(2)];
const shown = (): readonly string[] => useSession.getState().cameras.map(({ channelId }) => channelId);
const tabs = (): number => tabsOf(usePreferences.getState().reviews.sessions, useReviews.getState().current).length;

beforeEach(() => emptyPlayback(NOW_MS));

// @promise screen.opens-newest: A camera of the list or of a tile opens in playback, alone and at its newest footage.
it('the first camera that is opened takes the empty session, and the same camera again changes nothing', () => {
  openInPlayback(gate);
  seek(NOW_MS - 3_600_000);
  openInPlayback(gate);
  expect([shown(), tabs(), useSession.getState().atMs]).toEqual([[gate], 1, NOW_MS - 3_600_000]);
  expect(useNavigation.getState().screen).toBe('playback');
});

it('another camera that is opened has a session of its own, without the moment of the one before, and Undo leads back', async () => {
  openInPlayback(gate);
  seek(NOW_MS - 3_600_000);
  openInPlayback(dock);
  expect([shown(), tabs(), useSession.getState().atMs]).toEqual([[dock], 2, null]);
  undoLast();
  await vi.advanceTimersByTimeAsync(0);
  expect([shown(), useSession.getState().atMs]).toEqual([[gate], NOW_MS - 3_600_000]);
});

// @promise screen.added-to-review: A camera that is added to the review stands beside the others, at their moment.
it('a camera that is added to the review stands beside the others, at their moment', () => {
  openInPlayback(gate);
  seek(NOW_MS - 3_600_000);
  addAndShow(dock);
  expect([shown(), tabs(), useSession.getState().atMs]).toEqual([[gate, dock], 1, NOW_MS - 3_600_000]);
});
