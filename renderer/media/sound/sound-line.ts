/**
 * Sound on the time line of its stream, played in step with a picture that is played elsewhere. It gets the place of
 * the picture a few times a second, and follows that clock: a little faster or slower while the difference cannot be
 * heard, by a jump where it could be. Pure, so that it runs in an AudioWorklet and in tests.
 */

/** The place of the picture. Between two reports it moves on at its rate. */
export interface PictureClock {
  /** On the time line of the stream, seconds. */
  readonly mediaSec: number;
  /** When the audio device plays what belongs to that picture, seconds on the clock of the device. */
  readonly deviceSec: number;
  /** 1 is the normal speed. */
  readonly rate: number;
}

interface Piece {
  readonly fromSec: number;
  readonly toSec: number;
  readonly rateHz: number;
  readonly samples: Float32Array;
}

/** Limit of stored pieces. Cameras send 8 to 50 a second, of which a picture in step needs the last two seconds. */
export const MAX_PIECES = 1_000;
/** Cameras round the times of their pieces: a piece that lies this near to the end of the one before continues it. */
const JOINED_SEC = 0.03;
/** Sound that is further from the picture jumps to its place. */
const JUMP_SEC = 0.03;
/** Sound that is nearer changes its speed by at most this share. */
const MAX_SLEW = 0.02;
/** In about this time a small difference is gone. */
const SLEW_SEC = 0.5;
/** Sound that was played stays this long, for a picture that steps back a little. */
const KEPT_SEC = 0.5;

export class SoundLine {
  #pieces: Piece[] = [];
  #clock: PictureClock | null = null;
  /** The time of the sound that is heard now, seconds on the time line of the stream; null during silence. */
  #atSec: number | null = null;

  /** Null or a rate other than about 1 is silence: a picture that stands or runs has no sound. */
  setClock(clock: PictureClock | null): void {
    this.#clock = clock !== null && Math.abs(clock.rate - 1) < 0.5 ? clock : null;
  }

  /** @param atSec when the first sample is due, on the time line of the stream. */
  push(atSec: number, samples: Float32Array, rateHz: number): void {
    if (samples.length === 0 || !Number.isFinite(atSec) || !(rateHz > 0)) return;
    const before = this.#pieces.at(-1);
    const isNext = before !== undefined && Math.abs(atSec - before.toSec) < JOINED_SEC;
    // Times that run back are those of another clock or another connection: the earlier pieces belong to neither.
    if (before !== undefined && !isNext && atSec < before.fromSec) this.#pieces = [];
    const fromSec = isNext ? before.toSec : atSec;
    this.#pieces.push({ fromSec, toSec: fromSec + samples.length / rateHz, rateHz, samples });
    if (this.#pieces.length > MAX_PIECES) this.#pieces.shift();
  }

  /**
   * Writes the sound that the device plays from a moment on.
   *
   * @param deviceSec when the first of these samples is played, on the clock of the device. @param rateHz of the device.
   * @returns whether there was any sound of that time.
   */
  fill(out: Float32Array, deviceSec: number, rateHz: number): boolean {
    out.fill(0);
    const clock = this.#clock;
    if (clock === null) {
      this.#atSec = null;
      return false;
    }
    const wantedSec = clock.mediaSec + (deviceSec - clock.deviceSec) * clock.rate;
    const differenceSec = this.#atSec === null ? Infinity : wantedSec - this.#atSec;
    const isFar = Math.abs(differenceSec) > JUMP_SEC;
    const slew = isFar ? 0 : Math.max(-MAX_SLEW, Math.min(MAX_SLEW, differenceSec / SLEW_SEC));
    const stepSec = (clock.rate + slew) / rateHz;
    const fromSec = isFar ? wantedSec : (this.#atSec ?? wantedSec);
    const hasSound = this.#read(out, fromSec, stepSec);
    this.#atSec = fromSec + stepSec * out.length;
    this.#forget(this.#atSec - KEPT_SEC);
    return hasSound;
  }

  #read(out: Float32Array, fromSec: number, stepSec: number): boolean {
    let hasSound = false;
    let index = this.#pieces.findIndex(({ toSec }) => toSec > fromSec);
    for (let i = 0; i < out.length && index >= 0; i += 1) {
      const atSec = fromSec + i * stepSec;
      while (index < this.#pieces.length && (this.#pieces[index]?.toSec ?? 0) <= atSec) index += 1;
      const piece = this.#pieces[index];
      if (piece === undefined) break;
      if (piece.fromSec > atSec) continue;
      const place = (atSec - piece.fromSec) * piece.rateHz;
      const left = Math.floor(place);
      const value = piece.samples[left] ?? 0;
      const after = piece.samples[left + 1] ?? this.#firstBehind(piece, index) ?? value;
      out[i] = value + (after - value) * (place - left);
      hasSound = true;
    }
    return hasSound;
  }

  /** The sample that continues a piece; behind a gap there is none. */
  #firstBehind({ toSec }: Piece, index: number): number | undefined {
    const next = this.#pieces[index + 1];
    return next?.fromSec === toSec ? next.samples[0] : undefined;
  }

  #forget(beforeSec: number): void {
    let gone = 0;
    while ((this.#pieces[gone]?.toSec ?? Infinity) < beforeSec) gone += 1;
    if (gone > 0) this.#pieces.splice(0, gone);
  }
}
