/** The recordings that windows read, over main as one piece and simulated clouds. */
import { describe, expect, it } from 'vitest';
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import {
  joinRanges,
  RECORDING_STORAGES,
  withoutRanges,
  type RecordingPlace,
} from '../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { momentState } from '../../../renderer/features/playback/recordings/moment-state.ts';
import type { CameraRecordings } from '../../../renderer/features/playback/recordings/recordings.ts';
import { summaryOf } from '../../../renderer/features/playback/tile/summary.ts';
import { asOfWords } from '../../../renderer/features/playback/tile/summary-words.ts';
import { textIn } from '../../../renderer/i18n/i18n.ts';
import type { Cover } from '../../../renderer/ui/timeline/paint/cover.ts';
import { rowModel, type RowModel } from '../../../renderer/ui/timeline/row-model.ts';
import { loadAllTexts } from '../../area-texts.ts';
import { orderRecordings } from '../../simulator/footage-control.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { records } from './footage.ts';

await loadAllTexts();

const DAY_MS = 86_400_000;

const desk = deskOfCameras({ cameras: 24, seed: 1 });

/** A camera that is on line and recorded in the place. */
async function recorded(vendor: VendorId, place: RecordingPlace): Promise<ChannelId> {
  const { channels } = await desk.open(vendor);
  const fits = channels.find(records(place));
  const [channel = fits] = fits === undefined ? channels : [fits];
  if (!channel) throw new Error('no camera');
  return channel.id;
}

const asking = (channelId: ChannelId, place: RecordingPlace, daysAgo: number, days: number) => {
  const toMs = Date.now() - daysAgo * DAY_MS;
  return { channelId, place, range: { fromMs: toMs - days * DAY_MS, toMs }, archiveGrainMs: DAY_MS / 4 };
};

it.each([
  ['huawei-ivm', 'cloud'],
  ['huawei-ivm', 'device'],
  ['tencent-ivp', 'cloud'],
  ['tencent-ivp', 'device'],
] as const)('recordings of %s in the %s are read once, and then known without the cloud', async (vendor, place) => {
  const request = asking(await recorded(vendor, place), place, 1, 2);
  expect((await desk.client.get('recordings.known', request)).coverage.map(({ state }) => state)).toEqual(['unknown']);
  const { view, error } = await desk.client.get('recordings.read', request);
  expect(error).toBeNull();
  expect(view.recordings.fromMs.length).toBeGreaterThan(0);
  expect(view.coverage.map(({ state }) => state)).not.toContain('unknown');
  const before = desk.simulator.requests().length;
  expect(await desk.client.get('recordings.known', request)).toEqual(view);
  expect(await desk.client.get('recordings.read', request)).toEqual({ view, error: null });
  expect(desk.simulator.requests()).toHaveLength(before);
  expect(desk.simulator.requests().filter(({ status }) => status >= 400)).toEqual([]);
  const [atMs = 0] = view.recordings.fromMs;
  const { channelId } = request;
  const details = await desk.client.get('recordings.at', { channelId, place, atMs: atMs + 1000 });
  expect(details).toMatchObject([{ channelId, place }]);
});

it('recordings of Huawei IVM that were archived say so', async () => {
  const request = asking(await recorded('huawei-ivm', 'cloud'), 'cloud', 22, 3);
  const { view } = await desk.client.get('recordings.read', request);
  const storages = new Set(view.recordings.storage.map((at) => RECORDING_STORAGES[at]));
  expect([...storages]).toEqual(['archived']);
});

it('recordings of Tencent IVP that were archived are reported as footage somewhere in a piece of the time', async () => {
  const request = asking(await recorded('tencent-ivp', 'cloud'), 'cloud', 10, 1);
  const { view } = await desk.client.get('recordings.read', request);
  expect(view.recordings.fromMs).toEqual([]);
  expect(view.coverage.map(({ state }) => state)).toContain('archived-within');
});

// Tencent IVP refuses a range over midnight, and one whose start is its end.
it.each([
  [1, 3_600_000, ['covered']],
  [1, 1_000, ['covered']],
  [10, 1_000, ['archived-within']],
])(
  'recordings of Tencent IVP from %s days ago are listed for a range that begins in the last second of a day and has %s ms',
  async (daysAgo, lengthMs, states) => {
    const channelId = await recorded('tencent-ivp', 'cloud');
    const fromMs = (Math.floor(Date.now() / DAY_MS) - daysAgo) * DAY_MS - 1_000;
    const around = { fromMs: fromMs - 3_600_000, toMs: fromMs + 2 * 3_600_000 };
    await orderRecordings(desk.simulator.control, 'tencent-ivp', 'recorded', around);
    const range = { fromMs, toMs: fromMs + lengthMs };
    const { view, error } = await desk.client.get('recordings.read', {
      channelId,
      place: 'cloud',
      range,
      archiveGrainMs: DAY_MS / 96,
    });
    expect(error).toBeNull();
    expect(view.coverage.map(({ state }) => state)).toEqual(states);
  },
);

