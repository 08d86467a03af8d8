/**
 * The players of several cameras on one clock. Neither the clock nor the players have a timer of their own: `beat`
 * passes the time to them and publishes their state.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { ClockedPlayer } from '../../../media/playback/clock/clocked-player.ts';
import type { StepDirection } from '../../../media/playback/engines/frame-stepper.ts';
import type { PastPlayer } from '../../../media/playback/past-player.ts';
import { PlaybackClock } from '../../../media/playback/clock/playback-clock.ts';
import { shuttle, type Shuttle, type ShuttleKey } from '../../../media/playback/clock/shuttle.ts';
import { PlayerMeters } from './player-meters.ts';
import { isSameStanding, NOTHING_PLAYS, type Standing, type PlayBarState } from '../recordings/standing.ts';

/** A player on the clock, which steps by pictures and reports its picture. */
export type TimedPlayer = ClockedPlayer &
  Pick<PastPlayer, 'state' | 'keys' | 'isPacedByDevice' | 'isStepping' | 'step' | 'tick'>;

/** The functions of the window that the players need. */
export interface TimedPlayersPorts {
  /** The moment that shows, epoch ms; null before one was chosen. */
  readonly momentMs: () => number | null;
  readonly showMoment: (atMs: number) => void;
  readonly saveMoment: () => void;
  /** Brings a moment in sight of the timeline. */
  readonly reveal: (atMs: number) => void;
  /** By how much the clock of a recording is ahead, ms, set by eye; null: not set. */
  readonly offsetOf: (id: ChannelId) => number | null;
  readonly setOffsetOf: (id: ChannelId, offsetMs: number | null) => void;
  /** Epoch ms. */
  readonly nowMs: () => number;
  /** Ms of a clock that never runs backwards. */
  readonly steadyMs: () => number;
}

/** A step to another picture: of this player, from this moment. The other cameras follow when the picture shows. */
interface Stepping {
  readonly player: TimedPlayer;
  readonly by: StepDirection;
  readonly offsetMs: number;
  readonly fromMs: number;
  readonly endsAtMs: number;
}

interface LoopEnds {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** At the end of the footage no picture follows. */
const LONGEST_STEP_MS = 2_000;

const isAfter = (ms: number | null, atMs: number): number | null => (ms !== null && ms > atMs ? ms : null);
const isBefore = (ms: number | null, atMs: number): number | null => (ms !== null && ms < atMs ? ms : null);

export class TimedPlayers<Player extends TimedPlayer = TimedPlayer> {
  readonly store: UseBoundStore<StoreApi<PlayBarState>> = create<PlayBarState>(() => NOTHING_PLAYS);
  readonly #ports: TimedPlayersPorts;
  readonly #clock: PlaybackClock;
  readonly #players = new Map<ChannelId, Player>();
  readonly #meters = new PlayerMeters();
  #stepping: Stepping | null = null;

  constructor(ports: TimedPlayersPorts) {
    this.#ports = ports;
    this.#clock = new PlaybackClock({ range: { fromMs: 0, toMs: ports.nowMs() }, atMs: 0 });
  }

  /** Puts the player of a camera on the clock. @returns takes it off; the caller disposes of the player. */
  join(id: ChannelId, player: Player): () => void {
    this.#clock.add(id, player);
    this.#clock.setOffset(id, this.#ports.offsetOf(id));
    this.#players.set(id, player);
    return () => {
      this.#clock.remove(id);
      this.#players.delete(id);
      this.#meters.drop(id);
    };
  }

  playerOf(id: ChannelId): Player | null {
    return this.#players.get(id) ?? null;
  }

