/**
 * A moment that an operator typed: `2026-11-22 14:03:07`, `11-22 14:03`, `14:03`, `yesterday 9:00`, `昨天 9点`, `下午 2:30`. An
 * offset behind the time (`UTC+1`) names one of two equal times of a day on which the clocks are changed.
 */
import { addDays, dayOf, dayRange, momentsOf, offsetPieces, type Day, type ZoneId } from './zone.ts';

export type MomentProblem = 'unreadable' | 'no-such-day' | 'no-such-time';

export type TypedMoment =
  /** Two moments where the clocks show the time twice. */
  | { readonly moments: readonly number[] }
  /** @property nextMs the first moment after an hour that the clocks leave out. */
  | { readonly problem: MomentProblem; readonly nextMs: number | null };

export interface MomentContext {
  readonly zone: ZoneId;
  readonly nowMs: number;
  /** The day of a time without a date. */
  readonly day: Day;
}

const MAX_LENGTH = 64;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const problem = (name: MomentProblem, nextMs: number | null = null): TypedMoment => ({ problem: name, nextMs });

export function typedMoment(typed: string, context: MomentContext): TypedMoment {
  // Chinese input methods write wide digits and wide colons.
  const text = typed.normalize('NFKC').trim().toLowerCase().replace(EVENINGS, '$1天晚上');
  if (text === '' || text.length > MAX_LENGTH) return problem('unreadable');
  if (text === 'now' || text === '现在') return { moments: [context.nowMs] };
  const { rest, date, hasDate } = takeDate(text, context);
  if (date === null) return problem('no-such-day');
  if (rest === '') return !hasDate ? problem('unreadable') : { moments: [dayRange(context.zone, date).fromMs] };
  const time = readTime(rest);
  if (time === null) return problem('unreadable');
  return momentOf(date, time, context.zone);
}

interface Time {
  /** Since midnight. */
  readonly ms: number;
  /** Local time less UTC; null where none was typed. */
  readonly offsetMs: number | null;
}

function momentOf(day: Day, { ms, offsetMs }: Time, zone: ZoneId): TypedMoment {
  const local = Date.parse(`${day}T00:00:00Z`) + ms;
  if (offsetMs !== null) return { moments: [local - offsetMs] };
  const moments = momentsOf(zone, local);
  if (moments.length > 0) return { moments };
  const around = { fromMs: local - 36 * HOUR_MS, toMs: local + 36 * HOUR_MS };
  const after = offsetPieces(zone, around).find((piece) => piece.fromMs + piece.offsetMs > local);
  return problem('no-such-time', after?.fromMs ?? null);
}

const DAY_WORDS: Readonly<Record<string, number>> = { today: 0, yesterday: -1, 今天: 0, 昨天: -1, 前天: -2 };
/** 昨晚 names a day and a part of the day. */
const EVENINGS = /^([今昨前])晚/;

interface DatedText {
  readonly rest: string;
  /** The day of the context for a text without a date; null for a date that is not in the calendar. */
  readonly date: Day | null;
  readonly hasDate: boolean;
}

/** The date at the beginning of a text, and what stands behind the date. */
function takeDate(text: string, { zone, nowMs, day }: MomentContext): DatedText {
  const word = Object.keys(DAY_WORDS).find((one) => text.startsWith(one));
  if (word !== undefined) {
    return {
      rest: withoutSeparator(text.slice(word.length)),
      date: addDays(dayOf(zone, nowMs), DAY_WORDS[word] ?? 0),
      hasDate: true,
    };
  }
  const whole = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/.exec(text);
  const short = whole ?? /^()(\d{1,2})[-/月](\d{1,2})日?/.exec(text);
  if (short === null) return { rest: text, date: day, hasDate: false };
  const [found, year, month, dayOfMonth] = short;
  const parts = {
    year: year === '' ? Number(day.slice(0, 4)) : Number(year),
    month: Number(month),
    day: Number(dayOfMonth),
  };
  return { rest: withoutSeparator(text.slice(found.length)), date: realDate(parts), hasDate: true };
}

/** `T` as computers write it, or a comma. */
const withoutSeparator = (text: string): string => text.replace(/^[t,]/, '').trim();

function realDate(parts: { readonly year: number; readonly month: number; readonly day: number }): Day | null {
  try {
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

type Half = 'am' | 'pm' | 'noon' | 'evening';

/**
 * Words for a part of the day. 中午 is around noon: 11 is before noon, 1 is after noon. The 12 of 晚上 is the midnight at the end of
 * the day. An hour that a word does not fit, such as 晚上3点, is refused, because it may belong to two days.
 */
const HALF_WORDS: readonly (readonly [RegExp, Half])[] = [
  [/^(?:下午|傍晚)/, 'pm'],
  [/^晚上?/, 'evening'],
  [/^(?:中午|正午)/, 'noon'],
  [/^(?:上午|早上|早晨|清晨|凌晨)/, 'am'],
  [/pm$/, 'pm'],
  [/am$/, 'am'],
];

function readTime(text: string): Time | null {
  const { rest: typed, offsetMs } = takeOffset(text);
  const [word, half] = HALF_WORDS.find(([words]) => words.test(typed)) ?? [null, null];
  const rest = word === null ? typed : typed.replace(word, '').trim();
  if (half === 'noon' && rest === '') return { ms: 12 * HOUR_MS, offsetMs };
  const digits =
    /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?$/.exec(rest) ??
    /^(\d{1,2})[点时](?:(\d{1,2})分?(?:(\d{1,2})秒?)?)?$/.exec(rest.replace(/半$/, '30')) ??
    (half === null ? null : /^(\d{1,2})$/.exec(rest));
  if (digits === null) return null;
  const [, hour = '', minute = '0', second = '0', fraction = '0'] = digits;
  const hours = hourOf(Number(hour), half);
  if (hours === null || Number(minute) > 59 || Number(second) > 59) return null;
  const ms = hours * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * 1_000 + Number(fraction.padEnd(3, '0'));
  return { ms, offsetMs };
}

/** @returns 24 for the midnight at the end of the day; null for an hour that the clock does not have. */
/** @returns 24 for the midnight at the end of the day; null for an hour that does not exist or that the word does not fit. */
function hourOf(hour: number, half: Half | null): number | null {
  if (half === 'noon') return hour === 11 || hour === 12 ? hour : hour === 1 || hour === 2 ? hour + 12 : null;
  if (half === null || hour > 12) return hour > 23 ? null : hour;
  if (half === 'evening') return hour < 6 ? null : hour + 12;
  return half === 'am' ? hour % 12 : (hour % 12) + 12;
}

/** An offset at the end: `UTC+1`, `UTC−3:30`, `+01:00`, `Z`. */
function takeOffset(text: string): { readonly rest: string; readonly offsetMs: number | null } {
  const found = /(?:utc|z|(?:utc)?([+−-])(\d{1,2})(?::(\d{2}))?)$/.exec(text);
  if (found === null) return { rest: text, offsetMs: null };
  const [all, sign, hours = '0', minutes = '0'] = found;
  const offsetMs =
    (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS) * (sign === '+' || sign === undefined ? 1 : -1);
  return { rest: text.slice(0, -all.length).trim(), offsetMs };
}
