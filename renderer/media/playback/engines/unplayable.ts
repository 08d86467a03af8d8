/** Footage that is listed and cannot be shown: in a codec that this computer does not play, or without key frames. */
import type Hls from 'hls.js';
import type { ErrorData, Fragment } from 'hls.js';
import type { WireError } from '../../../../preload/domain/error.ts';
import { codecName, mediaError } from '../../engines/player-engine.ts';

export interface Unplayable {
  /** Where it begins, in seconds of the media timeline. */
  readonly fromSec: number;
  /** How many discontinuities lie before it. */
  readonly run: number;
  readonly error: WireError;
}

interface Track {
  readonly container: string;
  readonly codec?: string;
  initSegment?: Uint8Array;
}

export interface FootageWatch {
  /** How many discontinuities lie before the segment that is fetched, or was last; null before the first one. */
  readonly run: number | null;
}

export interface FootageListener {
  /** Footage that cannot be shown. */
  readonly onFound: (found: Unplayable) => void;
  /** A segment without a picture that a decoder can start from. True: its pictures are had in another way, and nothing is wrong. */
  readonly onNoEntry: (fragment: Fragment) => boolean;
}

/**
 * Calls `onFound` as soon as such footage has been fetched, which may be before it is due. The segment is not put into the
 * buffer when loading stops in this call: it would take the pictures before it along.
 */
export function watchFootage(
  { ErrorDetails, Events }: typeof Hls,
  hls: Hls,
  { onFound, onNoEntry }: FootageListener,
): FootageWatch {
  let last: Fragment | null = null;
  /** Where what cannot be shown begins in each run. Some segments are passed over before the library gives up. */
  const begins = new Map<number, number>();
  const find = ({ cc, start }: Fragment): Omit<Unplayable, 'error'> => {
    const fromSec = Math.min(begins.get(cc) ?? start, start);
    begins.set(cc, fromSec);
    return { fromSec, run: cc };
  };
  hls.on(Events.FRAG_LOADING, (_event, { frag }) => {
    last = frag;
  });
  hls.on(Events.ERROR, (_event, { details, fatal, frag, reason }) => {
    if (details !== ErrorDetails.FRAG_PARSING_ERROR || frag === undefined) return;
    // It could be read, and no picture in it can be the first one.
    if (reason?.startsWith('Found no media') !== true || onNoEntry(frag)) return;
    const found = find(frag);
    if (fatal) onFound({ ...found, error: mediaError('recording.no-key-frames', { isRetryable: false }) });
  });
  hls.on(Events.BUFFER_CODECS, (_event, tracks) => {
    const track: Track | undefined = tracks.video ?? tracks.audiovideo;
    if (track?.codec === undefined || last === null) return;
    if (MediaSource.isTypeSupported(`${track.container};codecs="${track.codec}"`)) return;
    // The library puts it into the buffer right behind this event, and the element breaks down.
    delete track.initSegment;
    const params = { codec: codecName(track.codec) };
    const error = mediaError('media.unsupported-codec', { params, isRetryable: false });
    onFound({ ...find(last), error });
  });
  return {
    get run() {
      return last?.cc ?? null;
    },
  };
}

/** @param data of an error of the library. */
export function isCodecRefusal({ ErrorDetails }: typeof Hls, { details }: ErrorData): boolean {
  return (
    details === ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR ||
    details === ErrorDetails.BUFFER_ADD_CODEC_ERROR ||
    details === ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR
  );
}

/** @param codec of the pictures so far. */
export function codecError({ levels }: Hls, codec: string | null): WireError {
  const refused = levels.find((level) => level.videoCodec)?.videoCodec ?? codec ?? '';
  const params = { codec: refused === '' ? 'H.265' : codecName(refused) };
  return mediaError('media.unsupported-codec', { params, isRetryable: false });
}
