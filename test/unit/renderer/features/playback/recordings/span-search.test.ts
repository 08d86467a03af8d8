// @vitest-environment jsdom
/** The way to the next and the previous recording, also beyond the days that are loaded. */
import { beforeEach, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import type { ErrorCode } from '../../../../../../preload/domain/error.ts';
import type { TimeRange } from '../../../../../../preload/domain/time.ts';
import { toSpan } from '../../../../../../renderer/features/playback/timeline/moment.ts';
import { useRecordings } from '../../../../../../renderer/features/playback/recordings/recordings.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { useNotices } from '../../../../../../renderer/state/page/notices.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';
import { account } from '../../cameras/directory-sample.ts';
import { installMain } from '../../../page.tsx';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The begin of the day that is loaded. */
const FROM_MS = Math.floor(Date.now() / DAY_MS - 60) * DAY_MS;
const at = (days: number): number => FROM_MS + days * DAY_MS;
const camera = { channelId: channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1'), place: 'cloud' as const };

let asked: TimeRange[] = [];
let answered: (() => void) | null = null;
let recorded: readonly (readonly [fromDays: number, toDays: number])[] = [];
let failing: ErrorCode | null = null;

const viewOf = ({ fromMs, toMs }: TimeRange) => {
  const here = recorded
    .map(([from, to]) => [at(from), at(to)] as const)
    .filter(([from, to]) => from < toMs && to > fromMs);
  const recordings = {
    fromMs: here.map(([from]) => from),
    toMs: here.map(([, to]) => to),
    kind: here.map(() => 0),
    storage: here.map(() => 0),
  };
  return { recordings, coverage: [], asOfMs: 1, unreadable: 0 };
};

/** The day at 0 is loaded; the moment is `days` days behind its begin. */
function begin(days: number, all: typeof recorded): void {
  recorded = all;
  const range = { fromMs: at(0), toMs: at(1) };
  const known = { ...camera, range, asOfMs: 1, unreadable: 0, isAsking: false, answered: range, error: null };
  useRecordings.setState({ [camera.channelId]: { ...known, model: rowModel({ place: 'cloud', ...viewOf(range) }) } });
  useSession.setState({ cameras: [camera], selectedId: camera.channelId, atMs: at(days) });
}

const moment = (): number => Math.round((((useSession.getState().atMs ?? 0) - FROM_MS) / DAY_MS) * 1_000) / 1_000;
const notice = (): string | undefined => useNotices.getState().last?.key;

beforeEach(() => {
  [asked, answered, failing] = [[], null, null];
  useNotices.setState({ last: null });
  useAccounts.setState({ accounts: [{ ...account('a1', 'Site'), vendor: 'tencent-ivp' }] });
  installMain({
    'app.set-preferences': () => new Promise(() => undefined),
    'recordings.read': async ({ range, use }) => {
      expect(use).toBe('search');
      asked.push(range);
      if (answered !== null) await new Promise<void>((resolve) => (answered = resolve));
      const error = failing && { code: failing, params: {}, retryable: true, action: 'retry' as const, vendor: null };
      return { ok: true, value: { view: viewOf(range), error } };
    },
  });
});

it('a span within the loaded days is gone to without a question', () => {
  begin(0.2, [[0.1, 0.3], [0.5, 0.6]]); // prettier-ignore
  toSpan(1);
  expect([moment(), asked]).toEqual([0.5, []]);
});

// @promise screen.next-recording: N and P go to the next and the previous recording, also beyond the days that are
// loaded.
it('a span behind a longer gap is found in growing steps, and the status bar shows the search', async () => {
  begin(0.2, [[0.1, 0.3], [9.5, 9.6]]); // prettier-ignore
  toSpan(1);
  expect(notice()).toBe('lookForLater');
  await expect.poll(moment).toBe(9.5);
  expect(asked.map(({ fromMs, toMs }) => Math.round((toMs - fromMs) / DAY_MS))).toEqual([1, 2, 4, 8]);
  expect(notice()).toBeUndefined();
});

it('a span before the loaded days is found in growing steps, too', async () => {
  begin(0.2, [[-4.5, -4.2], [0.2, 0.3]]); // prettier-ignore
  toSpan(-1);
  await expect.poll(moment).toBe(-4.5);
});

it('footage over the edge of the loaded time is no span of its own', async () => {
  begin(0.9, [[0.8, 1.4], [1.6, 1.7]]); // prettier-ignore
  toSpan(1);
  await expect.poll(moment).toBe(1.6);
});

// @promise screen.search-ends: The search ends after 31 days, and the status bar says that none is known.
it('a search ends after 31 days and names the time up to which nothing is recorded', async () => {
  begin(0.2, [[-50, -49], [0.1, 0.3], [50, 51]]); // prettier-ignore
  toSpan(1);
  await expect.poll(notice).toBe('noneLater');
  expect(asked).toHaveLength(5);
  toSpan(-1);
  expect(moment()).toBe(0.1);
  toSpan(-1);
  await expect.poll(notice).toBe('noneEarlier');
  expect(asked).toHaveLength(10);
  expect(moment()).toBe(0.1);
});

it('an operator who goes elsewhere stays there', async () => {
  answered = () => undefined;
  begin(0.2, [[0.1, 0.3], [1.5, 1.6]]); // prettier-ignore
  toSpan(1);
  useSession.setState({ atMs: at(0.25) });
  answered();
  await expect.poll(notice).toBeUndefined();
  expect(moment()).toBe(0.25);
});

it('a cloud that fails is reported, also one with lists that refuses this list; a cloud without a list has no later recording', async () => {
  begin(0.2, [[0.1, 0.3]]);
  failing = 'network.timeout';
  toSpan(1);
  await expect.poll(notice).toBe('failed');
  failing = 'cloud.not-supported';
  useNotices.setState({ last: null });
  toSpan(1);
  await expect.poll(notice).toBe('failed');
  useAccounts.setState({ accounts: [{ ...account('a1', 'Site'), vendor: 'huawei-vis' }] });
  toSpan(1);
  await expect.poll(notice).toBe('noneLater');
});
