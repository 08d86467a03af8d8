/**
 * Stores the last half minute of an HLS stream. Segments on their way to a player are copied, taken apart and written
 * into the same ring as any other stream, in order and once for all players. When segments cannot be taken apart,
 * `refusal` names the reason.
 */
import { MAX_CLIP_SEGMENT_BYTES, MAX_SEGMENT_SAMPLES } from '../../../../preload/domain/bounds.ts';
import type { G711Law, SoundTrack } from '../../../../preload/domain/exports/clips.ts';
import { overLimit } from '../../shared/over-limit.ts';
import type { FlvFanout } from '../../past/flv-fanout.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import { AdtsPacker, AvcPacker } from '../../formats/ts/hls-samples.ts';
import {
  isTransportStream,
  TS_ADTS,
  TS_AVC,
  TS_G711,
  TS_HEVC,
  TsReader,
  type TsTracks,
  type TsUnit,
} from '../../formats/ts/hls-ts.ts';
import type { TrackEntry } from './hls-track.ts';
import type { StreamWork } from '../../shared/work-board.ts';
import { RtmpRemux } from '../../formats/rtmp/rtmp-remux.ts';

const TICKS_PER_MS = 90;
const TICKS_PERIOD = 2 ** 33;
const DEFAULT_STEP_MS = 40;
const SOUND_NAMES: ReadonlyMap<number, string> = new Map([
  [0x03, 'MP3'],
  [0x04, 'MP3'],
  [0x11, 'AAC LATM'],
  [0x81, 'AC-3'],
  [0x87, 'E-AC-3'],
]);
/** The first byte of an FLV tag with such sound: format, 16 bits, one channel. */
const G711_HEADS: Readonly<Record<G711Law, number>> = { alaw: 0x72, ulaw: 0x82 };

/** A copy that is being made. Exactly one of `done` and `drop` is called. */
export interface SegmentCopy {
  push(chunk: Buffer): void;
  /** The segment is whole. */
  /** @throws {AppError} `media.over-limit` when the segment exceeds a bound. */
  done(): void;
  drop(): void;
}

interface Tag {
  readonly kind: 'video' | 'audio';
  readonly ms: number;
  readonly body: Buffer;
}

/** The parsers of one unbroken run of segments. */
interface Line {
  readonly track: number;
  readonly discontinuity: number;
  readonly remux: RtmpRemux;
  readonly avc: AvcPacker;
  readonly adts: AdtsPacker;
}

export class HlsRingWriter {
  readonly #fanout: FlvFanout;
  readonly #work: StreamWork;
  readonly #reader = new TsReader();
  readonly #underWay = new Map<string, number>();
  #line: Line | null = null;
  #lastSequence: number | null = null;
  #refusal: string | null = null;

  /** @param work marks the parsing of segments as work on their stream. */
  constructor(fanout: FlvFanout, work: StreamWork) {
    this.#fanout = fanout;
    this.#work = work;
  }

  /** Why nothing is kept, as a name of the segments' kind; null if all is well or nothing is known yet. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** The number of the playlist that contained the newest kept segment; null before the first. */
  get track(): number | null {
    return this.#line?.track ?? null;
  }

  /** Number of the newest segment that is kept. */
  get lastSequence(): number | null {
    return this.#lastSequence;
  }

  get sound(): SoundTrack {
    const { audio } = this.#reader.tracks;
    if (audio === null) return { kind: 'none' };
    if (audio === TS_ADTS) return { kind: 'aac' };
    const law = TS_G711.get(audio);
    if (law !== undefined) return { kind: 'g711', law };
    return { kind: 'unplayable', format: SOUND_NAMES.get(audio) ?? `TS ${audio}` };
  }

  isUnderWay({ name }: TrackEntry): boolean {
    return this.#underWay.has(name);
  }

  /** Whether a segment is newer than the kept segments. */
  isWanted(track: number, { sequence }: TrackEntry): boolean {
    return track !== this.track || this.#lastSequence === null || sequence > this.#lastSequence;
  }

