/**
 * A camera of playback as the governor sees it: what its recording costs, and how it gives way. Lowered, it plays the sub
 * stream; parked, it shows key pictures only. A picture that stands still costs nothing and is always whole.
 */
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import { ASSUMED_PIXEL_RATES } from '../pool/decoder-budget.ts';
import type { GovernedTile, Restraint } from '../pool/governor.ts';
import type { WatchedPlayer } from '../pool/load-watch.ts';
import { PlaybackMeter } from '../live/playback-meter.ts';
import { NO_STATISTICS, type PlayerState, type PlayerStatistics } from '../live/player-state.ts';
import type { GovernedSlot } from '../pool/pool-governor.ts';
import type { PastPlayer } from './past-player.ts';
import { isByKeyPictures } from './clock/rates.ts';

export class GovernedPast implements GovernedSlot, WatchedPlayer {
  readonly #player: PastPlayer;
  readonly #meter: PlaybackMeter;
  readonly #pixelRates: Record<StreamProfile, number> = { ...ASSUMED_PIXEL_RATES };
  /** The stream that the size of the tile asks for. */
  #wish: StreamProfile;
  #restraint: Restraint['kind'] | null = null;
  #rate = 1;
  /** Since when all pictures show without a break, epoch ms; null while they do not. */
  #movingSinceMs: number | null = null;
  #statistics: PlayerStatistics = NO_STATISTICS;

  constructor(player: PastPlayer, wish: StreamProfile) {
    this.#player = player;
    this.#wish = wish;
    this.#meter = new PlaybackMeter(player.video);
  }

  /** A device plays at its own pace, and one recording at a time: its player is left alone. */
  get isLeftAlone(): boolean {
    return this.#player.isPacedByDevice;
  }

  /** Above normal speed a screen shows fewer pictures than were decoded: drops say nothing then. */
  get state(): PlayerState {
    const sinceMs = this.#rate > 0 && this.#rate <= 1 ? this.#movingSinceMs : null;
    return sinceMs === null ? { phase: 'idle' } : { phase: 'playing', sinceMs };
  }

  get statistics(): PlayerStatistics {
    return this.#statistics;
  }

  /** The size of the tile changed. */
  setWish(wish: StreamProfile): void {
    this.#wish = wish;
    this.#apply();
  }

  /** Called with every tick of the clock. @param rate of the clock. @param nowMs epoch ms. */
  tick(rate: number, nowMs: number): void {
    const isMoving = this.#player.keys === null && this.#player.state.phase === 'playing';
    if (rate !== this.#rate || !isMoving) this.#movingSinceMs = null;
    if (isMoving) this.#movingSinceMs ??= nowMs;
    this.#rate = rate;
  }

  /** Reads the counters of the element; called before each look of the governor. */
  measure(nowMs: number): void {
    const { videoWidth: width, videoHeight: height } = this.#player.video;
    const { fps, droppedFrames } = this.#meter.read(nowMs);
    this.#statistics = { ...NO_STATISTICS, width, height, fps, droppedFrames };
    const isMeasured = this.state.phase === 'playing' && width > 0 && fps > 1;
    if (isMeasured) this.#pixelRates[this.#player.stream.opened] = (width * height * fps) / this.#rate;
  }

  demand(): Omit<GovernedTile, 'key' | 'isProtected'> | null {
    const { stream, video } = this.#player;
    const speed = isByKeyPictures(this.#rate) ? 1 : this.#rate;
    return {
      wanted: this.#wish,
      canLower: stream.hasSub,
      areaPx: video.clientWidth * video.clientHeight,
      // Only the selected camera is enlarged.
      isMaximised: false,
      // A recording without key pictures has nothing to show instead of all pictures.
      isWatched: !stream.hasKeys,
      pixelRates: { main: this.#pixelRates.main * speed, sub: this.#pixelRates.sub * speed },
    };
  }

  players(): readonly WatchedPlayer[] {
    return [this];
  }

  restrain(restraint: Restraint | null): void {
    this.#restraint = restraint?.kind ?? null;
    this.#apply();
  }

  #apply(): void {
    const { stream } = this.#player;
    stream.wanted = this.#restraint === null ? this.#wish : 'sub';
    stream.isKeysOnly = this.#restraint === 'parked';
  }
}
