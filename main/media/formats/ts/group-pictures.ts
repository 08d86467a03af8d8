/** All pictures of a segment of a transport stream that begins with a key picture, for playback backwards. */
import { MAX_GROUP_BYTES, MAX_GROUP_PICTURES } from '../../../../preload/domain/bounds.ts';
import { permanent } from '../../shared/failures.ts';
import { withLengths } from './annex-b.ts';
import { CodedPictures } from './coded-pictures.ts';
import { codecOfRecord, type KeyPicture } from './key-picture.ts';
import { TS_AVC, TS_HEVC, TsDemuxer, type TsUnit } from './hls-ts.ts';

/** Clock of transport streams, ticks in a millisecond. */
const TICKS_PER_MS = 90;
/** Time stamps have 33 bits. */
const WRAP = 2 ** 33;

export interface GroupedPicture extends Pick<KeyPicture, 'sample'> {
  /** Behind the first picture that shows, ms. */
  readonly offsetMs: number;
  readonly isKey: boolean;
}

/** Pictures in the order in which a decoder takes them. */
export interface PictureGroup extends Pick<KeyPicture, 'codec' | 'record'> {
  readonly pictures: readonly GroupedPicture[];
}

interface Timed extends Pick<KeyPicture, 'sample'> {
  readonly pts: number;
  readonly isKey: boolean;
}

export class GroupReader {
  readonly #demuxer = new TsDemuxer((unit) => this.#take(unit));
  #coded: CodedPictures | null = null;
  #record: Buffer | null = null;
  #pictures: Timed[] = [];
  #bytes = 0;
  /** The segment has no key picture at its begin, or is too long for the memory. */
  #isRefused = false;

  /** @throws {AppError} `media.unsupported-codec`, `media.over-limit`. */
  push(bytes: Buffer): void {
    if (!this.#isRefused) this.#demuxer.push(bytes);
  }

  /** The segment is whole. @returns null where its pictures cannot be decoded by themselves, or are too many. */
  end(): PictureGroup | null {
    if (!this.#isRefused) this.#demuxer.end();
    const record = this.#record;
    const [first] = this.#pictures;
    if (this.#isRefused || record === null || first === undefined) return null;
    const fromFirst = this.#pictures.map(({ pts }) => signedTicks(pts - first.pts));
    const begin = fromFirst.reduce((least, ticks) => Math.min(least, ticks), 0);
    const pictures = this.#pictures.map(({ sample, isKey }, i) => ({
      sample,
      isKey,
      offsetMs: Math.round(((fromFirst[i] ?? 0) - begin) / TICKS_PER_MS),
    }));
    return { codec: codecOfRecord(this.#demuxer.tracks.video ?? 0, record), record, pictures };
  }

  #take({ isVideo, isDamaged, isRandomAccess, pts, data }: TsUnit): void {
    if (!isVideo || this.#isRefused) return;
    const type = this.#demuxer.tracks.video ?? 0;
    if (type !== TS_AVC && type !== TS_HEVC) {
      throw permanent('media.unsupported-codec', { codec: `MPEG-TS 0x${type.toString(16)}` });
    }
    this.#coded ??= new CodedPictures(type === TS_AVC ? 'avc' : 'hevc');
    const { record, nals, isKey, isSkippedLeading } = this.#coded.take(data, isRandomAccess);
    // Another size in the middle needs another decoder.
    if (record !== null && this.#record !== null) return this.#refuse();
    this.#record ??= record;
    if (nals.length === 0 || isSkippedLeading) return;
    if (pts === null || isDamaged || (this.#pictures.length === 0 && !isKey)) return this.#refuse();
    const sample = Buffer.concat(withLengths(nals));
    this.#bytes += sample.length;
    this.#pictures.push({ sample, pts, isKey });
    if (this.#pictures.length > MAX_GROUP_PICTURES || this.#bytes > MAX_GROUP_BYTES) this.#refuse();
  }

  #refuse(): void {
    this.#isRefused = true;
    this.#pictures = [];
  }
}

/** The nearer way round. */
function signedTicks(ticks: number): number {
  const positive = ((ticks % WRAP) + WRAP) % WRAP;
  return positive > WRAP / 2 ? positive - WRAP : positive;
}
