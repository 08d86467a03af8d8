/**
 * Times of this cloud. Requests and records count UTC seconds; printed times and the days that a range may not leave
 * have no zone in the document: both are Beijing's here.
 */

const BEIJING_OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;

/** `yyyy-MM-dd HH:mm:ss` in Beijing. */
export function formatBeijing(ms: number): string {
  return new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Midnight in Beijing that begins the day of `ms`. */
export function beijingDayStart(ms: number): number {
  return Math.floor((ms + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS;
}

/** 1 for Monday to 7 for Sunday, of the Beijing day of `ms`. */
export function dayOfWeek(ms: number): number {
  const day = new Date(ms + BEIJING_OFFSET_MS).getUTCDay();
  return day === 0 ? 7 : day;
}

/** Milliseconds since midnight of a checked `HH:mm:ss`. */
export function slotMs(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** The same for the end of a period. A day has no later text than `23:59:59`: it is the end of the day. */
export function endMs(text: string): number {
  return text === '23:59:59' ? DAY_MS : slotMs(text);
}
