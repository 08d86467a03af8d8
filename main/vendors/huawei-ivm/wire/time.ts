/** IVM prints times as Beijing wall clock. China has had no daylight saving since 1991, so the offset is constant. */
import type { TimeCodec } from '../../core/client/dialect.ts';

const BEIJING_OFFSET_MS = 8 * 3_600_000;

/**
 * Reads an IVM wall-clock text.
 *
 * @param text `yyyy-MM-dd HH:mm:ss`, Beijing time; the fraction that channel lists append is accepted.
 * @returns Unix time in milliseconds.
 * @throws {RangeError} when `text` has another shape or names no real day, such as 02-30.
 * @see huawei-ivm contract, conventions.time (chapters 9.3, 9.5, 9.6)
 */
export function parseBeijingTime(text: string): number {
  const whole = text.replace(/\.\d{1,3}$/, '');
  // V8 rolls 02-30 over to 03-01, so the text is formatted again and compared
  const utcMs = Date.parse(`${whole.replace(' ', 'T')}Z`);
  const isExact = !Number.isNaN(utcMs) && wallClock(utcMs) === whole;
  if (!isExact) throw new RangeError(`not a Beijing time: ${JSON.stringify(text)}`);
  return utcMs - BEIJING_OFFSET_MS;
}

/**
 * Writes an IVM wall-clock text; a fraction of a second is cut off.
 *
 * @throws {RangeError} outside the years 0 to 9999.
 */
export function formatBeijingTime(atMs: number): string {
  const text = wallClock(atMs + BEIJING_OFFSET_MS);
  if (!/^\d{4}-/.test(text)) throw new RangeError(`no four-digit year: ${atMs}`);
  return text;
}

/** The whole second at or after `atMs`: the cloud takes whole seconds, and the end of a range must not lose its last part. */
export const wholeSecondAfter = (atMs: number): number => Math.ceil(atMs / 1000) * 1000;

function wallClock(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace(/\.\d{3}Z$/, '')
    .replace('T', ' ');
}

export const BEIJING_TIME: TimeCodec = { parse: parseBeijingTime, format: formatBeijingTime };
