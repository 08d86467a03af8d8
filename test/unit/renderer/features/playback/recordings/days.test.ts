// @vitest-environment jsdom
/** The calendar of playback: which months are asked for, and where a day begins to be seen. */
import { beforeEach, expect, it } from 'vitest';
import type { Input } from '../../../../../../preload/contract/contract.ts';
import type { ErrorCode } from '../../../../../../preload/domain/error.ts';
import { asAccountId, channelIdOf, deviceIdOf, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import * as days from '../../../../../../renderer/features/playback/recordings/days.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';
import { dayRange, operatorZone } from '../../../../../../renderer/ui/timeline/zone.ts';
import { MOMENT_ZONES, MOMENTS } from '../../../../../moments.ts';
import { account } from '../../cameras/directory-sample.ts';
import { installMain } from '../../../page.tsx';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LATER_MS = Date.UTC(2030, 0, 1);
const cameraOf = (id: string) => ({
  channelId: channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), id),
  place: 'cloud' as const,
});
const [one, two] = [cameraOf('c1'), cameraOf('c2')];

const model = (recordings: readonly (readonly [fromMs: number, toMs: number, storage?: number])[]) =>
  rowModel({
    place: 'cloud',
    recordings: {
      fromMs: recordings.map(([fromMs]) => fromMs),
      toMs: recordings.map(([, toMs]) => toMs),
      kind: recordings.map(() => 0),
      storage: recordings.map(([, , storage = 0]) => storage),
    },
    coverage: [],
  });

// @promise calendar.months: Months have days of 23 to 25 hours.
it('a month is as long as the clocks of the zone make it, and ends now where now is in the month', () => {
  const hoursOf = (zone: string, month: string): number => {
    const range = days.monthRange(zone, month, LATER_MS);
    return ((range?.toMs ?? 0) - (range?.fromMs ?? 0)) / HOUR_MS;
  };
  expect(hoursOf('UTC', '2026-10')).toBe(31 * 24);
  expect(hoursOf('Europe/Berlin', '2026-10')).toBe(31 * 24 + 1);
  expect(hoursOf('Europe/Berlin', '2026-03')).toBe(31 * 24 - 1);
  const nowMs = Date.UTC(2026, 9, 5, 12);
  expect(days.monthRange('UTC', '2026-10', nowMs)?.toMs).toBe(nowMs);
  expect(days.monthRange('UTC', '2026-11', nowMs)).toBeNull();
  expect(days.monthRange('UTC', '1969-12', nowMs)).toBeNull();
});

it.each(MOMENTS.flatMap(({ name, atMs }) => MOMENT_ZONES.map((zone) => ({ name, atMs, zone }))))(
  'the month of $name in $zone begins at its first midnight, ends now, and the month behind it has not come',
  ({ atMs, zone }) => {
    const there = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
    const first = there.toPlainDate().with({ day: 1 });
    const month = (date: Temporal.PlainDate): string => date.toPlainYearMonth().toString();
    const fromMs = first.toZonedDateTime(zone).epochMilliseconds;
    expect(days.monthRange(zone, month(first), atMs)).toEqual({ fromMs, toMs: atMs });
    expect(days.monthRange(zone, month(first.add({ months: 1 })), atMs)).toBeNull();
    expect(days.monthRange(zone, month(first.subtract({ months: 1 })), atMs)?.toMs).toBe(fromMs);
  },
);

it('a day is gone to at its first footage that can be played, else at its archived footage, else at its begin', () => {
  const day = dayRange('Europe/Berlin', '2026-10-25');
  const at = (hours: number): number => day.fromMs + hours * HOUR_MS;
  expect(days.firstMomentOf([model([[at(9), at(10)]]), model([[at(7), at(8)]])], day)).toBe(at(7));
  expect(days.firstMomentOf([model([[at(-2), at(3)]])], day)).toBe(at(0));
  expect(
    days.firstMomentOf(
      [
        model([
          [at(4), at(5), 2],
          [at(9), at(10)],
        ]),
      ],
      day,
    ),
  ).toBe(at(9));
  expect(days.firstMomentOf([model([[at(4), at(5), 2]])], day)).toBe(at(4));
  expect(days.firstMomentOf([model([[at(26), at(27)]])], day)).toBe(at(0));
  expect(days.firstMomentOf([], day)).toBe(at(0));
});

