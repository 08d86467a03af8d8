/** The first key picture of a transport stream, found in its first bytes. */
import { permanent } from '../../shared/failures.ts';
import { avcCodec, hevcCodec } from '../flv/flv-tags.ts';
import { withLengths } from './annex-b.ts';
import { CodedPictures } from './coded-pictures.ts';
import { TS_AVC, TS_HEVC, TsDemuxer, type TsUnit } from './hls-ts.ts';

/** A picture that a decoder shows without any other picture. */
export interface KeyPicture {
  /** RFC 6381 name, such as `avc1.64001f`. */
  readonly codec: string;
  /** The decoder configuration record of the codec, ISO/IEC 14496-15. */
  readonly record: Buffer;
  /** The NAL units of the picture, each behind its length of four bytes. */
  readonly sample: Buffer;
}

export class KeyPictureReader {
  readonly #demuxer = new TsDemuxer((unit) => this.#take(unit));
  #pictures: CodedPictures | null = null;
  #record: Buffer | null = null;
  #found: KeyPicture | null = null;

  /** @returns the picture as soon as it is whole. @throws {AppError} `media.unsupported-codec`, `media.over-limit`. */
  push(bytes: Buffer): KeyPicture | null {
    if (this.#found === null) this.#demuxer.push(bytes);
    return this.#found;
  }

  /** The stream has no more bytes: its last picture is whole. */
  end(): KeyPicture | null {
    if (this.#found === null) this.#demuxer.end();
    return this.#found;
  }

  #take({ isVideo, isDamaged, isRandomAccess, data }: TsUnit): void {
    if (!isVideo || isDamaged || this.#found !== null) return;
    const type = this.#demuxer.tracks.video ?? 0;
    if (type !== TS_AVC && type !== TS_HEVC) {
      throw permanent('media.unsupported-codec', { codec: `MPEG-TS 0x${type.toString(16)}` });
    }
    this.#pictures ??= new CodedPictures(type === TS_AVC ? 'avc' : 'hevc');
    const { record, nals, isKey } = this.#pictures.take(data, isRandomAccess);
    this.#record = record ?? this.#record;
    if (!isKey || this.#record === null) return;
    const codec = codecOfRecord(type, this.#record);
    this.#found = { codec, record: this.#record, sample: Buffer.concat(withLengths(nals)) };
  }
}

/** The name of a codec, RFC 6381. @param type of the stream in the transport stream. */
export const codecOfRecord = (type: number, record: Buffer): string =>
  type === TS_AVC ? avcCodec(record) : hevcCodec(record);