// @promise playback.archived-edges
it('an archived day of 16 cameras of Tencent IVP is known to a quarter of an hour, in few requests and without a failure', async () => {
  const channelId = await recorded('tencent-ivp', 'cloud');
  const { accountId } = channelRefOf(channelId);
  const { channels } = await desk.client.get('directory.page', { accountId, cursor: null, limit: 1000 });
  const cameras = channels.slice(0, 16);
  expect(cameras).toHaveLength(16);
  const fromMs = Math.floor(Date.now() / DAY_MS - 10) * DAY_MS;
  const range = { fromMs, toMs: fromMs + DAY_MS };
  const before = desk.simulator.requests().length;
  const read = await Promise.all(
    cameras.map(({ id }) =>
      desk.client.get('recordings.read', { channelId: id, place: 'cloud', range, archiveGrainMs: DAY_MS / 96 }),
    ),
  );
  expect(read.map(({ error }) => error)).toEqual(cameras.map(() => null));
  const archived = read.filter(({ view }) => view.coverage.some(({ state }) => state === 'archived-within'));
  expect(archived.length).toBeGreaterThan(8);
  expect(desk.simulator.requests().length - before).toBeLessThanOrEqual(16 * 15);
});

// @promise playback.no-list-unknown: Alibaba VCS, Alibaba City Visual and Huawei VIS list no recordings: nothing is
// known, which is not "nothing is recorded".
it('a cloud without a list of recordings says that nothing is known, not that nothing is recorded', async () => {
  const request = asking(await recorded('huawei-vis', 'cloud'), 'cloud', 1, 1);
  const { view, error } = await desk.client.get('recordings.read', request);
  expect(error).toMatchObject({ code: 'cloud.not-supported' });
  expect(view.coverage.map(({ state }) => state)).toEqual(['unknown']);
});

// @promise playback.gap-reasons: A piece without a recording has a reason: seen off line, deleted by age, not in
// today's plan, or not published.
it.each(['huawei-ivm', 'tencent-ivp'] as const)(
  'each piece of %s without a recording has a reason, by a plan that is said to be of today',
  async (vendor) => {
    const request = asking(await recorded(vendor, 'cloud'), 'cloud', 0, 3);
    const gap = { fromMs: request.range.toMs - DAY_MS, toMs: request.range.toMs - DAY_MS + 1_800_000 };
    await orderRecordings(desk.simulator.control, vendor, 'gap', gap);
    const { view } = await desk.client.get('recordings.read', request);
    const empty = view.coverage.filter(({ state }) => state === 'empty' || state === 'unpublished');
    const { channelId, place, range } = request;
    const { gaps, planAsOfMs, error } = await desk.client.get('recordings.gaps', { channelId, place, range });
    expect(error).toBeNull();
    expect(empty.length).toBeGreaterThan(0);
    expect(planAsOfMs).toBeGreaterThan(range.toMs - DAY_MS);
    expect(joinRanges(gaps)).toEqual(joinRanges(empty));
  },
);

/** The screen's model of a camera's recordings. */
async function shown(request: ReturnType<typeof asking>): Promise<CameraRecordings & { readonly model: RowModel }> {
  const { view, error } = await desk.client.get('recordings.read', request);
  const { recordings, coverage, asOfMs, unreadable } = view;
  const { place, range } = request;
  return {
    place,
    range,
    asOfMs,
    unreadable,
    error,
    isAsking: false,
    answered: range,
    model: rowModel({ place, recordings, coverage }),
  };
}

