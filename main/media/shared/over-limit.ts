/** Refuses a stream by the name of the bound that it exceeds (preload/domain/bounds.ts), so that the viewer reads why. */
import type { MediaBound } from '../../../preload/domain/media/media-bounds.ts';
import type { AppError } from '../../errors.ts';
import { permanent } from './failures.ts';

const KIB = 1_024;
const MIB = 1_024 * KIB;

/** @param limit in the unit that the words of the bound name (bytes are shown in KB or MB). */
export function overLimit(bound: MediaBound, limit: number): AppError {
  return permanent('media.over-limit', { detail: bound, limit }, 'retry');
}

/** For bounds that are counted in bytes. */
export function overBytes(bound: MediaBound, bytes: number): AppError {
  return overLimit(bound, bytes < MIB ? bytes / KIB : bytes / MIB);
}
