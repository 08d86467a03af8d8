/**
 * The recordings: in the cloud by the plans' hours, with a few gaps per day from the seed, fresh up to the clock's last
 * whole minute, in standard storage for Transition days and then archived for Expiration days; on devices for 14 days.
 * The age in days is that of the world, counted from its simulator's start. An order of a test wins over the hours of a
 * plan.
 */
import { cutSpan as cut, recordedDay } from '../../world/recorded-days.ts';
import type { RecordedSpan as Span } from '../../world/recorded-days.ts';
import type { IvpContext } from './context.ts';
import type { Channel } from './estate.ts';
import type { PlanStore, Section, Spell } from './plan-store.ts';
import { beijingDayStart, DAY_MS, dayOfWeek, endMs, slotMs } from './time.ts';

export type { Span };

const MINUTE_MS = 60_000;
const DEVICE_DAYS = 14;

/** Sorted, joined where they touch. */
function joined(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = out.at(-1);
    if (last !== undefined && span.fromMs <= last.toMs) {
      out[out.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
    } else out.push(span);
  }
  return out;
}

/** When the weekly sections record within a range. @param range at most some days long. */
function plannedSpans(sections: readonly Section[], range: Span): readonly Span[] {
  const found: Span[] = [];
  for (let dayMs = beijingDayStart(range.fromMs); dayMs < range.toMs; dayMs += DAY_MS) {
    for (const { DayOfWeek, StartTime, EndTime } of sections) {
      if (DayOfWeek === dayOfWeek(dayMs))
        found.push({ fromMs: dayMs + slotMs(StartTime), toMs: dayMs + endMs(EndTime) });
    }
  }
  return found.flatMap((one) => cut(one, range));
}

interface Stored {
  readonly standard: readonly Span[];
  readonly archived: readonly Span[];
}

/** Up to when a store has footage. */
function freshMs({ clock }: IvpContext, kind: PlanStore['kind']): number {
  const nowMs = clock.nowMs();
  // record-to-cloud fetches yesterday's footage: nothing of today is there yet
  return kind === 'live' ? Math.floor(nowMs / MINUTE_MS) * MINUTE_MS : clock.days.dayStart(nowMs);
}

function storedBySpell(context: IvpContext, channel: Channel, store: PlanStore, spell: Spell, range: Span): Stored {
  const standard: Span[] = [];
  const archived: Span[] = [];
  const { days } = context.clock;
  const life = { fromMs: spell.fromMs, toMs: Math.min(spell.toMs, freshMs(context, store.kind)) };
  for (const dayMs of days.daysOf(range)) {
    const ageDays = days.indexOf(context.clock.nowMs()) - days.indexOf(dayMs);
    const isArchived = ageDays > spell.transitionDays;
    if (isArchived && ageDays > spell.transitionDays + spell.expirationDays) continue;
    const wanted = plannedSpans(spell.sections, { fromMs: dayMs, toMs: dayMs + DAY_MS });
    for (const part of recordedDay(channel.cameraKey, store.kind, days, dayMs)) {
      const spans = wanted
        .flatMap((one) => cut(part, one))
        .flatMap((one) => cut(one, life))
        .flatMap((one) => cut(one, range));
      (isArchived && spell.expirationDays > 0 ? archived : isArchived ? [] : standard).push(...spans);
    }
  }
  return { standard, archived };
}

/** Follows what tests ordered, for footage of every age: by the days of the channel's plan, or without one as if new. */
function followed(context: IvpContext, channel: Channel, drawn: Stored, range: Span): Stored {
  const { clock, footage } = context;
  const todayMs = clock.days.dayStart(clock.nowMs());
  const spell = [context.livePlans, context.backupPlans].flatMap((store) => store.spellsOf(channel.id)).at(-1);
  const transitionMs = todayMs - (spell?.transitionDays ?? Number.POSITIVE_INFINITY) * DAY_MS;
  const expiryMs = transitionMs - (spell?.expirationDays ?? 0) * DAY_MS;
  const follow = (spans: readonly Span[], within: Span): readonly Span[] =>
    cut(range, within).reduce((found, part) => footage.follow(channel.cameraKey, 'cloud', found, part), spans);
  return {
    standard: follow(drawn.standard, { fromMs: transitionMs, toMs: freshMs(context, 'live') }),
    archived: follow(drawn.archived, { fromMs: expiryMs, toMs: transitionMs }),
  };
}

/** Recordings in the cloud that overlap the range, cut to it; copies that were retrieved count as standard storage. */
export function cloudRecordings(context: IvpContext, channel: Channel, range: Span): Stored {
  const parts = [context.livePlans, context.backupPlans].flatMap((store) =>
    store.spellsOf(channel.id).map((spell) => storedBySpell(context, channel, store, spell, range)),
  );
  const drawn = {
    standard: joined(parts.flatMap((one) => one.standard)),
    archived: joined(parts.flatMap((one) => one.archived)),
  };
  const { standard, archived } = followed(context, channel, drawn, range);
  const copies = context.retrievals.copiesOf(channel.id);
  const retrieved = copies.flatMap((copy) => archived.flatMap((one) => cut(one, copy)));
  return { standard: joined([...standard, ...retrieved]), archived: joined(archived) };
}

/** Recordings on the device that overlap the range, cut to it. */
export function deviceRecordings({ clock, footage }: IvpContext, channel: Channel, range: Span): readonly Span[] {
  const { days } = clock;
  const nowMs = clock.nowMs();
  const kept = { fromMs: days.dayStart(nowMs) - DEVICE_DAYS * DAY_MS, toMs: Math.floor(nowMs / MINUTE_MS) * MINUTE_MS };
  return cut(range, kept).flatMap((wanted) => {
    const drawn = days
      .daysOf(wanted)
      .flatMap((dayMs) => recordedDay(channel.cameraKey, 'device', days, dayMs))
      .flatMap((one) => cut(one, wanted));
    return footage.follow(channel.cameraKey, 'device', drawn, wanted);
  });
}
