/** The ranges of an element as plain pairs, seconds of the media timeline: begin and end, in order. */
export const pairsOf = (ranges: TimeRanges): readonly (readonly [number, number])[] =>
  Array.from({ length: ranges.length }, (_, i) => [ranges.start(i), ranges.end(i)] as const);
