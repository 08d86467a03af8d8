/**
 * Opens a file of an operator as a movie that a `<video>` plays, and finds the problem of an unusable file before it
 * plays.
 */
import { MAX_MOVIE_FILE_BYTES } from '../../../preload/domain/bounds.ts';
import { codecName } from '../engines/player-engine.ts';
import { BadFile } from './file-problem.ts';
import { FileBytes } from './file-bytes.ts';
import { flvLengthMs } from './flv-ends.ts';
import { indexFlv, lengthMsOf, type FlvEnd } from './flv-index.ts';
import { codecOf, flvMovie } from './flv-movie.ts';

export type FileFormat = 'flv' | 'mp4';

export interface Movie {
  /** A file, or parts of a file and what we wrote around it. */
  readonly movie: Blob;
  /** As containers name it; null where only the player knows. */
  readonly codec: string | null;
  /** Null where only the player knows. */
  readonly lengthMs: number | null;
  /** How the reading of an FLV file ended; `whole` for other files, which the player reads. */
  readonly end: FlvEnd;
}

/** Reading a file of some gigabytes on a network drive takes so long. */
const OPEN_LIMIT_MS = 120_000;
const CHECK_LIMIT_MS = 20_000;

const within = (signal: AbortSignal, limitMs: number): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);

/**
 * @throws {BadFile} for a file that cannot be played.
 * @throws {DOMException} when the system does not give the bytes, or the signal is aborted.
 */
export async function openMovie(file: Blob, format: FileFormat, signal: AbortSignal): Promise<Movie> {
  refuseSize(file);
  if (format === 'mp4') return { movie: file, codec: null, lengthMs: null, end: 'whole' };
  const pictures = await indexFlv(file, within(signal, OPEN_LIMIT_MS));
  const codec = codecOf(pictures);
  refuseCodec(codec);
  return { movie: flvMovie(file, pictures), codec, lengthMs: lengthMsOf(pictures), end: pictures.end };
}

/**
 * Looks at the begin and the end of a file.
 *
 * @param video reads the head of an MP4 file. It has no source before and after.
 * @returns playing time of the file, ms; null if only playing shows it.
 * @throws {BadFile} for a file that cannot be played.
 * @throws {DOMException} when the system does not give the bytes, or the signal is aborted.
 */
export async function checkMovie(
  file: Blob,
  format: FileFormat,
  { video, signal }: { readonly video: HTMLVideoElement; readonly signal: AbortSignal },
): Promise<number | null> {
  refuseSize(file);
  const limit = within(signal, CHECK_LIMIT_MS);
  if (format === 'mp4') return await mp4LengthMs(file, video, limit);
  const { lengthMs, codec } = await flvLengthMs(file, limit);
  refuseCodec(codec);
  return lengthMs;
}

function refuseSize({ size }: Blob): void {
  if (size === 0) throw new BadFile({ kind: 'empty' });
  if (size > MAX_MOVIE_FILE_BYTES) throw new BadFile({ kind: 'too-large' });
}

/** Where only the kind of a codec is known, a usual profile is asked for. */
const USUAL: Readonly<Record<string, string>> = { avc1: 'avc1.42e01e', hvc1: 'hvc1.1.6.L93.B0' };

/** Every Chromium of this client plays H.264; H.265 needs a decoder of the computer. */
function refuseCodec(codec: string): void {
  if (!MediaSource.isTypeSupported(`video/mp4; codecs="${USUAL[codec] ?? codec}"`)) {
    throw new BadFile({ kind: 'codec', codec: codecName(codec) });
  }
}

/** The boxes with which an MP4 file can begin. */
const FIRST_BOXES: ReadonlySet<string> = new Set([
  'ftyp',
  'styp',
  'moov',
  'moof',
  'mdat',
  'free',
  'skip',
  'wide',
  'pdin',
]);

async function mp4LengthMs(file: Blob, video: HTMLVideoElement, signal: AbortSignal): Promise<number | null> {
  const head = await new FileBytes(file, signal, 8).read(0, 8);
  if (!FIRST_BOXES.has(String.fromCharCode(...head.subarray(4)))) throw new BadFile({ kind: 'other-format' });
  const url = URL.createObjectURL(file);
  try {
    await loaded(video, url, signal);
    if (video.videoWidth === 0) throw new BadFile({ kind: 'no-video' });
    return Number.isFinite(video.duration) ? video.duration * 1_000 : null;
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

function loaded(video: HTMLVideoElement, url: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const end = (run: () => void) => (): void => {
      ended.abort();
      run();
    };
    const options = { signal: ended.signal };
    video.addEventListener('loadedmetadata', end(resolve), options);
    video.addEventListener(
      'error',
      end(() => reject(new BadFile(videoProblem(video)))),
      options,
    );
    signal.addEventListener(
      'abort',
      end(() => reject(signal.reason as Error)),
      options,
    );
    video.preload = 'metadata';
    video.src = url;
  });
}

/** Why a `<video>` does not play its file. */
export function videoProblem({ error }: HTMLVideoElement): BadFile['problem'] {
  const detail = error?.message ?? '';
  // Chromium names no codec here, and says the same of a file that ends early.
  if (detail.includes('NO_SUPPORTED_STREAMS')) return { kind: 'codec', codec: '' };
  if (error?.code === MediaError.MEDIA_ERR_NETWORK) return { kind: 'gone' };
  return { kind: 'damaged', detail: detail.slice(0, 200) };
}
