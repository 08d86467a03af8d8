/** HLS from the gateway's loopback playlist, played by hls.js. The library is fetched when the first HLS stream opens. */
import type Hls from 'hls.js';
import type { ErrorData, HlsConfig } from 'hls.js';
import { codecName, mediaError, type HlsRequest, type PlayerEngine } from '../player-engine.ts';

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
/** A media error that returns sooner than this after a repair is repaired one step harder. */
const REPAIR_WINDOW_MS = 5_000;
/** New lists of segments, one after another, of which nothing comes into the buffer: then nothing will come. */
const MOST_LISTS_IN_VAIN = 6;

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
    /** Counted in segments; only the playlist tells how long they are. */
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
  let repairs = 0;
  let repairedAtMs = -Infinity;
  let stalledAtMs: number | null = null;
  const giveUp = (data: ErrorData): void =>
    onEvent({ kind: 'broken', error: mediaError('media.bad-stream', detailOf(data)) });
  const ladder = (data: ErrorData): void => {
    const nowMs = performance.now();
    repairs = nowMs - repairedAtMs < REPAIR_WINDOW_MS ? repairs + 1 : 1;
    repairedAtMs = nowMs;
    const isNetwork = data.type === HlsClass.ErrorTypes.NETWORK_ERROR;
    // Without a playlist there is nothing to load again: hls.js would do nothing without a message.
    if (repairs === 1 && isNetwork && hls.levels.length > 0) return hls.startLoad();
    // A damaged segment may make hls.js throw. It fetches the segment again only when it is told to.
    if (repairs === 1 && data.details === HlsClass.ErrorDetails.INTERNAL_EXCEPTION) return hls.startLoad();
    if (repairs <= 2 && data.type === HlsClass.ErrorTypes.MEDIA_ERROR) return hls.recoverMediaError();
    if (isNetwork) onEvent({ kind: 'lost', error: mediaError('media.upstream-closed', detailOf(data)) });
    else giveUp(data);
  };
  /** Behind a repair hls.js may append a damaged segment without effect, and then loads nothing more. */
  const isFailedRepair = ({ details }: ErrorData): boolean =>
    details === HlsClass.ErrorDetails.BUFFER_APPEND_NO_PROGRESS && performance.now() - repairedAtMs < REPAIR_WINDOW_MS;
  hls.on(HlsClass.Events.ERROR, (_event, data) => {
    if (data.details === HlsClass.ErrorDetails.BUFFER_STALLED_ERROR) stalledAtMs = performance.now();
    if (isUnreadableCodec(data)) {
      hls.stopLoad(); // it would fetch and refuse one segment after the other
      onEvent({ kind: 'unsupported', codec: 'H.265' });
    } else if (isFailedRepair(data)) giveUp(data);
    else if (!data.fatal) return;
    else if (isCodecRefusal(HlsClass, data)) onEvent({ kind: 'unsupported', codec: codecOf(hls) });
    else ladder(data);
  });
  const isInVain = vainLists(video);
  hls.on(HlsClass.Events.LEVEL_UPDATED, (_event, { details }) => {
    if (isInVain(details.endSN)) onEvent({ kind: 'broken', error: mediaError('media.bad-stream', NOTHING_APPENDED) });
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

const NOTHING_APPENDED = { params: { detail: 'nothing appended' } };

/**
 * Damaged segments may end without an error and without media in the buffer, and hls.js goes on with the next one for ever.
 *
 * @returns called with the number of the last segment of each list: whether too many lists brought nothing.
 */
function vainLists(video: HTMLVideoElement): (lastNumber: number) => boolean {
  let bufferedSec = 0;
  let listed = -1;
  let lists = 0;
  return (lastNumber) => {
    const { buffered } = video;
    const endSec = buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
    if (endSec !== bufferedSec) lists = 0;
    else if (lastNumber > listed) lists += 1;
    bufferedSec = endSec;
    listed = lastNumber;
    return lists === MOST_LISTS_IN_VAIN;
  };
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
