/**
 * Keeps the picture at the live edge, by speed and then by a jump; does nothing while the speed is lent to the frame
 * aligner.
 */
import { steer } from './live-edge.ts';

/** The parts of a `<video>` that are steered. */
export interface Steered {
  readonly buffered: { readonly length: number; start(i: number): number; end(i: number): number };
  currentTime: number;
  playbackRate: number;
}

/**
 * Called once a second while a picture is there.
 *
 * @param targetMs how far behind the newest buffered media the player should run.
 * @param isStuck no new frame came since the last call.
 */
export function steerPlayer(video: Steered, targetMs: number, isStuck: boolean): void {
  const { buffered, currentTime, playbackRate } = video;
  const ranges = Array.from({ length: buffered.length }, (_, i) => ({
    startSec: buffered.start(i),
    endSec: buffered.end(i),
  }));
  const course = steer({ currentSec: currentTime, ranges, rate: playbackRate, targetMs, isStuck });
  if (course.rate !== playbackRate) video.playbackRate = course.rate;
  if (course.jumpToSec !== null) video.currentTime = course.jumpToSec;
}