  /** A segment is about to be fetched. @returns null when no copy is needed. */
  begin(track: number, entry: TrackEntry): SegmentCopy | null {
    if (!this.isWanted(track, entry)) return null;
    const lock = lockOf(entry);
    if (lock !== null) {
      this.#refusal = lock;
      return null;
    }
    const { name } = entry;
    const body = new GrowingBuffer();
    let isTooLarge = false;
    this.#underWay.set(name, (this.#underWay.get(name) ?? 0) + 1);
    const drop = (): void => {
      body.clear();
      const others = (this.#underWay.get(name) ?? 1) - 1;
      if (others > 0) this.#underWay.set(name, others);
      else this.#underWay.delete(name);
    };
    return {
      push: (chunk) => {
        isTooLarge ||= body.length + chunk.length > MAX_CLIP_SEGMENT_BYTES;
        if (isTooLarge) body.clear();
        else body.push(chunk);
      },
      done: () => {
        try {
          if (!isTooLarge && this.isWanted(track, entry)) this.#work.run(() => this.#keep(track, entry, body.bytes));
        } finally {
          drop();
        }
      },
      drop,
    };
  }

  /** The next segment does not continue the kept segments. */
  reset(): void {
    this.#line = null;
    this.#lastSequence = null;
  }

  #keep(track: number, entry: TrackEntry, bytes: Buffer): void {
    if (!isTransportStream(bytes)) {
      this.#refusal = isMp4(bytes) ? 'fMP4' : 'HLS';
      return;
    }
    const units = this.#reader.read(bytes);
    this.#refusal = strangeCodec(this.#reader.tracks);
    // A clip has no place for sound that is not in the same segments as its pictures.
    if (this.#refusal !== null || units.length === 0 || this.#reader.tracks.video === null) return;
    const line = this.#lineFor(track, entry.discontinuity);
    this.#lastSequence = entry.sequence;
    const tags = tagsOf(units, line, this.#reader.tracks.audio);
    const endMs = endOf(tags);
    for (const { kind, ms, body } of tags) {
      // Pictures of a segment arrive in one moment; each counts from the earliest time at which a viewer could see it.
      this.#fanout.beginChunk(entry.availableAtMs - (endMs - ms));
      line.remux[kind](ms, body);
    }
  }

  #lineFor(track: number, discontinuity: number): Line {
    const line = this.#line;
    if (line !== null && line.track === track && line.discontinuity === discontinuity) return line;
    this.#fanout.connect();
    const remux = new RtmpRemux(this.#fanout);
    this.#line = { track, discontinuity, remux, avc: new AvcPacker(), adts: new AdtsPacker() };
    return this.#line;
  }
}

/** Why a segment cannot be kept, as far as the playlist says: its encryption, or that it is not a transport stream. */
function lockOf({ segment }: TrackEntry): string | null {
  const [key] = segment.keys;
  if (key !== undefined) return /METHOD=([A-Z0-9-]+)/.exec(key.attributes)?.[1] ?? 'EXT-X-KEY';
  return segment.map === null ? null : 'fMP4';
}

function isMp4(bytes: Buffer): boolean {
  return ['ftyp', 'styp', 'moof', 'sidx', 'prft', 'emsg'].includes(bytes.toString('latin1', 4, 8));
}

function strangeCodec({ video }: TsTracks): string | null {
  if (video === TS_AVC || video === null) return null;
  return video === TS_HEVC ? 'H.265 (MPEG-TS)' : `MPEG-TS 0x${video.toString(16)}`;
}

/** The FLV bodies of a segment in the order of their decoding. */
function tagsOf(units: readonly TsUnit[], { avc, adts }: Line, sound: number | null): readonly Tag[] {
  const law = TS_G711.get(sound ?? -1);
  const tags: Tag[] = [];
  let firstTicks: number | null = null;
  const unwrapped = (ticks: number): number => {
    firstTicks ??= ticks;
    return ticks < firstTicks - TICKS_PERIOD / 2 ? ticks + TICKS_PERIOD : ticks;
  };
  for (const { isVideo, pts, dts, isRandomAccess, data } of units) {
    if (pts === null || dts === null) continue;
    if (tags.length > MAX_SEGMENT_SAMPLES) throw overLimit('segment-samples', MAX_SEGMENT_SAMPLES);
    const ms = Math.round(unwrapped(dts) / TICKS_PER_MS);
    if (isVideo) {
      const ctsMs = Math.round((unwrapped(pts) - unwrapped(dts)) / TICKS_PER_MS);
      const { header, picture } = avc.pack(data, ctsMs, isRandomAccess);
      if (header !== null) tags.push({ kind: 'video', ms, body: header });
      if (picture !== null) tags.push({ kind: 'video', ms, body: picture });
    } else if (law !== undefined) {
      if (data.length > 0)
        tags.push({ kind: 'audio', ms, body: Buffer.concat([Buffer.from([G711_HEADS[law]]), data]) });
    } else if (sound === TS_ADTS) {
      const { header, frames } = adts.pack(data);
      if (header !== null) tags.push({ kind: 'audio', ms, body: header });
      for (const { afterMs, body } of frames) tags.push({ kind: 'audio', ms: Math.max(0, ms + afterMs), body });
    }
  }
  return tags.sort((a, b) => a.ms - b.ms);
}

/** When the last picture of a segment ends. */
function endOf(tags: readonly Tag[]): number {
  const times = tags.filter(({ kind }) => kind === 'video').map(({ ms }) => ms);
  const last = times.at(-1) ?? tags.at(-1)?.ms ?? 0;
  const before = times.findLast((ms) => ms < last);
  return last + (before === undefined ? DEFAULT_STEP_MS : last - before);
}
