/** FLV over the gateway's WebSocket, remuxed by mpegts.js into Media Source Extensions. */
import mpegts from 'mpegts.js';
import { codecName, mediaError, type EngineRequest, type PlayerEngine } from '../player-engine.ts';

mpegts.LoggingControl.enableAll = false;

/** DOMException.NOT_SUPPORTED_ERR: `addSourceBuffer` refused the codec. */
const NOT_SUPPORTED = 9;

const CONFIG = {
  isLive: true,
  // A worker costs 140 MB more for 16 tiles and saves no CPU; demuxing of sub streams is cheap on the main thread.
  enableWorker: false,
  // The gateway already sends in batches; a stash on top would only add delay.
  enableStashBuffer: false,
  lazyLoad: false,
  autoCleanupSourceBuffer: true,
  autoCleanupMaxBackwardDuration: 8,
  autoCleanupMinBackwardDuration: 4,
  statisticsInfoReportInterval: 1000,
  fixAudioTimestampGap: false,
} as const;

/** mpegts.js types its events loosely; these are the parts that are read here. */
interface MseFailure {
  readonly code?: number;
  readonly msg?: string;
}

/** Starts playing at once. Audio is left in the container: wall tiles are mute, and decoding it costs. */
export function createMpegtsEngine({ video, url, onEvent }: EngineRequest): PlayerEngine {
  let codec: string | null = null;
  let isDisposed = false;
  const player = mpegts.createPlayer({ type: 'flv', url, isLive: true, hasAudio: false, hasVideo: true }, CONFIG);
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
    targetLatencyMs: 700,
    isSelfSteering: false,
    sample: () => {
      const speedKBps = (player.statisticsInfo as { readonly speed?: number }).speed;
      return { codec, bitrateBps: speedKBps === undefined ? null : speedKBps * 8192, latencyMs: null };
    },
    dispose: () => {
      if (isDisposed) return;
      isDisposed = true;
      video.removeEventListener('error', onVideoError);
      player.destroy();
    },
  };
}

/** The codec named in Chromium's refusal (`... ('video/mp4;codecs=hvc1.1.6.L93.90') ...`), or what is known: nothing. */
function codecIn(message: string): string {
  return /codecs="?([\w.]+)/.exec(message)?.[1] ?? 'H.265';
}
