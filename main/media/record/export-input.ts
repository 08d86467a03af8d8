/** Turns the bytes of a slice, transport stream or FLV, into pictures and sound frames with their times. */
import { permanent } from '../shared/failures.ts';
import { FlvReader } from '../formats/flv/flv-reader.ts';
import { audioFormat, audioRole, TAG_AUDIO, TAG_VIDEO, videoRole } from '../formats/flv/flv-tags.ts';
import * as mp4 from '../formats/mp4/mp4-samples.ts';
import type { AudioConfig, VideoConfig } from '../formats/mp4/mp4-samples.ts';
import { AdtsCutter } from '../formats/ts/hls-samples.ts';
import { CodedPictures, factsOfPicture } from '../formats/ts/coded-pictures.ts';
import { TS_ADTS, TS_AVC, TS_G711, TS_HEVC, TsDemuxer, type TsTables, type TsUnit } from '../formats/ts/hls-ts.ts';
import type { InPicture } from './export-timeline.ts';

export interface InputSink {
  /** A picture; `nals` is a list of bytes that make it up, valid until the call returns. */
  picture(picture: InPicture, nals: readonly Buffer[], hasLengths: boolean): void;
  videoConfig(config: VideoConfig): void;
  audioConfig(config: AudioConfig): void;
  /** A sound frame. @param ticks of 90 kHz on the clock of the pictures. */
  sound(ticks: number, data: Buffer): void;
  /** A picture that did not arrive whole is left out. */
  damaged(isKey: boolean): void;
  /** The time of the picture that follows is counted from its neighbours. */
  estimated(): void;
  /** Sound that an MP4 has no place for. */
  strangeSound(): void;
}

/** All that is remembered between two slices, as a journal can keep it: bytes in base64. */
export interface InputState {
  readonly tables: TsTables;
  readonly codec: 'avc' | 'hevc' | null;
  readonly sets: readonly (readonly string[])[];
  readonly sound: { readonly rest: string; readonly config: number };
  readonly rateHz: number;
  /** The newest time of a transport stream, without its wraps. */
  readonly clock: number | null;
}

interface KnownPictures {
  readonly codec: 'avc' | 'hevc';
  readonly from: CodedPictures;
}

export type SliceKind = 'ts' | 'flv';

const unsupported = (codec: string): Error => permanent('media.unsupported-codec', { codec });

/** @throws {AppError} `media.bad-stream` for parameter sets that cannot be read. */
function readConfig<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw permanent('media.bad-stream', { detail: 'SPS' }, 'report');
    throw error;
  }
}

const PERIOD = 2 ** 33;
const TICKS_PER_MS = 90;
const AAC = 10;
const KIND = { avc: 'avc1', hevc: 'hvc1' } as const;
const FLV_KIND = { avc1: 'avc', hvc1: 'hevc' } as const;

export class ExportInput {
  readonly #sink: InputSink;
  readonly #ts: TsDemuxer;
  #flv: FlvReader | null = null;
  #pictures: KnownPictures | null = null;
  #adts = new AdtsCutter();
  #rateHz = 0;
  #clock: number | null = null;
  #flvCodec: 'avc' | 'hevc' = 'avc';

