/**
 * Reads the time of a video file from its name and the folders around it. Three kinds of names are read: those that
 * Huawei VIS writes into the bucket of its owner (`.../year/month/day/hour/mm.ss_mm.ss.flv`), those of the exports of
 * this client (`site/camera/date/hh-mm-ss - hh-mm-ss +0800.mp4`), and those of its clips.
 */
import { momentsOf, type ZoneId } from '../../../ui/timeline/zone.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Local times are counted as if their zone were UTC. */
export interface NamedTime {
  /**
   * How much of the begin the name says. `whole`: the local time. `of-hour`: how far into an hour. `of-day`: how far into a day.
   * `none`: nothing.
   */
  readonly says: 'whole' | 'of-hour' | 'of-day' | 'none';
  /** The begin: a local time, or the part of one that is said, ms. */
  readonly fromMs: number;
  /** From begin to end; null where the name says no end. */
  readonly lengthMs: number | null;
  /** Local time less UTC as the name or a folder states it; null: not stated. */
  readonly offsetMs: number | null;
}

export interface NamedFile {
  readonly time: NamedTime;
  /** Files with the same text are of one camera. */
  readonly group: string;
  /** Name of the camera by the folders; null if they name none. */
  readonly camera: string | null;
}

const NOTHING: NamedTime = { says: 'none', fromMs: 0, lengthMs: null, offsetMs: null };

/** @param path of the file with its folders, as far as they are known, parted by `/`. */
export function readFileName(path: string): NamedFile {
  const parts = path.split('/').filter((part) => part !== '');
  const name = parts.pop() ?? '';
  return readSlice(parts, name) ?? readExport(parts, name) ?? readClip(parts, name) ?? unnamed(parts);
}

const unnamed = (folders: readonly string[]): NamedFile => ({ time: NOTHING, group: folders.join('/'), camera: null });

const numbers = (texts: readonly (string | undefined)[]): readonly number[] => texts.map((text = '0') => Number(text));

/** `12.00_17.00.flv`; a table of the manual prints names without the dots. */
const SLICE = /^(\d{2})\.?(\d{2})_(\d{2})\.?(\d{2})\.[a-z\d]+$/i;

function readSlice(folders: readonly string[], name: string): NamedFile | null {
  const found = SLICE.exec(name);
  if (found === null) return null;
  const [minute = 0, second = 0, toMinute = 0, toSecond = 0] = numbers(found.slice(1));
  if (Math.max(minute, second, toMinute, toSecond) > 59) return null;
  const intoHourMs = minute * MINUTE_MS + second * SECOND_MS;
  const lengthMs = toMinute * MINUTE_MS + toSecond * SECOND_MS - intoHourMs;
  const ofSlice = {
    // A slice lasts an hour at the most: an end that is no later than the begin is of the next hour.
    lengthMs: lengthMs > 0 ? lengthMs : lengthMs + HOUR_MS,
  };
  const hourMs = hourOf(folders.slice(-4));
  const above = hourMs === null ? folders : folders.slice(0, -4);
  const offsetMs = above.map(zoneFolder).findLast((offset) => offset !== null) ?? null;
  const camera = above.findLast((folder) => zoneFolder(folder) === null) ?? null;
  const time: NamedTime =
    hourMs === null
      ? { says: 'of-hour', fromMs: intoHourMs, ...ofSlice, offsetMs }
      : { says: 'whole', fromMs: hourMs + intoHourMs, ...ofSlice, offsetMs };
  return { time, group: above.join('/'), camera: hourMs === null ? null : camera };
}

/** The local time that four folders name: year, month, day, hour. Null where they name none. */
function hourOf(folders: readonly string[]): number | null {
  const [year = '', month = '', day = '', hour = ''] = folders;
  if (folders.length < 4 || !/^\d{4}$/.test(year) || ![month, day, hour].every((part) => /^\d{1,2}$/.test(part))) {
    return null;
  }
  const dayMs = dayOf(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return dayMs === null || Number(hour) > 23 ? null : dayMs + Number(hour) * HOUR_MS;
}

/** `GMT+8:00`, `UTC+08`; file systems that allow no colon have another sign in its place. Without letters: `+0800`. */
const ZONE = /^(?:(?:GMT|UTC)([+-])(\d{1,2})(?:[:_.-]?(\d{2}))?|([+-])(\d{2}):?(\d{2}))$/i;

function zoneFolder(folder: string): number | null {
  const [found, sign, hours, minutes, plainSign, plainHours, plainMinutes] = ZONE.exec(folder) ?? [];
  if (found === undefined) return null;
  return sign === undefined ? offsetOf(plainSign, plainHours, plainMinutes) : offsetOf(sign, hours, minutes);
}

function offsetOf(sign: string | undefined, hours = '0', minutes = '0'): number | null {
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS) * (sign === '-' ? -1 : 1);
}

