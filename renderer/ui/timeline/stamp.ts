/** Moments as text in a zone. The offset stands in every stamp, so that an hour that comes twice has two names. */
import { offsetText } from '../format.ts';
import { isDoubled, localMs, pieceAt, type Day, type ZoneId } from './zone.ts';

const MINUTE_MS = 60_000;

export interface Stamp {
  readonly day: Day;
  /** `14:03:07`, or `14:03:07.250` where the milliseconds were asked for. */
  readonly time: string;
  /** `UTC+8` */
  readonly offset: string;
  /** The clocks show this time twice on this day. */
  readonly isDoubled: boolean;
}

export function stampOf(zone: ZoneId, atMs: number, withMs = false): Stamp {
  const iso = new Date(localMs(zone, atMs)).toISOString();
  const time = iso.slice(11, withMs ? 23 : 19);
  return { day: iso.slice(0, 10), time, offset: offsetOf(zone, atMs), isDoubled: isDoubled(zone, atMs) };
}

/** `2026-11-22 14:03:07 UTC+8` */
export function stampWords(zone: ZoneId, atMs: number, withMs = false): string {
  const { day, time, offset } = stampOf(zone, atMs, withMs);
  return `${day} ${time} ${offset}`;
}

/** To the hundredth of a second, which distinguishes single pictures: `14:03:07.25`. */
export const pictureTime = (zone: ZoneId, atMs: number): string => stampOf(zone, atMs, true).time.slice(0, -1);

/** `2026-11-22 14:03:07.25 UTC+8` */
export function pictureStamp(zone: ZoneId, atMs: number): string {
  const { day, offset } = stampOf(zone, atMs);
  return `${day} ${pictureTime(zone, atMs)} ${offset}`;
}

/** The offset of a zone at a moment: `UTC+8`, `UTC−3:30`, `UTC`. */
export const offsetOf = (zone: ZoneId, atMs: number): string =>
  offsetText(Math.round(pieceAt(zone, atMs).offsetMs / MINUTE_MS));
