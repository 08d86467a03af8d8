/** How far exports are. */
import { isEnded, type ExportItem, type ExportJob } from '../../../../preload/domain/exports/exports.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';

/** How much of the range of a camera is done, 0 to 1. */
export function shareOfItem({ doneMs, state }: ExportItem, { fromMs, toMs }: TimeRange): number {
  if (state === 'done') return 1;
  return doneMs === null ? 0 : Math.min(1, Math.max(0, (doneMs - fromMs) / (toMs - fromMs)));
}

/** How much of all cameras of an export is done, 0 to 1. */
export const shareOfJob = ({ items, range }: ExportJob): number =>
  items.reduce((sum, item) => sum + shareOfItem(item, range), 0) / Math.max(1, items.length);

/** How much of all exports that are not over is done, 0 to 1; null where all are over. */
export function shareOfAll(jobs: readonly ExportJob[]): number | null {
  const open = jobs.filter((job) => !isEnded(job));
  return open.length === 0 ? null : open.reduce((sum, job) => sum + shareOfJob(job), 0) / open.length;
}

/** The size of all files of an export, also of those that are being written. */
export const sizeOf = ({ items }: ExportJob): number => items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
