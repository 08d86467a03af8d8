/** The four ways in which the two documents write a point in time. The right one follows from the field's description. */
import type { Field } from '../core/contract/contract.ts';
import type { TimeCodec } from '../core/client/dialect.ts';

/** China has had no daylight saving since 1991. */
const BEIJING = '+08:00';
const BEIJING_OFFSET_MS = 8 * 3_600_000;

const isoAt = (ms: number): string => {
  const text = new Date(ms).toISOString();
  if (!/^\d{4}-/.test(text)) throw new RangeError(`no four-digit year: ${ms}`);
  return text;
};

/** Parses, and refuses days that do not exist: V8 would roll 02-30 over to 03-01. */
function parseExactly(text: string, shape: RegExp, iso: string, zoneOffsetMs: number): number {
  const ms = shape.test(text) ? Date.parse(iso) : NaN;
  const isExact = !Number.isNaN(ms) && new Date(ms + zoneOffsetMs).toISOString().startsWith(text.slice(0, 10));
  if (!isExact) throw new RangeError(`not a time of this field: ${JSON.stringify(text)}`);
  return ms;
}

/** `2017-12-10T04:04:00Z`; several samples leave the seconds out. */
export const UTC_TIME: TimeCodec = {
  parse: (text) => parseExactly(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/, text, 0),
  format: (ms) => isoAt(ms).replace(/\.\d{3}Z$/, 'Z'),
};

export const EPOCH_MS: TimeCodec = {
  parse(text) {
    const ms = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
    if (!(Math.abs(ms) <= 8.64e15)) throw new RangeError(`no epoch milliseconds: ${JSON.stringify(text)}`);
    return ms;
  },
  format: (ms) => String(Math.round(ms)),
};

/** `2021-08-26T12:31:22` or with a blank, without a zone. The clouds run in China, so the time is Beijing time. */
const wallClock = (separator: 'T' | ' '): TimeCodec => ({
  parse: (text) =>
    parseExactly(text, /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d$/, `${text.replace(' ', 'T')}${BEIJING}`, BEIJING_OFFSET_MS),
  format: (ms) =>
    isoAt(ms + BEIJING_OFFSET_MS)
      .slice(0, 19)
      .replace('T', separator),
});
export const WALL_TIME = wallClock('T');
export const WALL_TIME_SPACED = wallClock(' ');

/** `2021-09-01`: the start of that day. */
export const WALL_DATE: TimeCodec = {
  parse: (text) => parseExactly(text, /^\d{4}-\d\d-\d\d$/, `${text}T00:00:00${BEIJING}`, BEIJING_OFFSET_MS),
  format: (ms) => isoAt(ms + BEIJING_OFFSET_MS).slice(0, 10),
};

/** The codec of a documented field. */
export function timeOf({ type, format, pattern }: Field): TimeCodec {
  if (type === 'long' || pattern === '^\\d{13}$') return EPOCH_MS;
  switch (format) {
    case 'YYYY-MM-DDTHH:mm:ss':
      return WALL_TIME;
    case 'YYYY-MM-DD HH:mm:ss':
      return WALL_TIME_SPACED;
    case 'YYYY-MM-DD':
      return WALL_DATE;
    default:
      return UTC_TIME;
  }
}
