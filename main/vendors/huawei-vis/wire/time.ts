/** VIS prints UTC instants, one list prints epoch milliseconds, and access strategies name minutes of a Beijing day. */
import type { TimeCodec } from '../../core/client/dialect.ts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const DAY_MINUTES = 1_440;

/**
 * Reads an instant.
 *
 * @param text `YYYY-MM-DDTHH:MM:SSZ`, or epoch milliseconds as listAkskCredentials prints them.
 * @returns Unix time in milliseconds.
 * @throws {RangeError} when `text` has another shape or names no real day, such as 02-30.
 */
export function parseInstant(text: string): number {
  if (/^\d{12,14}$/.test(text)) return Number(text);
  // V8 rolls 02-30 over to 03-01, so the text is formatted again and compared
  const atMs = ISO.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(atMs) || formatInstant(atMs).slice(0, 19) !== text.slice(0, 19)) {
    throw new RangeError(`not a VIS time: ${JSON.stringify(text)}`);
  }
  return atMs;
}

/** `YYYY-MM-DDTHH:MM:SSZ`; a fraction of a second is cut off. @throws {RangeError} outside the years 0 to 9999. */
export function formatInstant(atMs: number): string {
  const text = new Date(atMs).toISOString();
  if (!/^\d{4}-/.test(text)) throw new RangeError(`no four-digit year: ${atMs}`);
  return text.replace(/\.\d{3}Z$/, 'Z');
}

/** Minutes since Beijing's midnight from `HH:MM`. @throws {RangeError} when it is not a time of day. */
export function parseDayMinute(text: string): number {
  const [, hours = '', minutes = ''] = /^(\d\d):(\d\d)$/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  if (hours === '' || Number(minutes) > 59 || minute >= DAY_MINUTES) {
    throw new RangeError(`not a time of day: ${JSON.stringify(text)}`);
  }
  return minute;
}

/** `HH:MM` from minutes since Beijing's midnight. @throws {RangeError} outside the day. */
export function formatDayMinute(minute: number): string {
  if (!Number.isInteger(minute) || minute < 0 || minute >= DAY_MINUTES) {
    throw new RangeError(`not a minute of the day: ${minute}`);
  }
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

export const INSTANT: TimeCodec = { parse: parseInstant, format: formatInstant };

const BEIJING_OFFSET_MS = 8 * 3_600_000;
const MINUTE_MS = 60_000;

/** A time of day as an instant on the first day of the epoch, because such a time comes again every day. */
export const DAY_MINUTE: TimeCodec = {
  parse: (text) => parseDayMinute(text) * MINUTE_MS - BEIJING_OFFSET_MS,
  format: (atMs) => {
    const minutes = Math.floor((atMs + BEIJING_OFFSET_MS) / MINUTE_MS);
    return formatDayMinute(((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES);
  },
};