  /** Goes to a moment, in sight of the timeline. @param atMs epoch ms; kept between 0 and now. */
  seek(atMs: number): void {
    const { nowMs, reveal, showMoment, saveMoment } = this.#ports;
    this.#reachNow();
    const reachedMs = Math.round(Math.min(Math.max(0, atMs), nowMs()));
    this.#stepping = null;
    this.#clock.seek(reachedMs);
    for (const [id, player] of this.#players) this.#tryAgain(id, player, reachedMs);
    reveal(reachedMs);
    showMoment(reachedMs);
    saveMoment();
    // At once: an operator who clicks waits for the picture.
    this.beat();
  }

  /** Takes a camera off the clock, where its picture stands still, or puts it back in step. False without a player. */
  toggleSync(id: ChannelId): boolean {
    const player = this.#players.get(id);
    if (player === undefined) return false;
    const isApart = !this.#isSynced(id);
    if (!isApart) player.pause();
    this.#clock.setSynced(id, isApart);
    this.publish();
    return true;
  }

  /**
   * Sets the offset of a camera by eye, and puts it back in step: the picture on which it stands apart is of the moment of the
   * clock. Takes the offset of a camera in step away. False where there is nothing to set or to take away.
   */
  setOffset(id: ChannelId): boolean {
    const { offsetOf, setOffsetOf } = this.#ports;
    if (this.#isSynced(id)) {
      if (offsetOf(id) === null) return false;
      setOffsetOf(id, null);
    } else {
      const ownMs = this.#players.get(id)?.atMs ?? null;
      if (ownMs === null) return false;
      setOffsetOf(id, Math.round(ownMs - this.#clock.state.atMs));
      this.#clock.setSynced(id, true);
    }
    this.beat();
    return true;
  }

  /** The offsets were changed elsewhere. */
  takeOffsets(): void {
    for (const id of this.#players.keys()) this.#clock.setOffset(id, this.#ports.offsetOf(id));
  }

  /** Moves a camera that stands apart, and no other. False for a camera in step. */
  moveApart(id: ChannelId, byMs: number): boolean {
    const player = this.#players.get(id);
    if (player === undefined || this.#isSynced(id)) return false;
    const { atMs } = player;
    if (atMs !== null) player.seek(Math.min(Math.max(0, Math.round(atMs + byMs)), this.#ports.nowMs()));
    return true;
  }

  #isSynced(id: ChannelId): boolean {
    return this.#clock.standingOf(id)?.isSynced ?? true;
  }

  /** The clock leaves a camera that failed alone: another moment may be played all the same. */
  #tryAgain(id: ChannelId, player: Player, atMs: number): void {
    const ownMs = atMs + (this.#ports.offsetOf(id) ?? 0);
    const mayPlay = player.phase === 'failed' && player.footageAt(ownMs).kind !== 'none';
    if (this.#isSynced(id) && mayPlay) player.seek(ownMs);
  }

  /** Pauses, and shows the next picture of a camera, or the one before. False without a picture. */
  stepPicture(id: ChannelId, by: StepDirection): boolean {
    const player = this.#players.get(id);
    const fromMs = player?.atMs ?? null;
    if (player === undefined || fromMs === null) return false;
    if (!this.#isSynced(id)) {
      player.step(by);
      return true;
    }
    this.pause();
    if (player.keys !== null) {
      // The picture of the moment itself comes first.
      this.beat();
      return true;
    }
    const offsetMs = this.#ports.offsetOf(id) ?? 0;
    for (const other of this.#players.values()) other.pause();
    this.#stepping = { player, by, offsetMs, fromMs, endsAtMs: this.#ports.nowMs() + LONGEST_STEP_MS };
    player.step(by);
    return true;
  }

  #followStep(): void {
    if (this.#stepping === null) return;
    const { player, by, offsetMs, fromMs, endsAtMs } = this.#stepping;
    const atMs = player.phase === 'ready' && !player.isStepping ? player.atMs : null;
    if (this.#ports.nowMs() >= endsAtMs) this.#stepping = null;
    if (atMs === null || (atMs - fromMs) * by <= 0) return;
    this.#stepping = null;
    const clockMs = atMs - offsetMs;
    this.#clock.seek(clockMs);
    this.#ports.showMoment(clockMs);
    this.#ports.saveMoment();
  }

  /** Toggles whether all cameras wait for a camera that loads, or none. */
  toggleWaiting(): void {
    this.#clock.waitRule = this.#clock.waitRule === 'all' ? 'nobody' : 'all';
    this.publish();
  }

  toggleSkipping(): void {
    this.#clock.skipsGaps = !this.#clock.skipsGaps;
    this.publish();
  }

  /** Sets the begin of the part that is played again and again to the moment that shows. False before a moment was chosen. */
  loopFrom(): boolean {
    return this.#setLoop((atMs, { toMs }) => ({ fromMs: atMs, toMs: isAfter(toMs, atMs) }));
  }

  /** Sets its end. */
  loopTo(): boolean {
    return this.#setLoop((atMs, { fromMs }) => ({ fromMs: isBefore(fromMs, atMs), toMs: atMs }));
  }

  endLoop(): void {
    this.store.setState({ loopFromMs: null, loopToMs: null });
    this.#clock.loop = null;
    this.publish();
  }

  /**
   * Sets the part from A to B, or takes it away. The picture stays where it is: the part is repeated once playback is within.
   *
   * @param part epoch ms.
   */
  setPart(part: TimeRange | null): void {
    if (part === null) return this.endLoop();
    this.store.setState({ loopFromMs: part.fromMs, loopToMs: part.toMs });
    this.#clock.loop = null;
    this.#repeatWithin();
    this.publish();
  }

  /** A part that was chosen beside the moment is repeated from the time on at which playback is within the part. */
  #repeatWithin(): void {
    const { loopFromMs: fromMs, loopToMs: toMs } = this.store.getState();
    if (this.#clock.loop !== null || fromMs === null || toMs === null) return;
    const { atMs } = this.#clock.state;
    if (atMs >= fromMs && atMs < toMs) this.#clock.loop = { fromMs, toMs };
  }

  #setLoop(change: (atMs: number, before: LoopEnds) => LoopEnds): boolean {
    const atMs = this.#ports.momentMs();
    if (atMs === null) return false;
    const { loopFromMs, loopToMs } = this.store.getState();
    const { fromMs, toMs } = change(atMs, { fromMs: loopFromMs, toMs: loopToMs });
    this.store.setState({ loopFromMs: fromMs, loopToMs: toMs });
    this.#clock.loop = fromMs === null || toMs === null ? null : { fromMs, toMs };
    this.#ports.showMoment(this.#clock.state.atMs);
    this.publish();
    return true;
  }

  /** Plays or pauses. False before a moment was chosen. */
  togglePlay(): boolean {
    if (this.#ports.momentMs() === null) return false;
    if (this.#clock.state.isPlaying) this.pause();
    else this.#clock.play();
    this.publish();
    return true;
  }

  pause(): void {
    this.#clock.pause();
    // After a pause the operator expects the time to run forward.
    if (this.#clock.state.rate < 0) this.#clock.setRate(1);
    this.#ports.saveMoment();
    this.publish();
  }

  /** Plays forward (`l`) or backwards (`j`), faster with each press. False before a moment was chosen. */
  shuttleBy(key: ShuttleKey): boolean {
    if (this.#ports.momentMs() === null) return false;
    const { rate, isPlaying } = this.#clock.state;
    const able = this.#clock.rates.filter((one) => one > 0 === (key === 'l')).map(Math.abs);
    const now: Shuttle = { direction: rate > 0 ? 'forward' : 'backward', rate: Math.abs(rate), isPlaying };
    const next = shuttle(now, key, able);
    this.#clock.setRate(next.direction === 'forward' ? next.rate : -next.rate);
    if (next.isPlaying) this.#clock.play();
    this.publish();
    return true;
  }

  /** Plays faster or slower by one step; slower than slow motion is backwards. False before a moment was chosen. */
  stepRate(by: -1 | 1): boolean {
    if (this.#ports.momentMs() === null) return false;
    const rates = this.#clock.rates.toSorted((a, b) => a - b);
    const next = rates[rates.indexOf(this.#clock.state.rate) + by];
    if (next !== undefined) this.#clock.setRate(next);
    this.publish();
    return true;
  }

  /** @param rate times the normal speed; the nearest one that all cameras can play is taken. */
  setRate(rate: number): void {
    this.#clock.setRate(rate);
    this.publish();
  }

  /** Stands still as a session was left. @param atMs epoch ms; null: no moment was chosen yet. */
  stand(atMs: number | null, rate: number): void {
    this.#stepping = null;
    this.#clock.pause();
    this.#reachNow();
    this.#clock.seek(atMs ?? 0);
    this.setRate(rate);
  }

  /** Begins at the moment that shows, if there is one. */
  begin(): void {
    const atMs = this.#ports.momentMs();
    if (atMs === null) return;
    this.#reachNow();
    this.#clock.seek(atMs);
  }

  /** Passes the time to the clock and the players. */
  beat(): void {
    this.#reachNow();
    for (const player of this.#players.values()) player.tick(this.#ports.nowMs());
    this.#followStep();
    this.#repeatWithin();
    if (this.#stepping === null) this.#clock.tick(this.#ports.steadyMs());
    for (const [id, player] of this.#players) this.#measure(id, player);
    const { isPlaying, hasEnded, atMs } = this.#clock.state;
    if (isPlaying || hasEnded) this.#ports.showMoment(atMs);
    this.publish();
  }

  #reachNow(): void {
    this.#clock.setRange({ fromMs: 0, toMs: this.#ports.nowMs() });
  }

  /** A player that the clock stopped shows no speed, and one that is alone on the clock is never out of step. */
  #measure(id: ChannelId, { phase, atMs, keys, isPacedByDevice }: Player): void {
    const { isPlaying, rate, waitingFor } = this.#clock.state;
    const isRunning = isPlaying && waitingFor.length === 0 && phase === 'ready' && keys !== 'picture';
    const isCompared = this.#stepping === null && this.#players.size > 1;
    this.#meters.take(id, {
      nowMs: this.#ports.steadyMs(),
      rate,
      isPacedByDevice,
      atMs: isRunning ? atMs : null,
      errorMs: isCompared ? (this.#clock.standingOf(id)?.errorMs ?? null) : null,
    });
  }

  publish(): void {
    const { isPlaying, rate, waitingFor } = this.#clock.state;
    const before = this.store.getState();
    const standings = Object.fromEntries(
      [...this.#players].map(([id, player]) => {
        const known = before.standings[id];
        const now = this.#standing(id, player);
        return [id, known !== undefined && isSameStanding(known, now) ? known : now];
      }),
    );
    const { rates, skipsGaps, waitRule } = this.#clock;
    this.store.setState({
      isPlaying,
      rate,
      skipsGaps,
      waitRule,
      standings,
      waitingFor:
        waitingFor.join() === before.waitingFor.join() ? before.waitingFor : (waitingFor as readonly ChannelId[]),
      rates: rates.join() === before.rates.join() ? before.rates : rates,
    });
  }

  #standing(id: ChannelId, { phase, atMs, state, keys }: Player): Standing {
    return {
      phase,
      atMs,
      state,
      keys,
      isSynced: this.#isSynced(id),
      offsetMs: this.#ports.offsetOf(id),
      ...this.#meters.of(id),
    };
  }
}