it('the footage of the selected camera counts, or that of all cameras', () => {
  const session = { cameras: [one, two], selectedId: two.channelId };
  expect(days.countedCameras(session, false)).toEqual([two]);
  expect(days.countedCameras(session, true)).toEqual([one, two]);
  expect(days.countedCameras({ ...session, selectedId: null }, false)).toEqual([one, two]);
});

type Question = Input<'recordings.read'>;

/** A cloud with recordings on the first day of each month; the test triggers its answers. */
function cloud(failing: Readonly<Record<ChannelId, ErrorCode>> = {}) {
  const [known, read]: [Question[], Question[]] = [[], []];
  const waiting: { readonly channelId: ChannelId; go(): void }[] = [];
  const viewOf = (question: Question, asOfMs: number | null) => ({
    recordings: { fromMs: [question.range.fromMs], toMs: [question.range.fromMs + DAY_MS], kind: [0], storage: [0] },
    coverage: [],
    asOfMs,
    unreadable: 0,
  });
  installMain({
    'app.set-preferences': () => new Promise(() => undefined),
    'recordings.known': async (question) => {
      known.push(question);
      const view = viewOf(question, null);
      return { ok: true, value: { ...view, recordings: { fromMs: [], toMs: [], kind: [], storage: [] } } };
    },
    'recordings.read': async (question) => {
      read.push(question);
      const { channelId } = question;
      await new Promise<void>((go) => waiting.push({ channelId, go }));
      const code = failing[channelId];
      if (code === undefined) return { ok: true, value: { view: viewOf(question, 1), error: null } };
      return { ok: false, error: { code, params: {}, retryable: true, action: 'retry', vendor: null } };
    },
  });
  const answer = (): void => waiting.splice(0).forEach(({ go }) => go());
  const answerOf = (channelId: ChannelId): void => waiting.find((one) => one.channelId === channelId)?.go();
  return { known, read, answer, answerOf };
}

const stateOf = (day: string): string =>
  days.footageOf(days.useDays.getState().known, [one, two], { zone: operatorZone(), day, nowMs: LATER_MS }).state;

beforeEach(() => {
  days.closeDays();
  useSession.setState({ cameras: [one, two], selectedId: one.channelId });
  days.useDays.setState({ isOpen: true, month: '2026-05', isOfAll: true });
});

// @promise calendar.asks: The calendar asks for a month when the month shows, the cameras of an account one after the
// other.
it('the calendar asks for the shown month only, camera by camera, and a day is unknown before its answer', async () => {
  const { known, read, answer } = cloud();
  const asked = days.askMonth();
  await expect.poll(() => read.length).toBe(1);
  expect(stateOf('2026-05-01')).toBe('unknown');
  expect(days.useDays.getState().isAsking).toBe(true);
  answer();
  await expect.poll(() => read.length).toBe(2);
  answer();
  await asked;
  expect(stateOf('2026-05-01')).toBe('full');
  expect(stateOf('2026-05-02')).toBe('unknown');
  expect(stateOf('2026-04-30')).toBe('unknown');
  expect(days.useDays.getState().isAsking).toBe(false);
  const month = days.monthRange(operatorZone(), '2026-05', LATER_MS);
  for (const { range, use } of read) expect([range, use]).toEqual([month, 'calendar']);
  expect(known.map(({ channelId }) => channelId)).toEqual([one.channelId, two.channelId]);
});

it('months that are left at once are asked of no cloud', async () => {
  const { read, answer } = cloud();
  const all = ['2026-05', '2026-04', '2026-03', '2026-02'].map((month) => {
    days.showMonth(month);
    return days.askMonth();
  });
  await expect.poll(() => read.length).toBe(1);
  answer();
  await expect.poll(() => read.length).toBe(2);
  answer();
  await Promise.all(all);
  expect(new Set(read.map(({ range }) => range.fromMs)).size).toBe(1);
  expect(stateOf('2026-02-01')).toBe('full');
});