  constructor(sink: InputSink) {
    this.#sink = sink;
    this.#ts = new TsDemuxer(
      (unit) => this.#takeUnit(unit),
      () => sink.damaged(true),
    );
  }

  /** Whether the slice is FLV, where pictures and sound come side by side. */
  get isFlv(): boolean {
    return this.#flv !== null;
  }

  get state(): InputState {
    const { rest, config } = this.#adts.state;
    return {
      tables: this.#ts.tables,
      codec: this.#pictures?.codec ?? null,
      sets: (this.#pictures?.from.sets ?? []).map((kind) => kind.map((nal) => nal.toString('base64'))),
      sound: { rest: rest.toString('base64'), config },
      rateHz: this.#rateHz,
      clock: this.#clock,
    };
  }

  restore({ tables, codec, sets, sound, rateHz, clock }: InputState): void {
    this.#flv = null;
    this.#ts.drop();
    this.#ts.restore(
      tables,
      sets.flat().map((nal) => Buffer.from(nal, 'base64')),
    );
    this.#pictures = codec === null ? null : { codec, from: new CodedPictures(codec) };
    this.#pictures?.from.restore(sets.map((kind) => kind.map((nal) => Buffer.from(nal, 'base64'))));
    this.#adts = new AdtsCutter();
    this.#adts.restore({ rest: Buffer.from(sound.rest, 'base64'), config: sound.config });
    this.#rateHz = rateHz;
    this.#clock = clock;
  }

  begin(kind: SliceKind): void {
    this.#flv = kind === 'ts' ? null : new FlvReader({ onHeader: () => {}, onTag: this.#takeTag });
  }

  /** @throws {AppError} `media.bad-stream`, `media.over-limit`, `media.unsupported-codec`. */
  push(bytes: Buffer): void {
    if (this.#flv === null) this.#ts.push(bytes);
    else this.#flv.push(bytes);
  }

  /** The slice is whole. */
  end(): void {
    if (this.#flv === null) this.#ts.end();
    this.#flv = null;
  }

  #takeUnit(unit: TsUnit): void {
    const { pts, dts } = unit;
    if (unit.isVideo) return this.#takePicture(unit, dts, pts);
    if (dts === null) return;
    const { audio } = this.#ts.tracks;
    const law = TS_G711.get(audio ?? -1);
    if (audio === TS_ADTS) this.#takeSound(unit, dts);
    else if (law !== undefined) this.#takeG711(mp4.g711Config(law), unit, dts);
    else this.#sink.strangeSound();
  }

  /** The time that is nearest to the newest time, among those that are written alike. */
  #unwrapped(ticks: number): number {
    if (this.#clock === null) return ticks;
    return ticks + Math.round((this.#clock - ticks) / PERIOD) * PERIOD;
  }

  #takePicture(unit: TsUnit, rawDts: number | null, rawPts: number | null): void {
    const { data, isRandomAccess, isDamaged, isEstimated, starts } = unit;
    const pictures = this.#picturesOf(this.#ts.tracks.video);
    if (isDamaged || rawDts === null || rawPts === null) {
      // A damaged key picture takes its group along: it is known as one by the mark of its packet.
      this.#sink.damaged(isRandomAccess);
      return;
    }
    const dts = this.#unwrapped(rawDts);
    this.#clock = dts;
    const { record, nals, ...facts } = pictures.from.take(data, isRandomAccess, starts);
    if (record !== null) this.#sink.videoConfig(readConfig(() => mp4.videoOfRecord(KIND[pictures.codec], record)));
    if (nals.length > 0 && isEstimated) this.#sink.estimated();
    if (nals.length > 0) this.#sink.picture({ dts, cts: this.#unwrapped(rawPts) - dts, ...facts }, nals, false);
  }

  #picturesOf(type: number | null): KnownPictures {
    const codec = type === TS_AVC ? 'avc' : type === TS_HEVC ? 'hevc' : null;
    if (codec === null) throw unsupported(`MPEG-TS 0x${(type ?? 0).toString(16)}`);
    if (this.#pictures?.codec !== codec) this.#pictures = { codec, from: new CodedPictures(codec) };
    return this.#pictures;
  }

  #takeSound({ data, isDamaged }: TsUnit, rawDts: number): void {
    if (isDamaged) return this.#adts.restore({ rest: Buffer.alloc(0), config: this.#adts.state.config });
    const { config, rateHz, frames } = this.#adts.cut(data);
    const sound = config === null ? null : mp4.audioOfRecord(config);
    if (sound !== null) this.#sink.audioConfig(sound);
    const ticks = this.#unwrapped(rawDts);
    for (const frame of frames) {
      this.#sink.sound(ticks + (frame.afterSamples * 90_000) / rateHz, frame.data);
    }
  }

  /** Each sample stands alone: a damaged unit is left out, and the next one is placed by its own time. */
  #takeG711(config: AudioConfig, { data, isDamaged }: TsUnit, rawDts: number): void {
    this.#sink.audioConfig(config);
    if (!isDamaged && data.length > 0) this.#sink.sound(this.#unwrapped(rawDts), data);
  }

  readonly #takeTag = (type: number, block: Buffer, start: number, end: number): void => {
    const tag = block.subarray(start, end);
    if (type === TAG_VIDEO) this.#takeVideoTag(tag);
    else if (type === TAG_AUDIO) this.#takeAudioTag(tag);
  };

  #takeVideoTag(tag: Buffer): void {
    if (videoRole(tag, 0, tag.length) === 'sequence-header') {
      const config = readConfig(() => mp4.videoConfig(tag));
      if (config === null) throw unsupported('FLV');
      this.#flvCodec = FLV_KIND[config.kind];
      this.#sink.videoConfig({ ...config, record: Buffer.from(config.record) });
      return;
    }
    const sample = mp4.videoSample(tag);
    if (sample === null) return;
    const { isClean, isSkippedLeading } = factsOfPicture(this.#flvCodec, sample.data);
    const times = { dts: sample.dtsMs * TICKS_PER_MS, cts: sample.ctsMs * TICKS_PER_MS };
    this.#sink.picture({ ...times, isKey: sample.isKey, isClean, isSkippedLeading }, [sample.data], true);
  }

  #takeAudioTag(tag: Buffer): void {
    const g711 = mp4.g711ConfigOf(tag);
    if (g711 !== null) this.#takeFlvSound(g711, tag);
    else if (audioFormat(tag, 0) !== AAC) this.#sink.strangeSound();
    else if (audioRole(tag, 0, tag.length) === 'sequence-header') {
      const config = mp4.audioConfig(tag);
      if (config !== null) this.#sink.audioConfig({ ...config, record: Buffer.from(config.record) });
    } else this.#takeFlvSound(null, tag);
  }

  /** @param config of G.711; null for AAC, whose own came before. */
  #takeFlvSound(config: AudioConfig | null, tag: Buffer): void {
    const sample = mp4.audioSample(tag, config ?? {});
    if (sample === null) return;
    if (config !== null) this.#sink.audioConfig(config);
    this.#sink.sound(sample.dtsMs * TICKS_PER_MS, sample.data);
  }
}
