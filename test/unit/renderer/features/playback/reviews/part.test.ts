// @vitest-environment jsdom
/** The part from A to B: one for the band of the timeline, the repetition, exports and bookmarks. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { rangeToMark } from '../../../../../../renderer/features/playback/bookmarks/bookmarks.ts';
import { rangeToExport } from '../../../../../../renderer/features/playback/exports/export-order.ts';
import { choosePart, followPart } from '../../../../../../renderer/features/playback/reviews/part.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { timeline } from '../../../../../../renderer/features/playback/timeline/timeline.ts';
import {
  endLoop,
  loopFrom,
  loopTo,
  runPlayBar,
  seek,
  togglePlay,
  usePlayBar,
} from '../../../../../../renderer/features/playback/play-bar/play-bar.ts';
import { installMain } from '../../../page.tsx';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
const at = (minutes: number): number => NOW_MS + minutes * MINUTE_MS;
const camera = { channelId: channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1'), place: 'cloud' as const };
let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  installMain({ 'app.set-preferences': () => new Promise(() => undefined) });
  useSession.setState({ cameras: [camera], selectedId: camera.channelId, atMs: null });
  endLoop();
  seek(at(-60));
  stops = [followPart(), runPlayBar()];
});

afterEach(() => {
  endLoop();
  for (const stop of stops) stop();
  vi.useRealTimers();
});

const moment = (): number => useSession.getState().atMs ?? 0;

// @promise screen.part-moves-nothing: A part that is selected elsewhere moves no picture.
it('the part that is selected on the timeline is exported and bookmarked, and the picture stays where it is', () => {
  choosePart({ fromMs: at(-30) + 0.4, toMs: at(-20) - 0.4 });
  const part = { fromMs: at(-30), toMs: at(-20) };
  expect([rangeToExport(), rangeToMark(), timeline.selection]).toEqual([part, part, part]);
  expect(moment()).toBe(at(-60));
});

// @promise screen.one-part
it('A and B that are set by keys are drawn on the timeline until the repetition ends', () => {
  loopFrom();
  expect(timeline.selection).toBeNull();
  seek(at(-50));
  loopTo();
  expect(timeline.selection).toEqual({ fromMs: at(-60), toMs: at(-50) });
  endLoop();
  expect(timeline.selection).toBeNull();
});

it('a selection that is taken away ends the repetition', () => {
  choosePart({ fromMs: at(-30), toMs: at(-20) });
  choosePart(null);
  expect(usePlayBar.getState()).toMatchObject({ loopFromMs: null, loopToMs: null });
});

it('a part that was selected elsewhere is repeated once playback is within', async () => {
  choosePart({ fromMs: at(-59.9), toMs: at(-59.8) });
  togglePlay();
  await vi.advanceTimersByTimeAsync(30 * 1_000);
  expect(moment()).toBeGreaterThanOrEqual(at(-59.9));
  expect(moment()).toBeLessThan(at(-59.8));
  choosePart({ fromMs: at(-40), toMs: at(-30) });
  await vi.advanceTimersByTimeAsync(30 * 1_000);
  expect(moment(), 'playback goes on out of the part before').toBeGreaterThan(at(-59.6));
});

it('a part ends now at the latest, and a part in the future is refused', () => {
  choosePart({ fromMs: at(-1), toMs: at(60) });
  expect([rangeToExport(), timeline.selection]).toEqual(Array(2).fill({ fromMs: at(-1), toMs: NOW_MS }));
  choosePart({ fromMs: at(10), toMs: at(60) });
  expect([usePlayBar.getState().loopFromMs, timeline.selection]).toEqual([null, null]);
});
