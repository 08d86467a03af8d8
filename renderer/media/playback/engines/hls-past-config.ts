/** How hls.js plays recordings, and how much of them it loads. */
import type { HlsConfig } from 'hls.js';

/** For one tile of 16: at 4 Mbit/s these are 15 MB. A seek inside them needs no request. */
const AHEAD_SEC = 15;
const BEHIND_SEC = 15;
/** At higher rates as much of the viewer's time is loaded ahead, up to this. */
const MOST_AHEAD_SEC = 40;
/** From the begin of the search for a key frame up to behind the sought moment. */
const SEARCHED_SEC = 90;

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
};

type Limits = Pick<HlsConfig, 'maxBufferLength' | 'maxMaxBufferLength'>;

/** @param rate of the video. */
export const limitsAt = (rate: number): Limits => ({
  maxBufferLength: Math.min(MOST_AHEAD_SEC, AHEAD_SEC * Math.max(1, rate)),
  maxMaxBufferLength: MOST_AHEAD_SEC,
});

/** While the picture of a moment is searched for from an earlier key frame on. */
export const SEARCH_LIMITS: Limits = { maxBufferLength: SEARCHED_SEC, maxMaxBufferLength: SEARCHED_SEC };
