/**
 * The settings that the account has before the first call: timetables, recording plans and one AI task, 90 days old. Hours
 * are written for a start at 10:00 on a Wednesday and are shifted to the start that the simulator has, so that as many hours
 * back the same is recorded on any date.
 */
import { ACCESS } from './estate.ts';
import type { Channel } from './estate.ts';
import type { IvpContext } from './context.ts';
import type { Section } from './plan-store.ts';
import { DAY_MS, endMs, slotMs } from './time.ts';

const SINCE_DAYS = 90;
/** The first channels are recorded round the clock whatever the seed. */
const ALWAYS_RECORDED = 16;
const AI_CHANNELS = 4;
const AI_DAYS = 3;

const week = (
  startTime: string,
  endTime: string,
  days: readonly number[] = [1, 2, 3, 4, 5, 6, 7],
): readonly Section[] => days.map((day) => ({ DayOfWeek: day, StartTime: startTime, EndTime: endTime }));

/** A moment of a day as text; the end of a day is `23:59:59`. */
const clockText = (sinceMidnightMs: number): string =>
  sinceMidnightMs === DAY_MS ? '23:59:59' : new Date(sinceMidnightMs).toISOString().slice(11, 19);

/** Periods of a day that are so much later; one that goes over midnight becomes two. */
function shifted(
  startTime: string,
  endTime: string,
  byMs: number,
): readonly { day: number; from: string; to: string }[] {
  const [fromMs, toMs] = [slotMs(startTime) + byMs, endMs(endTime) + byMs];
  const day = Math.floor(fromMs / DAY_MS);
  const midnightMs = (day + 1) * DAY_MS;
  const part = (from: number, to: number, of: number): { day: number; from: string; to: string } => ({
    day: of,
    from: clockText(from - of * DAY_MS),
    to: clockText(to - of * DAY_MS),
  });
  if (toMs <= midnightMs) return [part(fromMs, toMs, day)];
  return [part(fromMs, midnightMs, day), part(midnightMs, toMs, day + 1)];
}

const shiftedWeek = (sections: readonly Section[], byMs: number): readonly Section[] =>
  sections
    .flatMap(({ DayOfWeek, StartTime, EndTime }) =>
      shifted(StartTime, EndTime, byMs).map(({ day, from, to }) => ({
        DayOfWeek: ((DayOfWeek - 1 + day) % 7) + 1,
        StartTime: from,
        EndTime: to,
      })),
    )
    .toSorted((a, b) => a.DayOfWeek - b.DayOfWeek || a.StartTime.localeCompare(b.StartTime));

export function makeHabits(context: IvpContext): void {
  const { livePlans, backupPlans } = context;
  const byMs = context.clock.days.habitShiftMs;
  const sinceMs = context.clock.nowMs() - SINCE_DAYS * DAY_MS;
  const channels = [...context.estate.channels.values()];
  const ids = (isWanted: (channel: Channel, index: number) => boolean): readonly string[] =>
    channels.filter(isWanted).map((one) => one.id);

  const common = { deviceSections: [], scale: 1 };
  const always = livePlans.addTemplate({ name: 'All-week', sections: week('00:00:00', '23:59:59'), ...common });
  const office = livePlans.addTemplate({
    name: '工作日',
    sections: shiftedWeek(week('08:00:00', '20:00:00', [1, 2, 3, 4, 5]), byMs),
    ...common,
  });
  const life = { describe: '', streamType: 'main', transitionDays: 7, expirationDays: 60 };
  const isAlways = (one: Channel, i: number): boolean => i < ALWAYS_RECORDED || one.luck < 0.5;
  livePlans.addPlan({ ...life, name: 'Round-the-clock', templateId: always.id }, ids(isAlways), sinceMs);
  livePlans.addPlan(
    { ...life, name: '工作时间', templateId: office.id, streamType: 'default', expirationDays: 0 },
    ids((one, i) => !isAlways(one, i) && one.luck < 0.7),
    sinceMs,
  );

  const nightly = backupPlans.addTemplate({
    name: 'Nightly-fetch',
    sections: week('01:00:00', '05:00:00'),
    deviceSections: shiftedWeek(week('08:00:00', '20:00:00'), byMs),
    scale: 4,
  });
  backupPlans.addPlan(
    { ...life, name: '录像上云', templateId: nightly.id, streamType: '', transitionDays: 30 },
    ids((one, i) => !isAlways(one, i) && one.luck >= 0.8 && one.device.accessProtocol !== ACCESS.rtmp),
    sinceMs,
  );

  const sinceAiMs = context.clock.nowMs() - AI_DAYS * DAY_MS;
  const ai = context.ai.add(
    {
      name: 'Entrances',
      description: '',
      channelIds: channels.slice(0, AI_CHANNELS).map((one) => one.id),
      callbackUrl: '',
      templates: ['Body', 'Car'].map((detectType) => ({
        tag: 'AI',
        detectType,
        intervalSec: 10,
        slots: shifted('07:00:00', '22:00:00', byMs % DAY_MS)
          .map(({ from, to }) => ({ Start: from, End: to }))
          .toSorted((a, b) => a.Start.localeCompare(b.Start)),
      })),
    },
    sinceAiMs,
  );
  context.ai.start(ai, sinceAiMs);
}
