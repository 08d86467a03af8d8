// @vitest-environment jsdom
/** The moment with which playback begins where the operator chose none. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../../../preload/domain/time.ts';
import {
  followFirstMoment,
  showNewestSoon,
} from '../../../../../../renderer/features/playback/recordings/first-moment.ts';
import { useRecordings } from '../../../../../../renderer/features/playback/recordings/recordings.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { seek } from '../../../../../../renderer/features/playback/play-bar/play-bar.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';
import { installMain } from '../../../page.tsx';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
const cameraOf = (name: string) => ({
  channelId: channelIdOf(deviceIdOf(asAccountId('a1'), name), 'c1'),
  place: 'cloud' as const,
});
const [camera, other] = [cameraOf('d1'), cameraOf('d2')];
const { channelId } = camera;
const moment = (): number | null => useSession.getState().atMs;
let stop = (): void => undefined;

/** The list of the camera came. */
const putList = (...footage: readonly TimeRange[]): void => putListOf(camera, ...footage);

function putListOf({ channelId: id, place }: typeof camera, ...footage: readonly TimeRange[]): void {
  const recordings = {
    fromMs: footage.map(({ fromMs }) => fromMs),
    toMs: footage.map(({ toMs }) => toMs),
    kind: footage.map(() => 0),
    storage: footage.map(() => 0),
  };
  const range = { fromMs: NOW_MS - 60 * MINUTE_MS, toMs: NOW_MS };
  const asked = { range, asOfMs: NOW_MS, unreadable: 0, isAsking: false, answered: range, error: null };
  const model = rowModel({ place: 'cloud', recordings, coverage: [] });
  useRecordings.setState({ [id]: { place, ...asked, model } });
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  installMain({ 'app.set-preferences': () => new Promise(() => undefined) });
  useRecordings.setState({}, true);
  useSession.setState({ cameras: [camera], selectedId: channelId, atMs: null });
});
afterEach(() => {
  stop();
  useSession.setState(useSession.getInitialState(), true);
  vi.useRealTimers();
});

// @promise screen.opens-newest
it('a camera that is opened shows its newest footage as soon as the cloud has listed it', () => {
  showNewestSoon();
  stop = followFirstMoment();
  expect(moment()).toBeNull();
  putList({ fromMs: NOW_MS - 30 * MINUTE_MS, toMs: NOW_MS - 5 * MINUTE_MS });
  expect(moment()).toBe(NOW_MS - 5 * MINUTE_MS - 10_000);
});

it('newest footage that is shorter than the step back is shown from its begin', () => {
  showNewestSoon();
  stop = followFirstMoment();
  const newest = { fromMs: NOW_MS - MINUTE_MS, toMs: NOW_MS - MINUTE_MS + 4_000 };
  putList({ fromMs: NOW_MS - 30 * MINUTE_MS, toMs: NOW_MS - 20 * MINUTE_MS }, newest);
  expect(moment()).toBe(newest.fromMs);
});

it('a moment that shows or that the operator chooses meanwhile stays, also when the list comes later', () => {
  showNewestSoon();
  stop = followFirstMoment();
  seek(NOW_MS - 50 * MINUTE_MS);
  putList({ fromMs: NOW_MS - 30 * MINUTE_MS, toMs: NOW_MS - 5 * MINUTE_MS });
  expect(moment()).toBe(NOW_MS - 50 * MINUTE_MS);
});

it('a camera of which nothing is recorded in view shows no moment, and waits for one', () => {
  showNewestSoon();
  stop = followFirstMoment();
  putList();
  expect(moment()).toBeNull();
  putList({ fromMs: NOW_MS - 3 * MINUTE_MS, toMs: NOW_MS - MINUTE_MS });
  expect(moment()).not.toBeNull();
});

it('the playhead moves to no moment that nobody requested', () => {
  stop = followFirstMoment();
  putList({ fromMs: NOW_MS - 30 * MINUTE_MS, toMs: NOW_MS - 5 * MINUTE_MS });
  expect(moment()).toBeNull();
});

const endingAt = (toMs: number): TimeRange => ({ fromMs: toMs - 10 * MINUTE_MS, toMs });

// @promise screen.set-newest: A set of which nothing was received just now shows the newest footage that a list names.
it('a set shows the newest footage of all its cameras once their lists are read, whichever list came first', () => {
  useSession.setState({ cameras: [camera, other] });
  showNewestSoon('all');
  stop = followFirstMoment();
  putList(endingAt(NOW_MS - 40 * MINUTE_MS));
  expect(moment()).toBeNull();
  putListOf(other, endingAt(NOW_MS - 5 * MINUTE_MS));
  expect(moment()).toBe(NOW_MS - 5 * MINUTE_MS - 10_000);
});

it('the first picture of a set waits three seconds for a list that does not come, and stays when the list comes later', async () => {
  useSession.setState({ cameras: [camera, other] });
  stop = followFirstMoment();
  showNewestSoon('all');
  putList(endingAt(NOW_MS - 40 * MINUTE_MS));
  await vi.advanceTimersByTimeAsync(2_900);
  expect(moment()).toBeNull();
  await vi.advanceTimersByTimeAsync(200);
  expect(moment()).toBe(NOW_MS - 40 * MINUTE_MS - 10_000);
  putListOf(other, endingAt(NOW_MS - 5 * MINUTE_MS));
  expect(moment()).toBe(NOW_MS - 40 * MINUTE_MS - 10_000);
});

it('a set that is opened on the screen of playback itself shows its newest footage at once where the lists are known', () => {
  stop = followFirstMoment();
  putList(endingAt(NOW_MS - 40 * MINUTE_MS));
  expect(moment()).toBeNull();
  showNewestSoon('all');
  expect(moment()).toBe(NOW_MS - 40 * MINUTE_MS - 10_000);
});
