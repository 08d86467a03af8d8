/** The recording plans of a channel (11.3 continuous, 11.8 alarms) and how long recordings are kept (11.6). */
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import type {
  PlanKind,
  PlanOfToday,
  PlanSection,
  PlanTable,
} from '../../../../preload/domain/recording/recording-plans.ts';
import { AppError } from '../../../errors.ts';
import type { PlanPort } from '../../../ports/plans.ts';
import { badAnswer } from '../../core/client/answers/answer-error.ts';
import type { Reply, VendorClient } from '../../core/client/client.ts';
import { PLAN_ZONE, toSections, WHOLE_WEEK } from '../../core/client/weekly-table.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

type Client = VendorClient<HuaweiIvmOperations>;
interface Ids {
  readonly device_id: string;
  readonly channel_id: string;
}
interface Schedule {
  readonly all_day?: boolean;
  readonly time_sections?: readonly {
    readonly day_of_week?: number;
    readonly start_time?: string;
    readonly end_time?: string;
  }[];
}

/** A channel without the service of a kind of recordings has no plan of that kind. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === 'cloud.service-not-enabled') return null;
    throw error;
  }
}

export class IvmPlans implements PlanPort {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async planOf(channelId: ChannelId, signal: AbortSignal): Promise<PlanOfToday> {
    const { deviceNativeId: device_id, channelNativeId: channel_id } = channelRefOf(channelId);
    const ids: Ids = { device_id, channel_id };
    const asOfMs = Date.now();
    const [continuous, alarm] = await Promise.all([this.#continuous(ids, signal), this.#alarm(ids, signal)]);
    const tables = [continuous, alarm].filter((one) => one !== null);
    return { asOfMs, zone: PLAN_ZONE, tables };
  }

  async #continuous(ids: Ids, signal: AbortSignal): Promise<PlanTable | null> {
    const [plan, keptDays] = await Promise.all([
      orNull(this.#client.call('getChannelRecordPlan', ids, signal)),
      orNull(this.#keptDays(ids, 'normal', signal)),
    ]);
    const sections = plan && this.#sectionsOf(plan, 'getChannelRecordPlan', plan.data);
    return tableOf('continuous', sections ?? [], keptDays);
  }

  async #alarm(ids: Ids, signal: AbortSignal): Promise<PlanTable | null> {
    const [plan, keptDays] = await Promise.all([
      orNull(this.#client.call('getChannelRecordAlarmPlan', ids, signal)),
      orNull(this.#keptDays(ids, 'alarm', signal)),
    ]);
    const sections = plan && this.#alarmSections(plan);
    return tableOf('alarm', sections ?? [], keptDays);
  }

  /** Without a kind of alarm nothing starts a recording, whatever the times are. */
  #alarmSections(plan: Reply<Schedule & { readonly plans?: readonly unknown[] }>): readonly PlanSection[] {
    const { plans } = plan.data;
    if (plans === undefined) throw this.#bad(plan, 'getChannelRecordAlarmPlan', 'a plan without kinds of alarms');
    return plans.length === 0 ? [] : this.#sectionsOf(plan, 'getChannelRecordAlarmPlan', plan.data);
  }

  /** The sample of 11.6 answers both kinds of retention to one question. */
  async #keptDays(ids: Ids, record_type: 'normal' | 'alarm', signal: AbortSignal): Promise<number | null> {
    const { data } = await this.#client.call('getChannelTimePolicy', { ...ids, record_type }, signal);
    const wanted = record_type === 'alarm' ? 'MOTION_RECORD' : 'PLAN_RECORD';
    return data.time_policies?.find((one) => one.storage_type === wanted)?.storage_days ?? null;
  }

  #sectionsOf(reply: Reply<unknown>, operation: string, schedule: Schedule): readonly PlanSection[] {
    if (schedule.all_day === true) return WHOLE_WEEK;
    const written = schedule.time_sections ?? (schedule.all_day === false ? [] : null);
    const sections =
      written &&
      toSections(written.map(({ day_of_week: day, start_time: start, end_time: end }) => ({ day, start, end })));
    if (sections) return sections;
    throw this.#bad(reply, operation, 'a plan without readable times');
  }

  #bad({ httpStatus, requestId }: Reply<unknown>, operation: string, detail: string): AppError {
    const where = { vendor: 'huawei-ivm', operation, httpStatus, requestId } as const;
    return badAnswer(where, this.#client.host, detail, false, this.#client.redactor);
  }
}

/** Null where neither a plan nor a retention is set. */
function tableOf(kind: PlanKind, sections: readonly PlanSection[], keptDays: number | null): PlanTable | null {
  return sections.length === 0 && keptDays === null ? null : { kind, sections, keptDays, archivedAfterDays: null };
}
