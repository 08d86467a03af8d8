/**
 * What is recorded: in the cloud by the plans' hours, with a few gaps per day from the seed, fresh up to the clock's
 * last whole minute, in standard storage for Transition days and then archived for Expiration days; on devices for
 * 14 days.
 */
import { cutSpan as cut, recordedDay } from '../../world/recorded-days.ts';
import type { RecordedSpan as Span } from '../../world/recorded-days.ts';
import type { IvpContext } from './context.ts';
import type { Channel } from './estate.ts';
import type { PlanStore, Section, Spell } from './plan-store.ts';
import { beijingDayStart, DAY_MS, dayOfWeek, slotMs } from './time.ts';

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

function days(range: Span): readonly number[] {
  const found: number[] = [];
  for (let day = beijingDayStart(range.fromMs); day < range.toMs; day += DAY_MS) found.push(day);
  return found;
}

const sectionSpan = (section: Section, dayMs: number): Span => ({
  fromMs: dayMs + slotMs(section.StartTime),
  toMs: dayMs + slotMs(section.EndTime),
});

interface Stored {
  readonly standard: readonly Span[];
  readonly archived: readonly Span[];
}

function storedBySpell(channel: Channel, store: PlanStore, spell: Spell, range: Span, nowMs: number): Stored {
  const standard: Span[] = [];
  const archived: Span[] = [];
  // record-to-cloud fetches yesterday's footage: nothing of today is there yet
  const freshMs = store.kind === 'live' ? Math.floor(nowMs / MINUTE_MS) * MINUTE_MS : beijingDayStart(nowMs);
  const life = { fromMs: spell.fromMs, toMs: Math.min(spell.toMs, freshMs) };
  for (const dayMs of days(range)) {
    const ageDays = Math.floor((beijingDayStart(nowMs) - dayMs) / DAY_MS);
    const isArchived = ageDays > spell.transitionDays;
    if (isArchived && ageDays > spell.transitionDays + spell.expirationDays) continue;
    const wanted = spell.sections.filter((one) => one.DayOfWeek === dayOfWeek(dayMs));
    for (const part of recordedDay(channel.cameraKey, store.kind, dayMs)) {
      const spans = wanted
        .flatMap((one) => cut(part, sectionSpan(one, dayMs)))
        .flatMap((one) => cut(one, life))
        .flatMap((one) => cut(one, range));
      (isArchived && spell.expirationDays > 0 ? archived : isArchived ? [] : standard).push(...spans);
    }
  }
  return { standard, archived };
}

/** Recordings in the cloud that overlap the range, cut to it; copies that were retrieved count as standard storage. */
export function cloudRecordings(context: IvpContext, channel: Channel, range: Span): Stored {
  const nowMs = context.clock.nowMs();
  const parts = [context.livePlans, context.backupPlans].flatMap((store) =>
    store.spellsOf(channel.id).map((spell) => storedBySpell(channel, store, spell, range, nowMs)),
  );
  const archived = joined(parts.flatMap((one) => one.archived));
  const copies = context.retrievals.copiesOf(channel.id);
  const retrieved = copies.flatMap((copy) => archived.flatMap((one) => cut(one, copy)));
  return { standard: joined([...parts.flatMap((one) => one.standard), ...retrieved]), archived };
}

/** Recordings on the device that overlap the range, cut to it. */
export function deviceRecordings(context: IvpContext, channel: Channel, range: Span): readonly Span[] {
  const nowMs = context.clock.nowMs();
  const kept = {
    fromMs: beijingDayStart(nowMs) - DEVICE_DAYS * DAY_MS,
    toMs: Math.floor(nowMs / MINUTE_MS) * MINUTE_MS,
  };
  return cut(range, kept)
    .flatMap(days)
    .flatMap((dayMs) => recordedDay(channel.cameraKey, 'device', dayMs))
    .flatMap((one) => cut(one, kept))
    .flatMap((one) => cut(one, range));
}
