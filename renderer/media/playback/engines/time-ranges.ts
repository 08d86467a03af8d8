/** The ranges of an element as plain pairs, seconds of the media timeline: begin and end, in order. */
export const pairsOf = (ranges: TimeRanges): readonly (readonly [number, number])[] =>
  Array.from({ length: ranges.length }, (_, i) => [ranges.start(i), ranges.end(i)] as const);

/** Whether a video has the picture of a position, s, without a request. */
export const isBuffered = ({ buffered }: HTMLVideoElement, positionSec: number): boolean =>
  pairsOf(buffered).some(([fromSec, toSec]) => fromSec <= positionSec && positionSec < toSec);

export const isAtEnd = ({ duration, currentTime }: HTMLVideoElement): boolean =>
  Number.isFinite(duration) && duration - currentTime < 0.2;
