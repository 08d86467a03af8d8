/** Chapter 12: what of a channel is recorded, when, and how long it is kept. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import { eachChannel } from './batches.ts';
import { addressed, idsOf } from './channels.ts';
import type { Operations } from './context.ts';
import type { IvmChannel } from './estate.ts';
import { Refusal } from './refusals.ts';
import { bindingOf, isOnDemand, setStorageDays } from './resources.ts';

const MAX_ALARM_SEC = 60;

interface Section {
  readonly day_of_week: number;
  readonly start_time: string;
  readonly end_time: string;
}

interface Schedule {
  readonly isAllDay: boolean;
  readonly sections: readonly Section[];
}

interface AlarmPlan extends Schedule {
  readonly plans: readonly {
    readonly alarm_type: string;
    readonly advance_time: number;
    readonly after_time: number;
  }[];
}

interface Settings {
  streamType: string;
  plan: Schedule | null;
  alarmPlan: AlarmPlan | null;
}

const NO_SECTIONS: Schedule = { isAllDay: false, sections: [] };
const shelves = new WeakMap<IvmChannel, Settings>();

/** A channel with the recording service records all day until the settings change. */
function settingsOf(channel: IvmChannel): Settings {
  const known = shelves.get(channel);
  if (known !== undefined) return known;
  const plan = channel.packages.full === 'GRANT' ? { isAllDay: true, sections: [] } : null;
  const alarmPlan =
    channel.packages.motion === 'GRANT'
      ? { isAllDay: true, sections: [], plans: [{ alarm_type: 'motion_detection', advance_time: 5, after_time: 10 }] }
      : null;
  const settings: Settings = { streamType: 'PRIMARY_STREAM', plan, alarmPlan };
  shelves.set(channel, settings);
  return settings;
}

export const recordSettingOperations: Operations = {
  getChannelRecordConfig(context, values) {
    const channel = addressed(context, values);
    return { ...idsOf(channel), stream_type: settingsOf(channel).streamType };
  },

  batchSetChannelRecordConfig(context, values) {
    return eachChannel(context, values, 'channel_record_configs', (channel, item) => {
      if (channel.packages.full === 'CLOSED') throw new Refusal('IVM.20010017');
      const streamType = maybeText(item, 'stream_type') ?? 'PRIMARY_STREAM';
      if (streamType === 'SECONDARY_STREAM_2' && channel.streamCount < 3) throw new Refusal('IVM.10026004');
      settingsOf(channel).streamType = streamType;
    });
  },

  getChannelRecordPlan(context, values) {
    const channel = addressed(context, values);
    return {
      ...idsOf(channel),
      is_upload_record: channel.luck < 0.5,
      ...scheduleView(settingsOf(channel).plan ?? NO_SECTIONS),
    };
  },

  batchSetChannelRecordPlan(context, values) {
    for (const plan of recordsOf(values, 'plans')) readSchedule(plan);
    return eachChannel(context, values, 'plans', (channel, item) => {
      refuseFullRecording(channel);
      settingsOf(channel).plan = readSchedule(item);
    });
  },

  batchDeleteChannelRecordPlan(context, values) {
    return eachChannel(context, values, 'channels', (channel, item) => {
      const isAlarm = maybeText(item, 'record_type') === 'alarm';
      if (isAlarm && channel.packages.motion === 'CLOSED') throw new Refusal('IVM.20010026');
      if (!isAlarm && channel.packages.full === 'CLOSED') throw new Refusal('IVM.20010013');
      if (isAlarm) settingsOf(channel).alarmPlan = null;
      else settingsOf(channel).plan = null;
    });
  },

  getChannelTimePolicy(context, values) {
    const channel = addressed(context, values);
    const isAlarm = maybeText(values, 'record_type') === 'alarm';
    const binding = bindingOf(channel, isAlarm ? 'MOTION' : 'NORMAL');
    const type = isAlarm ? 'MOTION_RECORD' : 'PLAN_RECORD';
    const policies = binding === null ? [] : [{ storage_days: binding.storageDays, storage_type: type }];
    return { ...idsOf(channel), time_policies: policies };
  },

  batchSetChannelTimePolicy(context, values) {
    return eachChannel(context, values, 'channel_time_policies', (channel, item) => {
      const policies = recordsOf(item, 'time_policies');
      for (const policy of policies) {
        const isMotion = policy['storage_type'] === 'MOTION_RECORD';
        const state = isMotion ? channel.packages.motion : channel.packages.full;
        if (state === 'CLOSED') throw new Refusal(isMotion ? 'IVM.20010030' : 'IVM.20010015');
        if (state === 'ARREAR') throw new Refusal(isMotion ? 'IVM.20010031' : 'IVM.20010023');
        if (!isOnDemand(channel, isMotion ? 'MOTION' : 'NORMAL')) throw new Refusal('IVM.20010009');
      }
      for (const policy of policies) {
        const type = policy['storage_type'] === 'MOTION_RECORD' ? 'MOTION' : 'NORMAL';
        setStorageDays(channel, type, numberOf(policy, 'storage_days', 0));
      }
    });
  },

  getChannelRecordAlarmPlan(context, values) {
    const channel = addressed(context, values);
    const plan = settingsOf(channel).alarmPlan;
    return { ...idsOf(channel), plans: plan?.plans ?? [], ...scheduleView(plan ?? NO_SECTIONS) };
  },

  /** Replaces the whole set: alarm types that are not named are switched off. */
  batchSetChannelRecordAlarmPlan(context, values) {
    for (const plan of recordsOf(values, 'channels')) readAlarmPlan(plan);
    return eachChannel(context, values, 'channels', (channel, item) => {
      if (channel.packages.motion === 'CLOSED') throw new Refusal('IVM.20010024');
      if (channel.packages.motion === 'ARREAR') throw new Refusal('IVM.20010025');
      settingsOf(channel).alarmPlan = readAlarmPlan(item);
    });
  },
};

