/** The parts of an H.264 stream, small enough to read in a test. */
export const SPS = Buffer.from('6742c01ed9016027a5', 'hex');
export const PPS = Buffer.from('68cb83cb20', 'hex');
/** The begin of a key frame. */
export const IDR = Buffer.from([0x65, 0x88, 0x84, 1, 2, 3]);
/** The begin of another picture. */
export const SLICE = Buffer.from([0x41, 0x9a, 0x24, 4, 5, 6]);
export const START = Buffer.from([0, 0, 0, 1]);

/** The parts as a byte stream, each behind a start code. */
export const byteStream = (...nals: readonly Buffer[]): Buffer => Buffer.concat(nals.flatMap((nal) => [START, nal]));

/** A picture of a segment. */
export const unit = (ptsMs: number, isKey: boolean, data: Buffer) => ({ ptsMs, isKey, data });
