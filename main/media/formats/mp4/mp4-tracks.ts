/**
 * The movie box in its two forms: the short form, which fragments follow, and the complete form with the place of every
 * sample.
 */
import {
  UNIT_MATRIX,
  box,
  boxAround,
  descriptor,
  fullBox,
  u16,
  u32,
  u32Table,
  u64Table,
  u8,
  zeros,
} from './mp4-boxes.ts';
import type { Gap, Layout } from './mp4-boxes.ts';
import type { AudioConfig, VideoConfig } from './mp4-samples.ts';

const MOVIE_SCALE = 1_000;
/** Ticks per second of pictures: the clock of transport streams, and a multiple of FLV's milliseconds. */
export const VIDEO_SCALE = 90_000;
const MAX_U32 = 2 ** 32 - 1;
const LANGUAGE_UNDEFINED = 0x55c4;

/** A sample as the tables need it, in units of the track's time scale. */
export interface PlacedSample {
  readonly size: number;
  readonly duration: number;
  readonly cts: number;
  readonly isKey: boolean;
}

/** Samples that lie behind each other in the file. */
export interface Chunk {
  readonly offset: number;
  readonly count: number;
}

export interface Track {
  readonly id: number;
  readonly config: VideoConfig | AudioConfig;
  /** When its first sample begins, milliseconds after the movie does. */
  startMs: number;
  readonly samples: PlacedSample[];
  readonly chunks: Chunk[];
}

const isVideo = (config: Track['config']): config is VideoConfig => 'kind' in config;

/** Ticks per second of a track. */
export const scaleOf = ({ config }: Pick<Track, 'config'>): number => (isVideo(config) ? VIDEO_SCALE : config.rateHz);

/** File type: brands that every player of this decade reads. */
export const FILE_TYPE = box('ftyp', 'isom', u32(0x200), 'isomiso6avc1mp41');

/** The box `stsd`: codec, size and decoder configuration. */
export function sampleDescription(config: Track['config']): Buffer {
  return fullBox('stsd', 0, 0, u32(1), sampleEntry(config));
}

function sampleEntry(config: Track['config']): Buffer {
  if (!isVideo(config)) return audioEntry(config);
  const { kind, record, widthPx, heightPx } = config;
  const name = zeros(32);
  const fixed = [zeros(6), u16(1), zeros(16), u16(widthPx, heightPx), u32(0x480000, 0x480000), zeros(4), u16(1), name];
  return box(kind, ...fixed, u16(24, 0xffff), box(kind === 'avc1' ? 'avcC' : 'hvcC', record));
}

function audioEntry({ record, law, rateHz, channels }: AudioConfig): Buffer {
  const rate = u32(Math.min(rateHz, 0xffff) * 0x10000);
  const fixed = [zeros(6), u16(1), zeros(8), u16(channels, 16), zeros(4), rate];
  if (law !== undefined) return box(law, ...fixed);
  const decoder = descriptor(4, u8(0x40, 0x15, 0, 0, 0), u32(0, 0), descriptor(5, record));
  const esds = fullBox('esds', 0, 0, descriptor(3, u16(0), u8(0), decoder, descriptor(6, u8(2))));
  return box('mp4a', ...fixed, esds);
}

const ticksOf = ({ samples }: Track): number => samples.reduce((sum, { duration }) => sum + duration, 0);
const msOf = (ticks: number, scale: number): number => Math.ceil((ticks * MOVIE_SCALE) / scale);

/**
 * Run lengths: each value with the number of its repetitions, as `stts` and `ctts` need them, after the number of
 * pairs.
 */
function runs(values: readonly number[]): Buffer {
  const table: number[] = [];
  for (const value of values) {
    const last = table.length - 1;
    if (last > 0 && table[last] === value) table[last - 1] = (table[last - 1] ?? 0) + 1;
    else table.push(1, value);
  }
  return u32Table([table.length / 2, ...table]);
}

/** `stsc`: from which chunk on how many samples are in each. */
function perChunk(chunks: readonly Chunk[]): Buffer {
  const table: number[] = [];
  chunks.forEach(({ count }, i) => {
    if (table.at(-2) !== count) table.push(i + 1, count, 1);
  });
  return u32Table([table.length / 3, ...table]);
}

function sampleTable(track: Track): Buffer {
  const { samples, chunks, config } = track;
  const keys = samples.flatMap(({ isKey }, i) => (isKey ? [i + 1] : []));
  return box(
    'stbl',
    sampleDescription(config),
    fullBox('stts', 0, 0, runs(samples.map(({ duration }) => duration))),
    samples.some(({ cts }) => cts !== 0) ? fullBox('ctts', 1, 0, runs(samples.map(({ cts }) => cts))) : [],
    keys.length === samples.length ? [] : fullBox('stss', 0, 0, u32(keys.length), u32Table(keys)),
    fullBox('stsc', 0, 0, perChunk(chunks)),
    fullBox('stsz', 0, 0, u32(0, samples.length), u32Table(samples.map(({ size }) => size))),
    fullBox('co64', 0, 0, u32(chunks.length), u64Table(chunks.map(({ offset }) => offset))),
  );
}

