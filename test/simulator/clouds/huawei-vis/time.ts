/** Times of this cloud: `YYYY-MM-DDTHH:MM:SSZ` in UTC for resources, `HH:MM` in UTC+8 for access strategies. */

const BEIJING_OFFSET_MS = 8 * 3_600_000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** @param atMs epoch ms UTC; parts of a second are cut off. */
export function formatUtc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** The Beijing midnight at or before `atMs`, epoch ms UTC. */
export function beijingDayStart(atMs: number): number {
  return Math.floor((atMs + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS;
}

/** @param text `HH:MM`. @returns minutes after midnight. */
export function readClock(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** @param minutes after midnight, less than a day. @returns `HH:MM`. */
export function formatClock(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
