/** Wall-clock strings of this cloud: `yyyy-MM-dd HH:mm:ss`, Beijing time (UTC+8, no daylight saving). */

const BEIJING_OFFSET_MS = 8 * 3_600_000;

/** @param atMs epoch ms UTC; parts of a second are cut off. */
export function formatBeijing(atMs: number): string {
  return new Date(atMs + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** @param text already known to be a real wall-clock time. @returns epoch ms UTC. */
export function readBeijing(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`) - BEIJING_OFFSET_MS;
}