/** `+0800` as our names have it; null for none. */
const ownOffset = (text: string | undefined): number | null =>
  text === undefined ? null : offsetOf(text[0], text.slice(1, 3), text.slice(3));

const EXPORT =
  /^(\d{2})-(\d{2})-(\d{2})(?: ([+-]\d{4}))? - (?:(\d{4}-\d{2}-\d{2}) )?(\d{2})-(\d{2})-(\d{2}) ([+-]\d{4})(?: \(\d+\))?\.[a-z\d]+$/i;
const DAY_MS = 24 * HOUR_MS;

function readExport(folders: readonly string[], name: string): NamedFile | null {
  const found = EXPORT.exec(name);
  if (found === null) return null;
  const [, hour, minute, second, fromOffset, endDate, toHour, toMinute, toSecond, toOffset] = found;
  const [fromMs, toMs] = [timeOfDay(hour, minute, second), timeOfDay(toHour, toMinute, toSecond)];
  if (fromMs === null || toMs === null) return null;
  const endOffsetMs = ownOffset(toOffset);
  const offsetMs = ownOffset(fromOffset) ?? endOffsetMs;
  const day = dayOf(folders.at(-1) ?? '');
  const endDay = endDate === undefined ? null : dayOf(endDate);
  const days = day !== null && endDay !== null ? endDay - day : endDate === undefined ? 0 : null;
  const changeMs = (offsetMs ?? 0) - (endOffsetMs ?? 0);
  const lengthMs = days === null ? null : toMs + days - fromMs + changeMs;
  const length = { lengthMs: lengthMs !== null && lengthMs > 0 ? lengthMs : null, offsetMs };
  if (day === null) return { time: { says: 'of-day', fromMs, ...length }, group: folders.join('/'), camera: null };
  const above = folders.slice(0, -1);
  return {
    time: { says: 'whole', fromMs: day + fromMs, ...length },
    group: above.join('/'),
    camera: above.at(-1) ?? null,
  };
}

/** `117 Dock gate, IVM demo, 2026-11-21 16-31-05 +0800 part 2.mp4`. */
const CLIP = /^(.*), (\d{4}-\d{2}-\d{2}) (\d{2})-(\d{2})-(\d{2}) ([+-]\d{4})(?: part \d+)?\.[a-z\d]+$/i;

function readClip(folders: readonly string[], name: string): NamedFile | null {
  const [, stem, date = '', hour, minute, second, offset] = CLIP.exec(name) ?? [];
  if (stem === undefined) return null;
  const [day, timeMs] = [dayOf(date), timeOfDay(hour, minute, second)];
  if (day === null || timeMs === null) return null;
  const time: NamedTime = { says: 'whole', fromMs: day + timeMs, lengthMs: null, offsetMs: ownOffset(offset) };
  return { time, group: [...folders, stem].join('/'), camera: stem };
}

/** Null for a time that no clock shows. */
function timeOfDay(...texts: readonly (string | undefined)[]): number | null {
  const [hour = 0, minute = 0, second = 0] = numbers(texts);
  return hour > 23 || minute > 59 || second > 59 ? null : hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS;
}

/** The begin of a day, as if its zone were UTC; null for a text that is no day of the calendar. */
function dayOf(text: string): number | null {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text) ? ms : null;
}

/** The begin of a file, and the doubts about it. */
export interface Begin {
  /** Epoch ms; null where the operator has to say. */
  readonly fromMs: number | null;
  /**
   * `assumed`: the name states no zone. `twice`: the clocks of the assumed zone show this time twice, and the first time was
   * taken. `skipped`: they never show this time.
   */
  readonly doubt: 'assumed' | 'twice' | 'skipped' | null;
}

/** @param zone that is assumed where the name states none. */
export function beginOf({ says, fromMs, offsetMs }: NamedTime, zone: ZoneId): Begin {
  if (says !== 'whole') return { fromMs: null, doubt: null };
  if (offsetMs !== null) return { fromMs: fromMs - offsetMs, doubt: null };
  const [first, second] = momentsOf(zone, fromMs);
  if (first === undefined) return { fromMs: null, doubt: 'skipped' };
  return { fromMs: first, doubt: second === undefined ? 'assumed' : 'twice' };
}

/**
 * The begin of a file whose name says a part of it only, by a moment of its hour or its day that the operator typed.
 *
 * @param localMs the typed moment as local time of the zone. @returns the local time of the begin.
 */
export function localBegin({ says, fromMs }: NamedTime, localMs: number): number {
  if (says === 'of-hour') return Math.floor(localMs / HOUR_MS) * HOUR_MS + fromMs;
  return says === 'of-day' ? Math.floor(localMs / DAY_MS) * DAY_MS + fromMs : localMs;
}
