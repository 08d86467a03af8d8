/**
 * Joins pieces of footage on one clock. Times of a source may begin anew, jump, or repeat what was there already.
 *
 * A hole of up to two seconds stays: the last picture is shown until the next one. A longer gap becomes a jump that is named.
 * An empty edit or a picture that stands for an hour would both keep the time of the day, but an empty edit in the middle of a
 * file is ignored by VLC and by browsers, and a picture that stands looks like proof that nothing moved.
 */
import { VIDEO_SCALE } from '../formats/mp4/mp4-tracks.ts';

const TICKS_PER_MS = VIDEO_SCALE / 1_000;
const HOLD_TICKS = 2 * VIDEO_SCALE;
const HOLD_MS = 2_000;
/** Sources repeat up to a long group of pictures at the begin of a slice. */
const MAX_REPEAT_TICKS = 60 * VIDEO_SCALE;
const DEFAULT_STEP_TICKS = VIDEO_SCALE / 25;
/** Sound that is further from the pictures has another clock. Segments may have all their pictures ahead of their sound, */
const MAX_SOUND_TICKS = 10 * VIDEO_SCALE;
/** while both come side by side in a file that is sent as it is recorded. */
const MAX_SOUND_BESIDE_TICKS = 1.5 * VIDEO_SCALE;

/** A place where the time of the day jumps while the file plays on. */
export interface TimeJump {
  /** UTC time at which the footage before it ends; null when not known. */
  readonly fromMs: number | null;
  /** UTC time of the first picture behind it; null when not known. Earlier than `fromMs` when a clock was set back. */
  readonly toMs: number | null;
}

export interface TimelineState {
  /** Added to times of the source; null before the first picture. */
  readonly shift: number | null;
  /** Times of the last picture in the source and here. */
  readonly lastIn: number;
  readonly lastOut: number;
  readonly step: number;
  /** UTC time of a time of the source. */
  readonly anchorTicks: number;
  readonly anchorMs: number | null;
  /** Pictures are left out until a decoder can begin. */
  readonly waits: 'nothing' | 'key' | 'key-after-jump';
  readonly jumpFromMs: number | null;
  /** Pictures until this time of the source are there already. */
  readonly repeatedUntil: number | null;
  /** Pictures shown before this time need a group that is not in the file. */
  readonly leadingUntil: number | null;
}

/** Times in ticks of 90 kHz on the clock of the source. */
export interface InPicture {
  readonly dts: number;
  readonly cts: number;
  readonly isKey: boolean;
  readonly isClean: boolean;
  readonly isSkippedLeading: boolean;
}

/** The known facts about the slice that begins with a picture. */
export interface SliceStart {
  readonly fromMs: number | null;
  readonly isBreak: boolean;
}

export interface Placed {
  /** Decoding time since the export begins. */
  readonly dts: number;
  readonly jump: TimeJump | null;
}

const TIMELINE_START: TimelineState = {
  shift: null,
  lastIn: 0,
  lastOut: 0,
  step: DEFAULT_STEP_TICKS,
  anchorTicks: 0,
  anchorMs: null,
  waits: 'key',
  jumpFromMs: null,
  repeatedUntil: null,
  leadingUntil: null,
};

export class Timeline {
  /** Changed in place: a new object for each picture would be garbage for hours. */
  readonly #state = { ...TIMELINE_START };