/** A track as its headers describe it; its tables are separate. */
export interface TrackFacts {
  readonly id: number;
  readonly config: Track['config'];
  /** All durations together, in ticks of the track. */
  readonly ticks: number;
  /** When the movie shows the start of the track, milliseconds after the movie's begin. */
  readonly startMs: number;
  /** Ticks of the track before its start that are not shown, such as the composition time of the first picture. */
  readonly skippedTicks: number;
}

const shownMs = ({ config, ticks }: TrackFacts): number => msOf(ticks, scaleOf({ config }));

/** Shows the track at the right time: later than the begin of the movie, and from the first tick that is shown. */
function editList(facts: TrackFacts): readonly Buffer[] {
  const { startMs, skippedTicks } = facts;
  if (startMs === 0 && skippedTicks === 0) return [];
  const wait = startMs === 0 ? [] : [startMs, -1, 0x10000];
  const edits = [...wait, shownMs(facts), skippedTicks, 0x10000];
  return [box('edts', fullBox('elst', 0, 0, u32(edits.length / 3, ...edits)))];
}

/** 13 hours of pictures are more ticks than 32 bits count. */
function mediaHeader(scale: number, ticks: number): Buffer {
  const language = u16(LANGUAGE_UNDEFINED, 0);
  if (ticks <= MAX_U32) return fullBox('mdhd', 0, 0, u32(0, 0, scale, ticks), language);
  return fullBox('mdhd', 1, 0, u64Table([0, 0]), u32(scale), u64Table([ticks]), language);
}

/** @param table the box `stbl`. */
function trackBox<G extends Gap>(facts: TrackFacts, table: Layout<G>): Layout<G> {
  const { id, config, startMs, ticks } = facts;
  const hasPicture = isVideo(config);
  const size = hasPicture ? u32(config.widthPx * 0x10000, config.heightPx * 0x10000) : u32(0, 0);
  const flags = u16(0, 0, hasPicture ? 0 : 0x100, 0);
  const [handler, name] = hasPicture ? ['vide', 'VideoHandler\0'] : ['soun', 'SoundHandler\0'];
  const media = hasPicture ? fullBox('vmhd', 0, 1, zeros(8)) : fullBox('smhd', 0, 0, zeros(4));
  const data = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  const head = fullBox('tkhd', 0, 3, u32(0, 0, id, 0, startMs + shownMs(facts)), zeros(8), flags, UNIT_MATRIX, size);
  const information = boxAround('minf', [media, data], table);
  const handlerBox = fullBox('hdlr', 0, 0, u32(0), handler ?? '', zeros(12), name ?? '');
  const mediaBox = boxAround('mdia', [mediaHeader(scaleOf({ config }), ticks), handlerBox], information);
  return boxAround('trak', [head, ...editList(facts)], mediaBox);
}

/** The movie box. @param tracks each with its box `stbl`. @param more boxes behind the tracks. */
export function movieAround<G extends Gap>(
  tracks: readonly { readonly facts: TrackFacts; readonly table: Layout<G> }[],
  more: readonly Buffer[],
): Layout<G> {
  const length = Math.max(0, ...tracks.map(({ facts }) => facts.startMs + shownMs(facts)));
  const fixed = [u32(0x10000), u16(0x100), zeros(10), UNIT_MATRIX, zeros(24)];
  const header = fullBox('mvhd', 0, 0, u32(0, 0, MOVIE_SCALE, length), fixed, u32(tracks.length + 1));
  const boxes = tracks.flatMap(({ facts, table }) => trackBox(facts, table));
  return boxAround('moov', [header], boxes, more);
}

/** The movie box with everything that its tracks know by now. */
export function movieBox(tracks: readonly Track[], isFragmented: boolean): Buffer {
  const defaults = tracks.map(({ id }) => fullBox('trex', 0, 0, u32(id, 1, 0, 0, 0)));
  const described = tracks.map((track) => {
    const { id, config, startMs, samples } = track;
    const facts = { id, config, startMs, ticks: ticksOf(track), skippedTicks: samples[0]?.cts ?? 0 };
    return { facts, table: [sampleTable(track)] };
  });
  return Buffer.concat(movieAround<never>(described, isFragmented ? [box('mvex', defaults)] : []));
}

const KEY_FLAGS = 0x02000000;
const INTER_FLAGS = 0x01010000;

/** The part of a track in one fragment. */
export interface FragmentTrack {
  readonly track: Track;
  /** Decoding time of its first sample, in ticks. */
  readonly fromTicks: number;
  readonly samples: readonly PlacedSample[];
}

/** The head of a fragment whose samples follow it in one `mdat`, track behind track. */
export function fragmentBox(sequence: number, parts: readonly FragmentTrack[]): Buffer {
  const build = (base: number): Buffer => {
    let offset = base + 8;
    const tracks = parts.map(({ track, fromTicks, samples }) => {
      const rows = samples.flatMap(({ size, duration, cts, isKey }) => [
        ...[duration, size, isKey ? KEY_FLAGS : INTER_FLAGS, cts],
      ]);
      const run = fullBox('trun', 1, 0x000f01, u32(samples.length, offset), u32Table(rows));
      offset += samples.reduce((sum, { size }) => sum + size, 0);
      const head = fullBox('tfhd', 0, 0x020000, u32(track.id));
      return box('traf', head, fullBox('tfdt', 1, 0, u64Table([fromTicks])), run);
    });
    return box('moof', fullBox('mfhd', 0, 0, u32(sequence)), tracks);
  };
  return build(build(0).length);
}
