/**
 * IVP's times, by field: Unix seconds in requests and recordings, wall clock without a zone in what the cloud wrote
 * itself. The cloud stands in China, so a wall clock is Beijing's, which has had no daylight saving since 1991.
 *
 * @see contract, conventions.time
 */
import type { Field } from '../../core/contract/contract.ts';
import type { TimeCodec } from '../../core/client/dialect.ts';

const BEIJING_OFFSET_MS = 8 * 3_600_000;
const MAX_UNIX_SEC = 8_640_000_000_000;

export const UNIX_SECONDS: TimeCodec = {
  parse(text) {
    const seconds = /^-?\d+$/.test(text) ? Number(text) : NaN;
    if (!(Math.abs(seconds) <= MAX_UNIX_SEC)) throw new RangeError(`not Unix seconds: ${JSON.stringify(text)}`);
    return seconds * 1000;
  },
  format: (atMs) => String(Math.floor(atMs / 1000)),
};

function wallClock(separator: ' ' | 'T'): TimeCodec {
  const format = (atMs: number): string => {
    const text = new Date(atMs + BEIJING_OFFSET_MS).toISOString();
    if (!/^\d{4}-/.test(text)) throw new RangeError(`no four-digit year: ${atMs}`);
    return text.slice(0, 19).replace('T', separator);
  };
  return {
    parse(text) {
      const asUtcMs = Date.parse(`${text.replace(' ', 'T')}Z`);
      const atMs = asUtcMs - BEIJING_OFFSET_MS;
      // V8 rolls 02-30 over to 03-01, so the text is formatted again and compared.
      if (Number.isNaN(atMs) || format(atMs) !== text) throw new RangeError(`not a time: ${JSON.stringify(text)}`);
      return atMs;
    },
    format,
  };
}

/** `2022-12-15 09:43:56`: plans, templates and AI tasks. */
export const WALL_CLOCK = wallClock(' ');
/** `2022-12-15T09:43:56`: gateways. */
export const WALL_CLOCK_T = wallClock('T');

/** Seconds travel as texts in the download call alone. */
const SECONDS_AS_TEXT: ReadonlySet<string> = new Set(['BeginTime', 'EndTime', 'StartTime', 'Begin', 'Start', 'End']);

export function timeOf(field: Field): TimeCodec {
  if (field.type !== 'string' || SECONDS_AS_TEXT.has(field.name)) return UNIX_SECONDS;
  return field.name === 'CreatedAt' ? WALL_CLOCK_T : WALL_CLOCK;
}
