/** How hls.js plays recordings, and how much of them it loads. */
import type { HlsConfig, LoadPolicy, RetryConfig } from 'hls.js';
import { STILL_LIST, WORKER_PATIENCE_MS } from '../../../../preload/domain/recording/playback-retry.ts';

/** For one tile of 16: at 4 Mbit/s these are 15 MB. A seek inside them needs no request. */
const AHEAD_SEC = 15;
const BEHIND_SEC = 15;
/** At higher rates as much of the viewer's time is loaded ahead, up to this. */
const MOST_AHEAD_SEC = 40;
/** From the begin of the search for a key frame up to behind the sought moment. */
const SEARCHED_SEC = 90;

/** From the first byte to the last: segments come over loopback as fast as their server sends them. */
const BODY_MS = 30_000;

const patient = (errorRetry: RetryConfig | null): LoadPolicy => ({
  default: {
    maxTimeToFirstByteMs: WORKER_PATIENCE_MS,
    maxLoadTimeMs: WORKER_PATIENCE_MS + BODY_MS,
    timeoutRetry: null,
    errorRetry,
  },
});

/** No request is repeated: the worker of the gateway has done so, and gave up. */
const ONCE = patient(null);

/**
 * No retries, although the fields are named so. The library has one record for two failures. A segment that cannot be decoded
 * is passed over, up to this number of them; with 0 the first one would end the recording. A segment that cannot be loaded is
 * loaded by the order of the page alone: the engine stops the library before it asks again (`HlsPastEngine#lose`;
 * test/integration/player/lost-segment.test.ts counts the requests). Without the intention to ask again the library would take
 * that segment for a gap in a recording that grows.
 */
const PASSED_OVER: RetryConfig = {
  maxNumRetry: 6,
  retryDelayMs: 1_000,
  maxRetryDelayMs: 8_000,
  shouldRetry: (_config, _count, _isTimeout, answer) => answer !== undefined,
};

/** Has the gateway load nothing ahead while a player stands still. @param isStill it is paused, and has its picture. */
export const listedFor = (isStill: () => boolean): Pick<HlsConfig, 'xhrSetup'> => ({
  xhrSetup: (xhr, url, context) => {
    const isList = 'type' in context && String(context.type) === 'level';
    if (isList && isStill()) xhr.open('GET', new URL(STILL_LIST, url).href, true);
  },
});

/** Settings of a player of recordings. */
export const PAST_CONFIG: Partial<HlsConfig> = {
  enableWorker: false,
  // The first position is known when the playlist has come.
  autoStartLoad: false,
  // A playlist that still grows is no live stream: nothing hurries to its end.
  lowLatencyMode: false,
  maxLiveSyncPlaybackRate: 1,
  liveDurationInfinity: false,
  backBufferLength: BEHIND_SEC,
  maxBufferLength: AHEAD_SEC,
  maxMaxBufferLength: MOST_AHEAD_SEC,
  // The length alone decides. Without this, streams of low bit rate would be loaded for minutes ahead.
  maxBufferSize: 0,
  // Clouds cut segments between pictures; a hole of a few pictures is not worth a stop.
  maxBufferHole: 0.3,
  manifestLoadPolicy: ONCE,
  playlistLoadPolicy: ONCE,
  keyLoadPolicy: ONCE,
  fragLoadPolicy: patient(PASSED_OVER),
};

type Limits = Pick<HlsConfig, 'maxBufferLength' | 'maxMaxBufferLength'>;

/** @param rate of the video. */
export const limitsAt = (rate: number): Limits => ({
  maxBufferLength: Math.min(MOST_AHEAD_SEC, AHEAD_SEC * Math.max(1, rate)),
  maxMaxBufferLength: MOST_AHEAD_SEC,
});

/** While the picture of a moment is searched for from an earlier key frame on. */
export const SEARCH_LIMITS: Limits = { maxBufferLength: SEARCHED_SEC, maxMaxBufferLength: SEARCHED_SEC };
