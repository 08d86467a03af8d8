/**
 * The recording plans of a channel. No operation names the plan of a channel: the channels of all plans are read, which
 * takes a call for each 100 channels, and kept for a while.
 */
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { PlanKind, PlanOfToday, PlanTable } from '../../../../preload/domain/recording/recording-plans.ts';
import type { PlanPort } from '../../../ports/plans.ts';
import { badAnswer } from '../../core/client/answers/answer-error.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { PLAN_ZONE, toSections, type WrittenSection } from '../../core/client/weekly-table.ts';
import { waitFor } from '../../core/http/wait-for.ts';
import type { IvpPlan, IvpSection } from '../mapping.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

type Client = VendorClient<TencentIvpOperations>;

/** How long a reading of all plans is used. */
const READING_LIFE_MS = 10 * 60_000;
/** A plan that is deleted is listed until its deletion is done. */
const BEING_DELETED = 0;

/** The facts about the plans of one kind that are known. */
interface Kind {
  readonly kind: PlanKind;
  readonly list: 'listLiveRecordPlans' | 'listRecordBackupPlans';
  readonly channels: 'listLiveRecordPlanChannels' | 'listRecordBackupPlanChannels';
  /** The hours that are recorded, by template. */
  readonly hours: (client: Client, signal: AbortSignal) => Promise<Hours>;
}

type Hours = ReadonlyMap<string, readonly IvpSection[]>;

const byTemplate = <T extends { readonly TemplateId?: string }>(
  templates: readonly T[] | undefined,
  hoursOf: (template: T) => readonly IvpSection[] | undefined,
): Hours =>
  new Map(
    (templates ?? []).flatMap((one) => {
      const hours = hoursOf(one);
      return one.TemplateId && hours ? [[one.TemplateId, hours] as const] : [];
    }),
  );

const KINDS: readonly Kind[] = [
  {
    kind: 'continuous',
    list: 'listLiveRecordPlans',
    channels: 'listLiveRecordPlanChannels',
    async hours(client, signal) {
      const { data } = await client.call('listLiveRecordTemplates', {}, signal);
      return byTemplate(data.Data, ({ TimeSections }) => TimeSections);
    },
  },
  {
    kind: 'device-copy',
    list: 'listRecordBackupPlans',
    channels: 'listRecordBackupPlanChannels',
    async hours(client, signal) {
      const { data } = await client.call('listRecordBackupTemplates', {}, signal);
      return byTemplate(data.Data, ({ DevTimeSections }) => DevTimeSections);
    },
  },
];

type Tables = ReadonlyMap<string, readonly PlanTable[]>;

/** The tables by the id of the channel, and by that of the device for a camera that is its own channel. */
class TableMap {
  readonly #byId = new Map<string, PlanTable[]>();

  add(id: string | undefined, table: PlanTable): void {
    if (!id) return;
    const tables = this.#byId.get(id) ?? [];
    if (!tables.includes(table)) this.#byId.set(id, [...tables, table]);
  }

  get all(): Tables {
    return this.#byId;
  }
}

interface Reading {
  readonly asOfMs: number;
  readonly tables: Promise<Tables>;
}

export class IvpPlans implements PlanPort {
  readonly #client: Client;
  /** Never fires: a reading belongs to all callers, and ends with the client. */
  readonly #shared = new AbortController().signal;
  #reading: Reading | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  async planOf(channelId: ChannelId, signal: AbortSignal): Promise<PlanOfToday> {
    const { asOfMs, tables } = this.#latest();
    const known = await waitFor(tables, signal, 'reading the recording plans');
    return { asOfMs, zone: PLAN_ZONE, tables: known.get(channelRefOf(channelId).channelNativeId) ?? [] };
  }

  /** One reading at a time, which all callers share; it continues when one of them gives up. */
  #latest(): Reading {
    const nowMs = Date.now();
    const last = this.#reading;
    if (last && nowMs >= last.asOfMs && nowMs - last.asOfMs < READING_LIFE_MS) return last;
    const reading: Reading = { asOfMs: nowMs, tables: this.#readAll() };
    this.#reading = reading;
    reading.tables.catch(() => {
      if (this.#reading === reading) this.#reading = null;
    });
    return reading;
  }

  async #readAll(): Promise<Tables> {
    const tables = new TableMap();
    for (const kind of KINDS) {
      const { data } = await this.#client.call(kind.list, {}, this.#shared);
      const plans = (data.Data ?? []).filter(({ Status }) => Status !== BEING_DELETED);
      if (plans.length === 0) continue;
      const hours = await kind.hours(this.#client, this.#shared);
      for (const plan of plans) {
        const table = this.#tableOf(kind, plan, hours);
        const asked = { PlanId: plan.PlanId ?? '' };
        for await (const { items } of this.#client.pages(kind.channels, asked, this.#shared)) {
          for (const { ChannelId, DeviceId } of items) {
            tables.add(ChannelId, table);
            if (DeviceId !== ChannelId) tables.add(DeviceId, table);
          }
        }
      }
    }
    return tables.all;
  }

  /** @throws {AppError} `network.bad-answer`: half a plan would explain gaps that it does not. */
  #tableOf({ kind, list }: Kind, plan: IvpPlan, hours: Hours): PlanTable {
    const written = hours.get(plan.TemplateId ?? '');
    const sections = written && toSections(written.map(toWritten));
    if (sections && plan.PlanId) return { kind, sections, ...retentionOf(plan) };
    const where = { vendor: 'tencent-ivp', operation: list, httpStatus: 200, requestId: null } as const;
    throw badAnswer(where, this.#client.host, 'a plan without readable times', true, this.#client.redactor);
  }
}

const toWritten = ({ DayOfWeek: day, StartTime: start, EndTime: end }: IvpSection): WrittenSection => ({
  day,
  start,
  end,
});

/** Hot storage first, then cold storage, which is the archive; 0 days of cold storage mean that it is not used. */
function retentionOf({ LifeCycle: { Transition: hotDays, Expiration: coldDays } = {} }: IvpPlan) {
  // The shortest time is a day; a sample prints 0, which would read as "for ever".
  if (!hotDays || coldDays === undefined) return { keptDays: null, archivedAfterDays: null };
  return { keptDays: hotDays + coldDays, archivedAfterDays: coldDays > 0 ? hotDays : null };
}
