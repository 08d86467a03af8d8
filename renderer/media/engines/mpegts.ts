/**
 * FLV from the gateway, remuxed by mpegts.js into Media Source Extensions. The library is as large as the rest
 * of the first screen together, so the screen does not wait for it: {@link loadMpegts} is called ahead of the first stream.
 */
import type Mpegts from 'mpegts.js';
import { watchPictureZero } from '../sound/picture-zero.ts';
import { ByteRate, gatewayLoader } from './gateway-loader.ts';
import { codecName, mediaError, type FlvRequest, type PlayerEngine } from './player-engine.ts';

type Library = typeof Mpegts;

let library: Promise<Library> | null = null;

/** Fetches the library once; a fetch that failed is tried again by the next call. */
export async function loadMpegts(): Promise<Library> {
  library ??= import('mpegts.js').then(({ default: mpegts }) => {
    mpegts.LoggingControl.enableAll = false;
    return mpegts;
  });
  try {
    return await library;
  } catch (cause) {
    library = null;
    throw cause;
  }
}

/** The URL that the library gets: the loader knows the real URL, perhaps later. */
const GATEWAY = 'gateway';
/** DOMException.NOT_SUPPORTED_ERR: `addSourceBuffer` refused the codec. */
const NOT_SUPPORTED = 9;

/** Of every stream from the gateway. The footage that stays in the buffer differs. */
export const GATEWAY_CONFIG = {
  isLive: true,
  // A worker costs 140 MB more for 16 tiles and saves no CPU; demuxing sub streams on the main thread is cheap.
  enableWorker: false,
  // The gateway already sends in batches; a stash on top would only add delay.
  enableStashBuffer: false,
  lazyLoad: false,
} as const;

const CONFIG = {
  ...GATEWAY_CONFIG,
  autoCleanupSourceBuffer: true,
  autoCleanupMaxBackwardDuration: 8,
  autoCleanupMinBackwardDuration: 4,
  // The loader counts the bytes; the library would wake up once a second for each tile to say how many.
  statisticsInfoReportInterval: 2 ** 31 - 1,
  fixAudioTimestampGap: false,
} as const;

/** mpegts.js types its events loosely; these are the parts that are read here. */
interface MseFailure {
  readonly code?: number;
  readonly msg?: string;
}

interface Session {
  readonly sample: () => ReturnType<PlayerEngine['sample']>;
  readonly stop: () => void;
}

/** Starts playing as soon as the library is there. */
export function createMpegtsEngine(request: FlvRequest): PlayerEngine {
  let session: Session | null = null;
  let isDisposed = false;
  loadMpegts().then(
    (mpegts) => {
      if (!isDisposed) session = open(mpegts, request);
    },
    (cause: unknown) => {
      const detail = cause instanceof Error ? cause.message : String(cause);
      if (!isDisposed)
        request.onEvent({ kind: 'broken', error: mediaError('media.bad-stream', { params: { detail } }) });
    },
  );
  return {
    targetLatencyMs: 750,
    isSelfSteering: false,
    sample: () => session?.sample() ?? { codec: null, bitrateBps: null, latencyMs: null },
    dispose: () => {
      isDisposed = true;
      session?.stop();
      session = null;
    },
  };
}

/** Audio stays in the container: wall tiles are mute, and decoding audio costs. */
function open(mpegts: Library, { video, url, onEvent }: FlvRequest): Session {
  let codec: string | null = null;
  let isDisposed = false;
  const rate = new ByteRate();
  const zero = watchPictureZero(video);
  const onBytes = (bytes: Uint8Array): void => {
    rate.add(bytes.byteLength);
    zero.push(bytes);
  };
  const customLoader = gatewayLoader({ url, onBytes });
  const source = { type: 'flv', url: GATEWAY, isLive: true, hasAudio: false, hasVideo: true };
  const player = mpegts.createPlayer(source, { ...CONFIG, customLoader });
  const onVideoError = (): void => {
    if (isDisposed || !video.error) return;
    onEvent({ kind: 'broken', error: mediaError('media.bad-stream', { params: { detail: video.error.message } }) });
  };

  player.on(mpegts.Events.MEDIA_INFO, (info: { readonly videoCodec?: string }) => {
    if (isDisposed || !info.videoCodec || info.videoCodec === codec) return;
    codec = info.videoCodec;
    onEvent({ kind: 'described', codec });
  });
  player.on(mpegts.Events.LOADING_COMPLETE, () => {
    if (!isDisposed) onEvent({ kind: 'lost', error: mediaError('media.upstream-closed') });
  });
  player.on(mpegts.Events.ERROR, (type: string, detail: string, info: MseFailure) => {
    if (isDisposed) return;
    if (type === mpegts.ErrorTypes.NETWORK_ERROR) {
      onEvent({ kind: 'lost', error: mediaError('media.gateway-down') });
    } else if (detail === mpegts.ErrorDetails.MEDIA_CODEC_UNSUPPORTED || info.code === NOT_SUPPORTED) {
      onEvent({ kind: 'unsupported', codec: codecName(codec ?? codecIn(info.msg ?? '')) });
    } else {
      onEvent({ kind: 'broken', error: mediaError('media.bad-stream', { params: { detail: info.msg ?? detail } }) });
    }
  });
  video.addEventListener('error', onVideoError);
  player.attachMediaElement(video);
  player.load();

  return {
    sample: () => ({ codec, bitrateBps: rate.bitsPerSecond(performance.now()), latencyMs: null }),
    stop: () => {
      isDisposed = true;
      video.removeEventListener('error', onVideoError);
      zero.stop();
      player.destroy();
    },
  };
}

/** The codec named in Chromium's refusal (`... ('video/mp4;codecs=hvc1.1.6.L93.90') ...`); without a name, `H.265`. */
function codecIn(message: string): string {
  return /codecs="?([\w.]+)/.exec(message)?.[1] ?? 'H.265';
}