function refuseFullRecording({ packages }: IvmChannel): void {
  if (packages.full === 'CLOSED') throw new Refusal('IVM.20010011');
  if (packages.full === 'ARREAR') throw new Refusal('IVM.20010007');
}

function scheduleView({ isAllDay, sections }: Schedule): Record<string, unknown> {
  return { all_day: isAllDay, ...(isAllDay ? {} : { time_sections: sections }) };
}

/** @throws {Refusal} IVM.10024004, IVM.10024007, IVM.10024009; for the whole request, before any channel is touched. */
function readSchedule(item: Values): Schedule {
  if (item['all_day'] === true) return { isAllDay: true, sections: [] };
  const sections = recordsOf(item, 'time_sections').map((one) => ({
    day_of_week: numberOf(one, 'day_of_week', 1),
    start_time: textOf(one, 'start_time'),
    end_time: textOf(one, 'end_time'),
  }));
  if (sections.length === 0) throw new Refusal('IVM.10024009');
  const sorted = sections.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
  for (const [i, one] of sorted.entries()) {
    if (one.end_time <= one.start_time) throw new Refusal('IVM.10024007');
    const next = sorted[i + 1];
    const isOverlap = next?.day_of_week === one.day_of_week && next.start_time < one.end_time;
    if (isOverlap) throw new Refusal('IVM.10024004');
  }
  return { isAllDay: false, sections };
}

const orderOf = (section: Section): string => `${String(section.day_of_week)} ${section.start_time}`;

function readAlarmPlan(item: Values): AlarmPlan {
  const plans = recordsOf(item, 'plans').map((one) => ({
    alarm_type: textOf(one, 'alarm_type'),
    advance_time: numberOf(one, 'advance_time', 0),
    after_time: numberOf(one, 'after_time', 0),
  }));
  if (plans.some((one) => one.advance_time + one.after_time > MAX_ALARM_SEC)) throw new Refusal('IVM.20010029');
  return { ...readSchedule(item), plans };
}
