/** HLS from the gateway's loopback playlist, played by hls.js. The library is fetched when the first HLS stream opens. */
import type Hls from 'hls.js';
import type { ErrorData, HlsConfig } from 'hls.js';
import { codecName, mediaError, type HlsRequest, type PlayerEngine } from './player-engine.ts';
import { shelveHls } from '../sound/hls-shelf.ts';
import { PictureWatch } from './picture-watch.ts';

/**
 * One segment is being written, one is played, and one must have arrived before the played one ends: fewer segments
 * stutter.
 */
const LIVE_SYNC_SEGMENTS = 2;

const CONFIG: Partial<HlsConfig> = {
  enableWorker: false,
  // Without it hls.js never plays faster to catch up, and a tile that was delayed once stays late. The gateway leaves
  // parts
  // out of its playlists, so nothing else changes.
  lowLatencyMode: true,
  backBufferLength: 6,
  maxBufferLength: 10,
  maxMaxBufferLength: 20,
  maxBufferSize: 8_000_000,
  liveSyncDurationCount: LIVE_SYNC_SEGMENTS,
  liveMaxLatencyDurationCount: 4,
  maxLiveSyncPlaybackRate: 1.2,
};

/**
 * After a stall hls.js keeps one segment more, for ever; if no other stall follows, it is given back after this time.
 */
const STALL_FORGOTTEN_MS = 60_000;
/** The target duration that is assumed before the playlist has come. */
const ASSUMED_TARGET_MS = 6_000;
/** A network error that returns sooner than this after a repair is a loss. */
const REPAIR_FAILED_WITHIN_MS = 5_000;

interface Session {
  readonly hls: Hls;
  /** Called once a second. */
  readonly forgetStalls: () => void;
  readonly stop: () => void;
}

/** Starts playing when the library is loaded. The repair steps: start loading again, recover the media, give up. */
export function createHlsEngine(request: HlsRequest): PlayerEngine {
  let session: Session | null = null;
  let isDisposed = false;
  void import('hls.js/light').then(
    (library) => {
      if (!isDisposed) session = open(library.default, request);
    },
    (cause: unknown) => {
      const detail = cause instanceof Error ? cause.message : String(cause);
      if (!isDisposed)
        request.onEvent({ kind: 'broken', error: mediaError('media.bad-stream', { params: { detail } }) });
    },
  );
  return {
    /** Counted in segments; only the playlist has their length. */
    get targetLatencyMs() {
      const targetSec = session?.hls.targetLatency ?? null;
      return targetSec === null ? ASSUMED_TARGET_MS : targetSec * 1_000;
    },
    isSelfSteering: true,
    sample: () => {
      const hls = session?.hls;
      session?.forgetStalls();
      if (!hls) return { codec: null, bitrateBps: null, latencyMs: null };
      const level = hls.levels[hls.currentLevel];
      return {
        codec: level?.videoCodec ?? null,
        bitrateBps: level && level.bitrate > 0 ? level.bitrate : null,
        latencyMs: hls.latency > 0 ? hls.latency * 1000 : null,
      };
    },
    loadNow: () => {
      // After failures hls.js waits for up to 8 s. Without a playlist there is nothing that it could load again.
      if (session && session.hls.levels.length > 0) session.hls.startLoad();
    },
    dispose: () => {
      isDisposed = true;
      session?.stop();
      session = null;
    },
  };
}

