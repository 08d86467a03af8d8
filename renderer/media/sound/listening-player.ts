/**
 * Plays the sound of one stream beside its picture: wall players play no sound, because decoding sound for every tile
 * costs. It joins the same upstream as a second viewer.
 */
import { gatewayLoader } from '../engines/gateway-loader.ts';
import { GATEWAY_CONFIG, loadMpegts } from '../engines/mpegts.ts';

export interface ListeningEvents {
  readonly onPlaying: () => void;
  /** The connection ended or the sound cannot be decoded. */
  readonly onLost: () => void;
}

const CONFIG = {
  ...GATEWAY_CONFIG,
  customLoader: gatewayLoader(),
  autoCleanupSourceBuffer: true,
  autoCleanupMaxBackwardDuration: 8,
  autoCleanupMinBackwardDuration: 4,
  // As far behind the newest sound as wall tiles are behind the newest picture.
  liveSync: true,
  liveSyncTargetLatency: 0.7,
  liveSyncMaxLatency: 1.3,
  liveSyncPlaybackRate: 1.1,
} as const;

export class ListeningPlayer {
  readonly #audio = document.createElement('audio');
  readonly #events: ListeningEvents;
  #isDisposed = false;
  #destroy: () => void = () => undefined;

  constructor(url: string, events: ListeningEvents) {
    this.#events = events;
    this.#audio.addEventListener('playing', events.onPlaying);
    loadMpegts()
      .then((mpegts) => this.#open(mpegts, url))
      .catch(() => this.#lose());
  }

  /** How much has been played. */
  get playedSec(): number {
    return this.#audio.currentTime;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#audio.removeEventListener('playing', this.#events.onPlaying);
    this.#destroy();
    this.#destroy = () => undefined;
  }

  #open(mpegts: Awaited<ReturnType<typeof loadMpegts>>, url: string): void {
    if (this.#isDisposed) return;
    const player = mpegts.createPlayer({ type: 'flv', url, isLive: true, hasAudio: true, hasVideo: false }, CONFIG);
    this.#destroy = () => player.destroy();
    player.on(mpegts.Events.ERROR, () => this.#lose());
    player.on(mpegts.Events.LOADING_COMPLETE, () => this.#lose());
    player.attachMediaElement(this.#audio);
    player.load();
    this.#audio.play().catch(() => undefined);
  }

  #lose(): void {
    if (this.#isDisposed) return;
    this.dispose();
    this.#events.onLost();
  }
}
