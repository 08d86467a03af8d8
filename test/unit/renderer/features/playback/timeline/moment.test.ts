// @vitest-environment jsdom
/** The playhead of the timeline, and the view that follows it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followMoment } from '../../../../../../renderer/features/playback/timeline/moment.ts';
import { timeline } from '../../../../../../renderer/features/playback/timeline/timeline.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { usePlayBar } from '../../../../../../renderer/features/playback/play-bar/play-bar.ts';

const DAY_MS = Date.UTC(2026, 5, 20);
const MINUTE = { fromMs: DAY_MS, toMs: DAY_MS + 60_000 };
let stop: () => void;
beforeEach(() => {
  timeline.show(MINUTE);
  useSession.setState({ atMs: DAY_MS + 50_000 });
  stop = followMoment();
});
afterEach(() => {
  stop();
  usePlayBar.setState({ isPlaying: false });
  useSession.setState(useSession.getInitialState(), true);
});

// @promise timeline.follows
it('the view moves with the playhead while footage plays, and stays where a paused session shows another moment', () => {
  useSession.setState({ atMs: DAY_MS + 70_000 });
  expect(timeline.view).toEqual(MINUTE);
  useSession.setState({ atMs: DAY_MS + 50_000 });
  usePlayBar.setState({ isPlaying: true });
  useSession.setState({ atMs: DAY_MS + 60_100 });
  expect(timeline.view).toEqual({ fromMs: DAY_MS + 54_100, toMs: DAY_MS + 114_100 });
  expect(timeline.playheadMs).toBe(DAY_MS + 60_100);
});