async function traits(body: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(`${desk.simulator.control}/clouds/traits`, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBeLessThan(300);
}

describe('a list of recordings that is odd', () => {
  // @promise playback.odd-lists: A list that overlaps, changes, lies or is cut at midnight is still shown as it is.
  // @promise failures.overlaps: Recordings that overlap are all listed, and the timeline counts their time once.
  it('recordings that overlap are all listed, and the timeline counts their time once', async () => {
    const request = asking(await recorded('huawei-ivm', 'cloud'), 'cloud', 1, 2);
    await traits({ vendor: 'huawei-ivm', oddRow: 'overlap' });
    const { model } = await shown(request);
    const { recordings, coverage } = (await desk.client.get('recordings.read', request)).view;
    const overlapAt = recordings.fromMs.findIndex((fromMs, i) => i > 0 && fromMs < (recordings.toMs[i - 1] ?? 0));
    expect(overlapAt).toBeGreaterThan(0);
    const atMs = recordings.fromMs[overlapAt] ?? 0;
    const { channelId, place, range } = request;
    expect(await desk.client.get('recordings.at', { channelId, place, atMs })).toHaveLength(2);
    expect(joinRanges(coverage)).toEqual([range]);
    expect(coverage.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)).toBe(range.toMs - range.fromMs);
    const covered = coverage.filter(({ state }) => state === 'covered');
    const coveredMs = covered.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    expect(model.playable.within(range.fromMs, range.toMs)).toBe(coveredMs);
  });

  // @promise playback.unreadable-entry: An entry that cannot be read is left out and counted, and what lies between the
  // others stays unknown.
  // @promise failures.unreadable-entry: An entry of a list that cannot be read is counted, and the time between the
  // others is unknown.
  it.each([
    ['en-US', '1 entry of the list could not be read'],
    ['zh-CN', '列表中有 1 条无法读取'],
  ] as const)(
    'a recording that ends before it begins is left out, its camera says so in %s, and time between the others is unknown',
    async (locale, words) => {
      const request = asking(await recorded('huawei-ivm', 'cloud'), 'cloud', 1, 2);
      await traits({ vendor: 'huawei-ivm', oddRow: 'reversed' });
      const known = await shown(request);
      expect(known).toMatchObject({ unreadable: 1, error: null });
      expect(asOfWords(textIn(locale), known)).toContain(words);
      expect(summaryOf(known, request.range, { nowMs: Date.now(), listing: 'listed' }).kind).toBe('covered');
      expect(known.model.empty.count).toBe(0);
      const hole = withoutRanges(request.range, piecesOf(known.model.any))[0];
      if (hole === undefined) throw new Error('everything is recorded');
      expect(momentState(known, { atMs: hole.fromMs, nowMs: Date.now(), listing: 'listed' })).toBe('unknown');
    },
  );

  // @promise failures.empty-by-code: A documented code for an empty list is an empty list, and no other answer is.
  it.each(['IVM.20020012', 'IVM.20020014'])(
    'a list that is refused with %s is an empty list: nothing is recorded, and nothing failed',
    async (emptyAs) => {
      const request = asking(await recorded('huawei-ivm', 'cloud'), 'cloud', 60, 2);
      await traits({ vendor: 'huawei-ivm', emptyAs });
      const known = await shown(request);
      expect(known.error).toBeNull();
      expect(summaryOf(known, request.range, { nowMs: Date.now(), listing: 'listed' })).toEqual({ kind: 'none' });
      const atMs = request.range.fromMs + 1;
      expect(momentState(known, { atMs, nowMs: Date.now(), listing: 'listed' })).toBe('empty');
    },
  );

  // @promise failures.archived-unknown: Where a cloud does not report whether it has archived footage, the time between
  // the recordings stays unknown.
  it.each(['missing', 'unknown'])(
    'a list of Tencent IVP whose flag of archived footage is %s leaves unknown what lies between the recordings',
    async (tips) => {
      const request = asking(await recorded('tencent-ivp', 'cloud'), 'cloud', 1, 2);
      await traits({ vendor: 'tencent-ivp', tips });
      const known = await shown(request);
      expect(known.error).toBeNull();
      expect(known.model.empty.count).toBe(0);
      const hole = withoutRanges(request.range, piecesOf(known.model.any))[0];
      if (hole === undefined) throw new Error('everything is recorded');
      expect(momentState(known, { atMs: hole.fromMs, nowMs: Date.now(), listing: 'listed' })).toBe('unknown');
    },
  );

  // @promise failures.midnight: A recording over midnight has no hole there.
  it.each([
    ['huawei-ivm', 'cloud'],
    ['huawei-ivm', 'device'],
    ['tencent-ivp', 'cloud'],
    ['tencent-ivp', 'device'],
  ] as const)(
    'a recording of %s in the %s that continues over midnight has no hole there, however it is asked for',
    async (vendor, place) => {
      const channelId = await recorded(vendor, place);
      const midnightMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
      const week = { fromMs: midnightMs - 8 * DAY_MS, toMs: midnightMs };
      await orderRecordings(desk.simulator.control, vendor, 'recorded', { ...week, fromMs: week.fromMs - DAY_MS });
      for (let fromMs = week.fromMs; fromMs < week.toMs; fromMs += DAY_MS)
        await shown({ channelId, place, range: { fromMs, toMs: fromMs + DAY_MS }, archiveGrainMs: DAY_MS });
      const { recordings, coverage } = await desk.client.get('recordings.known', {
        channelId,
        place,
        range: week,
        archiveGrainMs: DAY_MS,
      });
      const rows = recordings.fromMs.map((fromMs, i) => `${fromMs} ${recordings.toMs[i]} ${recordings.kind[i]}`);
      expect(new Set(rows).size).toBe(rows.length);
      // Midnight of UTC and of Beijing, which are 16 h apart.
      const midnights = Array.from(
        { length: 15 },
        (_, i) => week.fromMs + Math.floor(i / 2) * DAY_MS + (i % 2) * 57_600_000,
      );
      const isNear = (atMs: number): boolean => midnights.some((one) => Math.abs(one - atMs) < 1_500);
      expect(
        coverage.filter(({ state, fromMs, toMs }) => state !== 'covered' && isNear(fromMs) && toMs - fromMs < 3_000),
      ).toEqual([]);
      const covered = coverage.filter(({ state }) => state === 'covered');
      const over = midnights.filter((one) => covered.some(({ fromMs, toMs }) => fromMs < one && toMs > one));
      expect(over.length).toBeGreaterThan(2);
    },
  );
});

/** The pieces of time that are covered. */
function piecesOf(cover: Cover): TimeRange[] {
  return Array.from({ length: cover.count }, (_, i) => ({ fromMs: cover.beginOf(i), toMs: cover.endOf(i) }));
}
