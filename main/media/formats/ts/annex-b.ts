/** The byte stream format of H.264 and H.265 (annex B of both): NAL units behind start codes. */
import { MAX_NAL_UNITS } from '../../../../preload/domain/bounds.ts';
import { overLimit } from '../../shared/over-limit.ts';

const START_CODE = Buffer.from([0, 0, 1]);

/**
 * The NAL units of a byte stream, as views of `bytes`.
 *
 * @param starts where all start codes lie, in their order, if somebody has looked for them already. @throws {AppError}
 *   `media.over-limit`.
 */
export function nalUnits(bytes: Buffer, starts: readonly number[] | null = null): Buffer[] {
  const units: Buffer[] = [];
  let known = -1;
  const startFrom = (at: number): number => {
    if (starts === null) return bytes.indexOf(START_CODE, at);
    known += 1;
    return starts[known] ?? -1;
  };
  let from = startFrom(0);
  while (from >= 0) {
    const next = startFrom(from + 3);
    let end = next < 0 ? bytes.length : next;
    while (end > from + 3 && bytes[end - 1] === 0) end -= 1;
    if (end > from + 3) units.push(bytes.subarray(from + 3, end));
    if (units.length > MAX_NAL_UNITS) throw overLimit('nal-units', MAX_NAL_UNITS);
    from = next;
  }
  return units;
}

/** NAL units as MP4 and FLV contain them: each behind its length of four bytes. */
export const withLengths = (nals: readonly Buffer[]): readonly Buffer[] =>
  nals.flatMap((nal) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(nal.length);
    return [length, nal];
  });
