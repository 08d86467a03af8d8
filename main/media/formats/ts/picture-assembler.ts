/**
 * Makes pictures of the packets (PES) of a video stream. A picture ends where its units end, not where its packet ends: some
 * writers cut a picture into several packets, let it run over into the next, or put several pictures into one.
 *
 * A packet's time is that of the first picture that begins in it (ISO/IEC 13818-1, 2.4.3.7). A picture without a time of its
 * own lies evenly between its neighbours.
 */

import { MAX_NAL_UNITS, MAX_TAG_BYTES } from '../../../../preload/domain/bounds.ts';
import { AvcUnits, HevcUnits, isPair, LOOK_BYTES, type Field, type PictureUnits } from './picture-units.ts';
import { PictureTimes } from './picture-times.ts';
import type { TsUnit } from './hls-ts.ts';

const START_CODE = Buffer.from([0, 0, 1]);
/** The start code of a picture's first unit has another zero ahead. */
const LONG_START = Buffer.from([0, 0, 0]);
const HEAD_BYTES = START_CODE.length;
const FIRST_BYTES = 256 * 1024;
/** A picture of more units is refused: their places are of no use. */
const MAX_STARTS = 4 * MAX_NAL_UNITS;

/** Where the bytes of a packet begin. */
interface Piece extends Omit<TsUnit, 'data' | 'isEstimated' | 'isVideo' | 'starts'> {
  at: number;
  /** A picture that begins in it has its time. */
  isTaken: boolean;
}

/** The picture whose end has not come yet. */
interface Open {
  from: number;
  /** Where its first slice begins; null before. */
  sliceAt: number | null;
  field: Field | null;
  isPaired: boolean;
  isDamaged: boolean;
}

export class PictureAssembler {
  readonly #units: PictureUnits;
  readonly #times: PictureTimes;
  #bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;
  #pieces: Piece[] = [];
  #searchFrom = 0;
  /** Where the start codes lie that were found; null where there are too many of them, up to the end of the segment. */
  #starts: number[] | null = [];
  #open: Open | null = null;
  /** Where units lie that belong to the next picture, unless another slice of this picture follows. */
  #splitAt: number | null = null;
  #hasDelimiter = false;
  /** A parameter set whose end has not come yet. */
  #setAt: number | null = null;
  /** Nothing of this segment has been read yet. */
  #isFresh = true;

  /** @param onPicture the data of a picture are valid until it returns. */
  constructor(codec: 'avc' | 'hevc', onPicture: (unit: TsUnit) => void) {
    this.#units = codec === 'avc' ? new AvcUnits() : new HevcUnits();
    this.#times = new PictureTimes(onPicture);
  }

