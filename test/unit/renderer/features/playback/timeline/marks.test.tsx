// @vitest-environment jsdom
/** The marks of the timeline: which recordings, bookmarks and exports have one, and when they are made anew. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { useExportMarks } from '../../../../../../renderer/features/playback/exports/export-marks.ts';
import { toMark, useMarks } from '../../../../../../renderer/features/playback/timeline/marks.ts';
import { useRecordings } from '../../../../../../renderer/features/playback/recordings/recordings.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { useNotices } from '../../../../../../renderer/state/page/notices.ts';
import type { Mark } from '../../../../../../renderer/ui/timeline/marks.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const [CONTINUOUS, MOTION, ALARM] = [0, 1, 2];
const FROM_MS = Date.UTC(2026, 4, 1);
const MINUTE_MS = 60_000;
const cameraOf = (id: string) => ({
  channelId: channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), id),
  place: 'cloud' as const,
});
const [one, two] = [cameraOf('c1'), cameraOf('c2')];

let page: Page;
let shown: readonly Mark[] = [];
let made = 0;

function Marks() {
  const marks = useMarks();
  if (marks !== shown) made += 1;
  shown = marks;
  return null;
}

/** The recordings of a camera, each a minute long: how many minutes after the begin, and of which kind. */
function put(camera: typeof one, recordings: readonly (readonly [minute: number, kind: number])[]): void {
  const fromMs = recordings.map(([minute]) => FROM_MS + minute * MINUTE_MS);
  const columns = {
    fromMs,
    toMs: fromMs.map((ms) => ms + MINUTE_MS),
    kind: recordings.map(([, kind]) => kind),
    storage: recordings.map(() => 0),
  };
  const range = { fromMs: FROM_MS, toMs: FROM_MS + 1_440 * MINUTE_MS };
  const known = { ...camera, range, asOfMs: 1, unreadable: 0, isAsking: false, answered: range, error: null };
  const model = rowModel({ place: 'cloud', recordings: columns, coverage: [] });
  useRecordings.setState({ [camera.channelId]: { ...known, model } });
}

beforeEach(async () => {
  completeDom();
  installMain({ 'app.set-preferences': () => new Promise(() => undefined) });
  useSession.setState({ cameras: [one, two], selectedId: null, atMs: null });
  useExportMarks.setState({ data: null });
  put(one, [[0, CONTINUOUS], [10, MOTION], [30, ALARM]]); // prettier-ignore
  put(two, [[20, MOTION]]);
  [shown, made] = [[], 0];
  page = await open(<Marks />);
});

afterEach(() => page.close());

const minutes = () => shown.map(({ kind, atMs }) => [kind, (atMs - FROM_MS) / MINUTE_MS]);

// @promise timeline.marks: Bookmarks, exports, and motion and alarm recordings have marks, which Page Up and Page Down
// go to.
it('motion and alarm recordings of all cameras are marks in the order of time, and continuous recordings are not', async () => {
  expect(minutes()).toEqual([
    ['motion', 10],
    ['motion', 20],
    ['alarm', 30],
  ]);
  const range = { fromMs: FROM_MS + 15 * MINUTE_MS, toMs: FROM_MS + 16 * MINUTE_MS };
  await act(async () => useExportMarks.setState({ data: [{ channelId: one.channelId, ...range }] }));
  expect(minutes().map(([kind]) => kind)).toEqual(['motion', 'export', 'motion', 'alarm']);
});

it('marks are made anew with the recordings, and not while a list is requested', async () => {
  const before = shown;
  const known = useRecordings.getState();
  await act(async () =>
    useRecordings.setState(
      Object.fromEntries(Object.entries(known).map(([id, camera]) => [id, { ...camera, isAsking: true }])),
    ),
  );
  expect([shown === before, made]).toEqual([true, 1]);
  await act(async () => put(two, [[20, MOTION], [25, ALARM]])); // prettier-ignore
  expect(minutes()).toEqual([
    ['motion', 10],
    ['motion', 20],
    ['alarm', 25],
    ['alarm', 30],
  ]);
  expect(shown[0]).toBe(before[0]);
});

// @promise timeline.marks
it('the keys go to the next and the previous mark, and behind the last mark the status bar names its end', () => {
  useSession.setState({ atMs: FROM_MS + 12 * MINUTE_MS });
  const moment = (): number => ((useSession.getState().atMs ?? 0) - FROM_MS) / MINUTE_MS;
  const goTo = (by: -1 | 1): number => {
    toMark(by);
    return moment();
  };
  expect([goTo(1), goTo(1), useNotices.getState().last]).toEqual([20, 30, null]);
  expect([goTo(1), useNotices.getState().last?.key]).toEqual([30, 'noMarkLater']);
  expect([goTo(-1), goTo(-1), goTo(-1), useNotices.getState().last?.key]).toEqual([20, 10, 10, 'noMarkEarlier']);
});