function open(HlsClass: typeof Hls, { video, url, onEvent }: HlsRequest): Session {
  const hls = new HlsClass(CONFIG);
  shelveHls(HlsClass.Events, hls, video);
  const pictures = new PictureWatch();
  let stalledAtMs: number | null = null;
  const giveUp = (detail: string): void =>
    onEvent({ kind: 'broken', error: mediaError('media.bad-stream', { params: { detail } }) });
  const repairNetwork = networkRepair(hls);
  const ladder = (data: ErrorData): void => {
    if (data.type === HlsClass.ErrorTypes.NETWORK_ERROR) {
      if (!repairNetwork()) onEvent({ kind: 'lost', error: mediaError('media.upstream-closed', detailOf(data)) });
      return;
    }
    const repairs = pictures.repair();
    // A damaged segment may make hls.js throw. It fetches the segment again only on order.
    if (repairs === 1 && data.details === HlsClass.ErrorDetails.INTERNAL_EXCEPTION) hls.startLoad();
    else if (repairs <= 2 && data.type === HlsClass.ErrorTypes.MEDIA_ERROR) recoverMedia(hls, video);
    else giveUp(data.details);
  };
  /** Behind a repair hls.js may append a damaged segment without effect, and then loads nothing more. */
  const isFailedRepair = ({ details }: ErrorData): boolean =>
    details === HlsClass.ErrorDetails.BUFFER_APPEND_NO_PROGRESS && pictures.isRepairing;
  hls.on(HlsClass.Events.ERROR, (_event, data) => {
    if (data.details === HlsClass.ErrorDetails.BUFFER_STALLED_ERROR) stalledAtMs = performance.now();
    if (isUnreadableCodec(data)) {
      hls.stopLoad(); // it would fetch and refuse one segment after the other
      onEvent({ kind: 'unsupported', codec: 'H.265' });
    } else if (isFailedRepair(data)) giveUp(data.details);
    else if (!data.fatal) return;
    else if (isCodecRefusal(HlsClass, data)) onEvent({ kind: 'unsupported', codec: codecOf(hls) });
    else ladder(data);
  });
  hls.on(HlsClass.Events.LEVEL_UPDATED, (_event, { details }) => {
    // The browser may not decode pictures of a hidden page, for a tile that is only heard.
    if (document.hidden) pictures.restart();
    if (pictures.isInVain(details.endSN, video.getVideoPlaybackQuality().totalVideoFrames)) giveUp('no picture');
  });
  hls.on(HlsClass.Events.BUFFER_CODECS, (_event, tracks) => {
    const codec = tracks.video?.codec ?? tracks.audiovideo?.codec;
    if (codec) onEvent({ kind: 'described', codec });
  });
  hls.loadSource(url);
  hls.attachMedia(video);
  return {
    hls,
    forgetStalls: () => {
      const segmentSec = hls.latestLevelDetails?.targetduration;
      if (segmentSec === undefined || stalledAtMs === null) return;
      if (performance.now() - stalledAtMs < STALL_FORGOTTEN_MS) return;
      stalledAtMs = null;
      hls.targetLatency = LIVE_SYNC_SEGMENTS * segmentSec;
    },
    stop: () => {
      hls.destroy();
      video.removeAttribute('src');
      video.load();
    },
  };
}

/** @returns called at a fatal network error: whether hls.js loads again, because the error is the first one after some time. */
function networkRepair(hls: Hls): () => boolean {
  let repairs = 0;
  let repairedAtMs = -Infinity;
  return () => {
    const nowMs = performance.now();
    repairs = nowMs - repairedAtMs < REPAIR_FAILED_WITHIN_MS ? repairs + 1 : 1;
    repairedAtMs = nowMs;
    // Without a playlist there is nothing to load again: hls.js would do nothing without a message.
    if (repairs > 1 || hls.levels.length === 0) return false;
    hls.startLoad();
    return true;
  };
}

/** hls.js stops loading at a fatal error, and a recovery alone does not let it load again. */
function recoverMedia(hls: Hls, video: HTMLVideoElement): void {
  const positionSec = video.currentTime;
  hls.recoverMediaError();
  hls.startLoad(positionSec > 0 ? positionSec : -1);
}

const detailOf = ({ details }: ErrorData) => ({ params: { detail: details } });

function isCodecRefusal(HlsClass: typeof Hls, data: ErrorData): boolean {
  return (
    data.details === HlsClass.ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR ||
    data.details === HlsClass.ErrorDetails.BUFFER_ADD_CODEC_ERROR ||
    data.details === HlsClass.ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR
  );
}

/**
 * The light build cannot read H.265 in transport streams and calls that a damaged segment; in MP4 segments it can read
 * it.
 */
function isUnreadableCodec(data: ErrorData): boolean {
  return /\bHEVC\b/.test(data.reason ?? '');
}

function codecOf(hls: Hls): string {
  const codec = hls.levels.find((level) => level.videoCodec)?.videoCodec;
  return codec ? codecName(codec) : 'H.265';
}