  get state(): TimelineState {
    return { ...this.#state };
  }

  restore(state: TimelineState): void {
    this.#set(state);
  }

  /** UTC time of a time of the source, in milliseconds; null if no slice had one. */
  utcMs(ticks: number): number | null {
    const { anchorMs, anchorTicks } = this.#state;
    return anchorMs === null ? null : Math.round(anchorMs + (ticks - anchorTicks) / TICKS_PER_MS);
  }

  /** A key picture was lost: pictures until the next one cannot be decoded. */
  loseKey(): void {
    if (this.#state.waits === 'nothing') this.#set({ waits: 'key' });
  }

  /** The next file begins with this key picture: pictures that need one before it have no place. */
  beginFile(picture: InPicture): void {
    this.#set({ leadingUntil: picture.isClean ? null : picture.dts + picture.cts });
  }

  /** @param start of its slice, for the first picture of a slice. @returns null for a picture that is left out. */
  place(picture: InPicture, start: SliceStart | null): Placed | null {
    let toldJump: TimeJump | null = null;
    if (this.#state.shift !== null) toldJump = start === null ? this.#step(picture) : this.#join(picture, start);
    if (start?.fromMs !== undefined && start.fromMs !== null) {
      this.#set({ anchorTicks: picture.dts, anchorMs: start.fromMs });
    }
    const { repeatedUntil } = this.#state;
    if (repeatedUntil !== null && picture.dts <= repeatedUntil) return null;
    if (this.#state.waits !== 'nothing' && !picture.isKey) return null;
    return this.#write(picture, toldJump);
  }

  /** Whether a picture that was left out is in the export already. */
  isRepeat({ dts }: InPicture): boolean {
    const { repeatedUntil } = this.#state;
    return repeatedUntil !== null && dts <= repeatedUntil;
  }

  /** Where sound belongs; null for sound that belongs to no picture here, `stray` where its clock is not that of the pictures. */
  placeSound(ticks: number, isBeside: boolean): number | 'stray' | null {
    const { shift, lastOut, step, waits } = this.#state;
    if (shift === null || waits === 'key-after-jump') return null;
    const out = ticks + shift;
    const most = isBeside ? MAX_SOUND_BESIDE_TICKS + step : MAX_SOUND_TICKS;
    return Math.abs(out - lastOut) > most ? 'stray' : out;
  }

  /** The first picture of a slice. */
  #join({ dts }: InPicture, { fromMs, isBreak }: SliceStart): TimeJump | null {
    const { lastIn, step } = this.#state;
    const expected = lastIn + step;
    const expectedMs = this.utcMs(expected);
    const missingMs = fromMs === null || expectedMs === null ? null : fromMs - expectedMs;
    this.#set({ repeatedUntil: null });
    if (!isBreak && dts <= lastIn && this.#repeats(expected - dts, missingMs)) {
      this.#set({ repeatedUntil: lastIn });
      return null;
    }
    if (isBreak || Math.abs(dts - expected) > HOLD_TICKS) {
      const afterMs = isBreak || dts < expected || expectedMs === null ? null : this.utcMs(dts);
      this.#jump(dts, fromMs ?? afterMs);
      return null;
    }
    // The clock of the source runs on over the gap, as servers do that write new times.
    return missingMs !== null && Math.abs(missingMs) > HOLD_MS ? { fromMs: expectedMs, toMs: fromMs } : null;
  }

  #repeats(behindTicks: number, missingMs: number | null): boolean {
    if (behindTicks > MAX_REPEAT_TICKS) return false;
    return missingMs === null || Math.abs(missingMs + behindTicks / TICKS_PER_MS) <= HOLD_MS;
  }

  #step({ dts }: InPicture): null {
    const { lastIn, waits, repeatedUntil } = this.#state;
    if (waits === 'key-after-jump' || repeatedUntil !== null) return null;
    const ahead = dts - lastIn;
    if (ahead <= HOLD_TICKS && ahead >= -HOLD_TICKS) return null;
    this.#jump(dts, ahead > 0 ? this.utcMs(dts) : null);
    return null;
  }

  /** The source continues at another time: the next key picture follows the last picture at once. */
  #jump(dts: number, toMs: number | null): void {
    const { lastIn, step, waits, jumpFromMs } = this.#state;
    const fromMs = waits === 'key-after-jump' ? jumpFromMs : this.utcMs(lastIn + step);
    this.#set({ waits: 'key-after-jump', jumpFromMs: fromMs, anchorTicks: dts, anchorMs: toMs ?? fromMs });
  }

  #write(picture: InPicture, toldJump: TimeJump | null): Placed | null {
    const { shift, lastIn, lastOut, step, waits, jumpFromMs } = this.#state;
    const { dts, cts, isKey, isClean } = picture;
    if (isKey) this.#set({ leadingUntil: waits === 'nothing' || isClean ? null : dts + cts });
    else if (this.#isLeading(picture)) return null;
    const isJump = shift !== null && waits === 'key-after-jump';
    const out = shift === null ? 0 : isJump ? lastOut + step : Math.max(lastOut + 1, dts + shift);
    const jump = isJump ? { fromMs: jumpFromMs, toMs: this.utcMs(dts) } : toldJump;
    this.#set({
      shift: shift === null || isJump ? out - dts : shift,
      lastIn: shift === null || isJump ? dts : Math.max(dts, lastIn),
      lastOut: out,
      waits: 'nothing',
      step: shift === null || isJump ? step : out - lastOut,
      jumpFromMs: null,
      repeatedUntil: null,
    });
    const isNamed = jump === null || jump.fromMs === null || jump.toMs === null;
    // Times that began anew without a gap are no jump of the time of the day.
    return { dts: out, jump: isNamed || Math.abs((jump.toMs ?? 0) - (jump.fromMs ?? 0)) > HOLD_MS ? jump : null };
  }

  #isLeading({ dts, cts, isSkippedLeading }: InPicture): boolean {
    const { leadingUntil } = this.#state;
    return leadingUntil !== null && (isSkippedLeading || dts + cts < leadingUntil);
  }

  #set(change: Partial<TimelineState>): void {
    Object.assign(this.#state, change);
  }
}
