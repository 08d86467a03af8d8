/**
 * The settings that the account has before the first call: timetables, recording plans and one AI task, 90 days old.
 */
import { ACCESS } from './estate.ts';
import type { Channel } from './estate.ts';
import type { IvpContext } from './context.ts';
import type { Section } from './plan-store.ts';
import { DAY_MS } from './time.ts';

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

export function makeHabits(context: IvpContext): void {
  const { livePlans, backupPlans } = context;
  const sinceMs = context.clock.nowMs() - SINCE_DAYS * DAY_MS;
  const channels = [...context.estate.channels.values()];
  const ids = (isWanted: (channel: Channel, index: number) => boolean): readonly string[] =>
    channels.filter(isWanted).map((one) => one.id);

  const common = { deviceSections: [], scale: 1 };
  const always = livePlans.addTemplate({ name: 'All-week', sections: week('00:00:00', '23:59:59'), ...common });
  const office = livePlans.addTemplate({
    name: '工作日',
    sections: week('08:00:00', '20:00:00', [1, 2, 3, 4, 5]),
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
    deviceSections: week('08:00:00', '20:00:00'),
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
        slots: [{ Start: '07:00:00', End: '22:00:00' }],
      })),
    },
    sinceAiMs,
  );
  context.ai.start(ai, sinceAiMs);
}