  /** Parameter sets that came before: without them a field is taken for a frame. */
  learn(sets: readonly Buffer[]): void {
    for (const nal of sets) if (this.#units.isWanted(nal)) this.#units.learn(nal);
  }

  /** The next packet of the stream. */
  take({ data, pts, dts, isRandomAccess, isDamaged }: TsUnit): void {
    if (this.#length + data.length > MAX_TAG_BYTES) this.#giveUp();
    if (data.length > MAX_TAG_BYTES) return;
    this.#pieces.push({ at: this.#length, pts, dts, isRandomAccess, isDamaged, isTaken: false });
    if (this.#length + data.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + data.length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += data.copy(this.#bytes, this.#length);
    this.#search(false);
    this.#compact();
  }

  /** The segment is whole: so is its last picture. */
  end(): void {
    this.#search(true);
    if (this.#setAt !== null) this.#units.learn(this.#bytes.subarray(this.#setAt, this.#length));
    if (this.#isFresh && this.#length > 0) this.#orphan(this.#length);
    if (this.#open !== null) {
      if (this.#splitAt !== null) this.#cut(this.#splitAt);
      this.#cut(this.#length);
    }
    this.#times.end();
    this.#reset();
  }

  /** Forgets a segment that did not arrive whole. */
  drop(): void {
    this.#times.drop();
    this.#reset();
  }

  #reset(): void {
    this.#length = 0;
    this.#pieces = [];
    this.#searchFrom = 0;
    this.#starts = [];
    this.#open = null;
    this.#splitAt = null;
    this.#hasDelimiter = false;
    this.#setAt = null;
    this.#isFresh = true;
  }

  #search(isEnd: boolean): void {
    const bytes = this.#bytes.subarray(0, this.#length);
    const least = isEnd ? HEAD_BYTES + 1 : HEAD_BYTES + LOOK_BYTES;
    for (;;) {
      const at = bytes.indexOf(START_CODE, this.#searchFrom);
      if (at < 0) {
        this.#searchFrom = Math.max(this.#searchFrom, this.#length - HEAD_BYTES + 1);
        return;
      }
      this.#searchFrom = at;
      const isShort = at + least > this.#length;
      if (isShort && !isEnd) return;
      this.#noteStart(at);
      if (isShort) return;
      this.#takeUnit(at, bytes.subarray(at + HEAD_BYTES, Math.min(this.#length, at + HEAD_BYTES + LOOK_BYTES)));
      this.#searchFrom = at + HEAD_BYTES;
    }
  }

  #noteStart(at: number): void {
    if (this.#starts !== null && this.#starts.push(at) > MAX_STARTS) this.#starts = null;
  }

  /** Takes the start codes ahead of `to` off the list. @returns those of the picture, counted from its begin. */
  #takeStarts(from: number, to: number): readonly number[] | null {
    const all = this.#starts;
    if (all === null) return null;
    this.#starts = all.filter((at) => at >= to);
    return all.filter((at) => at >= from && at < to).map((at) => at - from);
  }

  /** @param nal the begin of the unit behind the start code at `at`. */
  #takeUnit(at: number, nal: Buffer): void {
    if (this.#setAt !== null) this.#units.learn(this.#bytes.subarray(this.#setAt, at));
    this.#setAt = this.#units.isWanted(nal) ? at + HEAD_BYTES : null;
    // The start code of a picture's first unit has another zero ahead.
    const from = at > 0 && this.#bytes[at - 1] === 0 ? at - 1 : at;
    if (this.#isFresh) this.#orphan(from);
    const role = this.#units.roleOf(nal);
    if (role === 'first' || role === 'slice') return this.#takeSlice(from, at, nal, role === 'first');
    if (this.#open === null) {
      if (role !== 'other') this.#begin(from);
      return;
    }
    if (role === 'other' || this.#open.sliceAt === null) return;
    this.#splitAt ??= from;
    this.#hasDelimiter ||= role === 'delimiter';
  }

  #takeSlice(from: number, at: number, nal: Buffer, isFirst: boolean): void {
    const field = isFirst ? this.#units.fieldOf(nal) : null;
    const open = this.#open;
    if (open !== null && open.sliceAt !== null) {
      const isSecondField = isFirst && !open.isPaired && isPair(open.field, field);
      if (isSecondField) open.isPaired = true;
      if (isSecondField || (!isFirst && !this.#hasDelimiter)) {
        this.#splitAt = null;
        this.#hasDelimiter = false;
        return;
      }
      this.#cut(this.#splitAt ?? from);
    }
    const isBegun = this.#open !== null;
    const begun = this.#open ?? this.#begin(from);
    begun.sliceAt = at;
    begun.field = field;
    // The slices before it are lost, unless its packet says that a picture begins here.
    const piece = this.#pieceAt(at);
    if (!isFirst && !isBegun && (piece?.dts === null || (piece?.at ?? 0) !== from)) begun.isDamaged = true;
  }

  #begin(from: number): Open {
    this.#open = { from, sliceAt: null, field: null, isPaired: false, isDamaged: false };
    return this.#open;
  }

  /** The open picture ends; what follows up to the search begins the next one. */
  #cut(to: number): void {
    const open = this.#open;
    // Units behind the last picture are no picture.
    if (open === null || open.sliceAt === null || open.from >= to) return;
    const { timed, isRandomAccess } = this.#placeOf(open, to);
    const isDamaged = this.#pieces.some(
      (piece, i) => piece.isDamaged && piece.at < to && (this.#pieces[i + 1]?.at ?? this.#length) > open.from,
    );
    this.#times.take({
      isVideo: true,
      pts: timed?.pts ?? null,
      dts: timed?.dts ?? null,
      isRandomAccess,
      isEstimated: false,
      isDamaged: isDamaged || open.isDamaged,
      starts: this.#takeStarts(open.from, to),
      data: this.#bytes.subarray(open.from, to),
    });
    this.#open = null;
    if (this.#splitAt === to) this.#begin(to);
    this.#splitAt = null;
    this.#hasDelimiter = false;
  }

  /** The packet that has the time of a picture, and whether a decoder may begin at it. */
  #placeOf(open: Open, to: number): { readonly timed: Piece | null; readonly isRandomAccess: boolean } {
    const isLong = this.#bytes.compare(LONG_START, 0, 3, open.from, open.from + 3) === 0;
    const start = this.#pieceAt(isLong ? open.from + 1 : open.from);
    if (start === undefined) return { timed: null, isRandomAccess: false };
    const wasTaken = start.isTaken;
    start.isTaken = true;
    if (!wasTaken && start.dts !== null) return { timed: start, isRandomAccess: start.isRandomAccess };
    // Parameter sets may come in a packet of their own, without a time. A packet in which the next picture begins has its time.
    const slice = open.sliceAt === null ? undefined : this.#pieceAt(open.sliceAt);
    const isOwn = slice !== undefined && !slice.isTaken && (!wasTaken || slice !== this.#pieceAt(to));
    if (isOwn) slice.isTaken = true;
    const isRandomAccess = (!wasTaken && start.isRandomAccess) || (isOwn && slice.isRandomAccess);
    return { timed: isOwn ? slice : null, isRandomAccess };
  }

  /** Bytes ahead of the first unit belong to a picture whose begin is not here. */
  #orphan(to: number): void {
    this.#isFresh = false;
    if (this.#bytes.subarray(0, to).some((byte) => byte !== 0)) this.#lose();
  }

  #giveUp(): void {
    this.#reset();
    this.#isFresh = false;
    this.#lose();
  }

  #lose(): void {
    const nothing = { isRandomAccess: false, isEstimated: false, starts: null, data: Buffer.alloc(0) };
    this.#times.lose({ isVideo: true, pts: null, dts: null, isDamaged: true, ...nothing });
  }

  #pieceAt(at: number): Piece | undefined {
    return this.#pieces.findLast((piece) => piece.at <= at);
  }

  /** Frees what lies ahead of the open picture. */
  #compact(): void {
    if (this.#isFresh) return;
    const from = this.#open?.from ?? Math.min(this.#searchFrom, this.#length);
    if (from === 0) return;
    this.#bytes.copyWithin(0, from, this.#length);
    this.#length -= from;
    this.#searchFrom -= from;
    this.#starts = this.#starts?.filter((at) => at >= from).map((at) => at - from) ?? null;
    if (this.#splitAt !== null) this.#splitAt -= from;
    if (this.#setAt !== null) this.#setAt -= from;
    if (this.#open !== null) {
      this.#open.from = 0;
      if (this.#open.sliceAt !== null) this.#open.sliceAt -= from;
    }
    const first = this.#pieces.findLastIndex((piece) => piece.at <= from);
    this.#pieces.splice(0, Math.max(0, first));
    for (const piece of this.#pieces) piece.at = Math.max(0, piece.at - from);
  }
}