it('a calendar that is closed asks for no further camera', async () => {
  const { read, answer } = cloud();
  const asked = days.askMonth();
  await expect.poll(() => read.length).toBe(1);
  days.closeDays();
  answer();
  await asked;
  expect(read).toHaveLength(1);
  expect(days.useDays.getState()).toMatchObject({ known: {}, isAsking: false, isOpen: false });
});

const cameraAt = (account: string, id = 'c1') => ({
  channelId: channelIdOf(deviceIdOf(asAccountId(account), 'd1'), id),
  place: 'cloud' as const,
});

// @promise calendar.accounts: Accounts are asked beside each other, four at a time.
it('accounts are asked beside each other, four at a time', async () => {
  const cameras = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map((account) => cameraAt(account));
  useSession.setState({ cameras, selectedId: null });
  const { read, answer } = cloud();
  const asked = days.askMonth();
  await expect.poll(() => read.length).toBe(4);
  answer();
  await expect.poll(() => read.length).toBe(6);
  answer();
  await asked;
  expect(days.useDays.getState().isAsking).toBe(false);
});

/** The moment that the screen shows. */
const moment = (): number | null => useSession.getState().atMs;
const begin = (day: string): number => dayRange(operatorZone(), day).fromMs;

// @promise calendar.at-once: A day whose footage is known is gone to at once, also while other cameras are asked.
it('a day whose footage is known is gone to at once, while other cameras are asked', async () => {
  const slow = cameraAt('a2');
  useSession.setState({ cameras: [one, slow], selectedId: null, atMs: null });
  const { read, answerOf } = cloud();
  void days.askMonth();
  await expect.poll(() => read.length).toBe(2);
  days.pickDay('2026-05-01');
  expect([moment(), days.useDays.getState().wanted]).toEqual([null, '2026-05-01']);
  answerOf(one.channelId);
  await expect.poll(() => moment()).toBe(begin('2026-05-01'));
  expect(days.useDays.getState().isOpen).toBe(false);
});

it('a day of which nothing is known yet is gone to when it is picked again, or when all have answered', async () => {
  useSession.setState({ cameras: [one], selectedId: null, atMs: null });
  const { read, answer } = cloud();
  void days.askMonth();
  await expect.poll(() => read.length).toBe(1);
  days.pickDay('2026-05-07');
  expect(moment()).toBeNull();
  days.pickDay('2026-05-07');
  expect(moment()).toBe(begin('2026-05-07'));
  answer();
  useSession.setState({ atMs: null });
  days.useDays.setState({ isOpen: true, month: '2026-05' });
  void days.askMonth();
  await expect.poll(() => read.length).toBe(2);
  days.pickDay('2026-05-09');
  answer();
  await expect.poll(() => moment()).toBe(begin('2026-05-09'));
});

// @promise calendar.failed-lists: Cameras whose list could not be read are named with the reason.
it('each camera whose list failed is named with its reason, and a cloud without a list is no failure', async () => {
  const [failed, unlisted] = [cameraAt('a2'), cameraAt('a3')];
  useAccounts.setState({ accounts: [{ ...account('a3', 'Unlisted'), vendor: 'huawei-vis' }] });
  useSession.setState({ cameras: [one, failed, two, unlisted], selectedId: null });
  const { read, answer } = cloud({ [failed.channelId]: 'device.offline', [unlisted.channelId]: 'cloud.not-supported' });
  const asked = days.askMonth();
  await expect.poll(() => read.length).toBe(3);
  answer();
  await expect.poll(() => read.length).toBe(4);
  answer();
  await asked;
  const { failures } = days.useDays.getState();
  expect(failures.map(({ channelId, error }) => [channelId, error.code])).toEqual([
    [failed.channelId, 'device.offline'],
  ]);
  expect(stateOf('2026-05-01')).toBe('full');
});
