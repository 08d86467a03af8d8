/**
 * Plays the cameras of playback on one clock. Neither the clock nor the players have a timer of their own: while the screen is
 * there, they are told the time, and what they say is published.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { PlaybackClock, type ClockState, type WaitRule } from '../../../media/past/playback-clock.ts';
import type { ClockedPhase } from '../../../media/past/clocked-player.ts';
import type { StepDirection } from '../../../media/past/frame-stepper.ts';
import { shuttle, type Shuttle, type ShuttleKey } from '../../../media/past/shuttle.ts';
import type { KeysShow } from '../../../media/past/key-player.ts';
import type { PastPlayer } from '../../../media/past/past-player.ts';
import type { PastPlayerState } from '../../../media/past/past-setup.ts';
import { offsetOf, setOffsetOf, useOffsets } from './offsets.ts';
import { SpeedMeter } from './speed-meter.ts';
import { saveMoment, showMoment, useSession } from './session.ts';
import { timeline } from './timeline.ts';

/** What the player of a camera shows. */
export interface Standing {
  readonly phase: ClockedPhase;
  readonly state: PastPlayerState;
  /** What key pictures show; null while all pictures show. */
  readonly keys: KeysShow | null;
  /** How fast a device plays, times the normal speed; null for recordings of clouds, and before enough was seen. */
  readonly measuredRate: number | null;
  /** The moment of the picture, epoch ms; null without a picture. */
  readonly atMs: number | null;
  /** False: the camera stands apart from the clock, on a picture of its own. */
  readonly isSynced: boolean;
  /** By how much the clock of the recording is ahead of the other cameras, ms, set by eye; null: not set. */
  readonly offsetMs: number | null;
}

interface Transport extends Pick<ClockState, 'isPlaying' | 'rate'> {
  /** The cameras that the clock waits for. */
  readonly waitingFor: readonly ChannelId[];
  /** The rates at which every camera can play. */
  readonly rates: readonly number[];
  readonly skipsGaps: boolean;
  readonly waitRule: WaitRule;
  /** Where the part begins that is played again and again, and where it ends, epoch ms; null: not set. */
  readonly loopFromMs: number | null;
  readonly loopToMs: number | null;
  readonly standings: Readonly<Record<ChannelId, Standing>>;
}

const TICK_MS = 100;

const clock = new PlaybackClock({ range: { fromMs: 0, toMs: Date.now() }, atMs: 0 });
const players = new Map<ChannelId, PastPlayer>();
const meters = new Map<ChannelId, SpeedMeter>();

export const useTransport = create<Transport>(() => ({
  ...{ isPlaying: false, rate: 1, waitingFor: [], rates: [1], skipsGaps: false, standings: {} },
  ...{ waitRule: 'all', loopFromMs: null, loopToMs: null },
}));

/** Puts the player of a camera on the clock. @returns takes it off; the caller disposes of the player. */
export function join(id: ChannelId, player: PastPlayer): () => void {
  clock.add(id, player);
  clock.setOffset(id, offsetOf(id));
  players.set(id, player);
  return () => {
    clock.remove(id);
    players.delete(id);
    meters.delete(id);
  };
}

/** Under which the key picture of a camera at a moment is asked for; null where the player of the camera has not loaded it. */
export const playlistOf = (id: ChannelId, atMs: number): string | null => players.get(id)?.playlistAt(atMs) ?? null;

/** The element in which a camera plays; null before a moment was chosen. */
export const videoOf = (id: ChannelId): HTMLVideoElement | null => players.get(id)?.video ?? null;

/** The picture that a camera shows. */
export interface PastPicture {
  readonly video: HTMLVideoElement;
  /** The moment of the picture, epoch ms. */
  readonly atMs: number;
  readonly isEstimated: boolean;
}

/** Null while the camera shows none. */
export function pictureOf(id: ChannelId): PastPicture | null {
  const player = players.get(id);
  const atMs = player?.phase === 'ready' ? player.pictureMs : null;
  // Key pictures are made smaller for their tile.
  if (player === undefined || atMs === null || player.keys !== null || player.video.videoWidth === 0) return null;
  return { video: player.video, atMs, isEstimated: player.stamps === 'estimated' };
}

/** Goes to a moment, in sight of the timeline. */
export function seek(atMs: number): void {
  const nowMs = Date.now();
  clock.setRange({ fromMs: 0, toMs: nowMs });
  const reachedMs = Math.round(Math.min(Math.max(0, atMs), nowMs));
  stepping = null;
  clock.seek(reachedMs);
  for (const [id, player] of players) tryAgain(id, player, reachedMs);
  timeline.reveal(reachedMs);
  showMoment(reachedMs);
  saveMoment();
  // At once: an operator who clicks waits for the picture.
  beat();
}

/** Takes a camera off the clock, where its picture stands still, or puts it back in step. False without a player. */
export function toggleSync(id: ChannelId): boolean {
  const player = players.get(id);
  if (player === undefined) return false;
  const isApart = !isSynced(id);
  if (!isApart) player.pause();
  clock.setSynced(id, isApart);
  publish();
  return true;
}

/**
 * Sets the offset of a camera by eye, and puts it back in step: the picture on which it stands apart is of the moment of the
 * clock. Takes the offset of a camera in step away. False where there is nothing to set or to take away.
 */
export function setOffset(id: ChannelId): boolean {
  const ownMs = players.get(id)?.atMs ?? null;
  if (isSynced(id)) {
    if (offsetOf(id) === null) return false;
    setOffsetOf(id, null);
  } else {
    if (ownMs === null) return false;
    setOffsetOf(id, Math.round(ownMs - clock.state.atMs));
    clock.setSynced(id, true);
  }
  beat();
  return true;
}

/** Moves a camera that stands apart, and no other. False for a camera in step. */
export function moveApart(id: ChannelId, byMs: number): boolean {
  const player = players.get(id);
  if (player === undefined || isSynced(id)) return false;
  if (player.atMs !== null) player.seek(Math.min(Math.max(0, Math.round(player.atMs + byMs)), Date.now()));
  return true;
}

const isSynced = (id: ChannelId): boolean => clock.standingOf(id)?.isSynced ?? true;

/** The clock leaves a camera that failed alone: another moment may be played all the same. */
function tryAgain(id: ChannelId, player: PastPlayer, atMs: number): void {
  const ownMs = atMs + (offsetOf(id) ?? 0);
  if (isSynced(id) && player.phase === 'failed' && player.footageAt(ownMs).kind !== 'none') player.seek(ownMs);
}

/** A step to another picture: of this player, from this moment. The other cameras follow when the picture shows. */
let stepping: Stepping | null = null;

interface Stepping {
  readonly player: PastPlayer;
  readonly by: StepDirection;
  readonly offsetMs: number;
  readonly fromMs: number;
  readonly endsAtMs: number;
}

/** At the end of the footage no picture follows. */
const LONGEST_STEP_MS = 2_000;

/** Pauses, and shows the next picture of a camera, or the one before. False without a picture. */
export function stepPicture(id: ChannelId, by: StepDirection): boolean {
  const player = players.get(id);
  const fromMs = player?.atMs ?? null;
  if (player === undefined || fromMs === null) return false;
  if (!isSynced(id)) {
    player.step(by);
    return true;
  }
  pause();
  if (player.keys !== null) {
    // The picture of the moment itself comes first.
    beat();
    return true;
  }
  const offsetMs = offsetOf(id) ?? 0;
  for (const other of players.values()) other.pause();
  stepping = { player, by, offsetMs, fromMs, endsAtMs: Date.now() + LONGEST_STEP_MS };
  player.step(by);
  return true;
}

function followStep(): void {
  if (stepping === null) return;
  const { player, by, offsetMs, fromMs, endsAtMs } = stepping;
  const atMs = player.phase === 'ready' && !player.isStepping ? player.atMs : null;
  if (Date.now() >= endsAtMs) stepping = null;
  if (atMs === null || (atMs - fromMs) * by <= 0) return;
  stepping = null;
  const clockMs = atMs - offsetMs;
  clock.seek(clockMs);
  showMoment(clockMs);
  saveMoment();
}

/** Who waits for a camera that loads: all cameras, or nobody. */
export function toggleWaiting(): void {
  clock.waitRule = clock.waitRule === 'all' ? 'nobody' : 'all';
  publish();
}

/** Sets the begin of the part that is played again and again to the moment that shows. False before a moment was chosen. */
export const loopFrom = (): boolean => setLoop((atMs, { toMs }) => ({ fromMs: atMs, toMs: isAfter(toMs, atMs) }));

/** Sets its end. */
export const loopTo = (): boolean => setLoop((atMs, { fromMs }) => ({ fromMs: isBefore(fromMs, atMs), toMs: atMs }));

export function endLoop(): void {
  useTransport.setState({ loopFromMs: null, loopToMs: null });
  clock.loop = null;
  publish();
}

/**
 * Sets the part from A to B, or takes it away. The picture stays where it is: the part is repeated once playback is within.
 *
 * @param part epoch ms.
 */
export function setPart(part: TimeRange | null): void {
  if (part === null) return endLoop();
  useTransport.setState({ loopFromMs: part.fromMs, loopToMs: part.toMs });
  clock.loop = null;
  repeatWithin();
  publish();
}

/** A part that was chosen beside the moment is repeated from the time on at which playback is within the part. */
function repeatWithin(): void {
  const { loopFromMs: fromMs, loopToMs: toMs } = useTransport.getState();
  if (clock.loop !== null || fromMs === null || toMs === null) return;
  const { atMs } = clock.state;
  if (atMs >= fromMs && atMs < toMs) clock.loop = { fromMs, toMs };
}

interface LoopEnds {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

const isAfter = (ms: number | null, atMs: number): number | null => (ms !== null && ms > atMs ? ms : null);
const isBefore = (ms: number | null, atMs: number): number | null => (ms !== null && ms < atMs ? ms : null);

function setLoop(change: (atMs: number, before: LoopEnds) => LoopEnds): boolean {
  const { atMs } = useSession.getState();
  if (atMs === null) return false;
  const { loopFromMs, loopToMs } = useTransport.getState();
  const { fromMs, toMs } = change(atMs, { fromMs: loopFromMs, toMs: loopToMs });
  useTransport.setState({ loopFromMs: fromMs, loopToMs: toMs });
  const loop: TimeRange | null = fromMs === null || toMs === null ? null : { fromMs, toMs };
  clock.loop = loop;
  showMoment(clock.state.atMs);
  publish();
  return true;
}

/** Plays or pauses. False before a moment was chosen. */
export function togglePlay(): boolean {
  if (useSession.getState().atMs === null) return false;
  if (clock.state.isPlaying) pause();
  else clock.play();
  publish();
  return true;
}

/** Plays forward (`l`) or backwards (`j`), faster with each press. False before a moment was chosen. */
export function shuttleBy(key: ShuttleKey): boolean {
  if (useSession.getState().atMs === null) return false;
  const { rate, isPlaying } = clock.state;
  const able = clock.rates.filter((one) => one > 0 === (key === 'l')).map(Math.abs);
  const now: Shuttle = { direction: rate > 0 ? 'forward' : 'backward', rate: Math.abs(rate), isPlaying };
  const next = shuttle(now, key, able);
  clock.setRate(next.direction === 'forward' ? next.rate : -next.rate);
  if (next.isPlaying) clock.play();
  publish();
  return true;
}

function pause(): void {
  clock.pause();
  // Whoever plays on after a pause expects the time to run forward.
  if (clock.state.rate < 0) clock.setRate(1);
  saveMoment();
  publish();
}

/** Plays faster or slower by one step; slower than slow motion is backwards. False before a moment was chosen. */
export function stepRate(by: -1 | 1): boolean {
  if (useSession.getState().atMs === null) return false;
  const rates = clock.rates.toSorted((a, b) => a - b);
  const next = rates[rates.indexOf(clock.state.rate) + by];
  if (next !== undefined) clock.setRate(next);
  publish();
  return true;
}

export function toggleSkipping(): void {
  clock.skipsGaps = !clock.skipsGaps;
  publish();
}

function publish(): void {
  const { isPlaying, rate, waitingFor } = clock.state;
  const before = useTransport.getState();
  const standings = Object.fromEntries(
    [...players].map(([id, { phase, atMs, state, keys }]) => {
      const known = before.standings[id];
      const now: Standing = {
        phase,
        atMs,
        state,
        keys,
        isSynced: isSynced(id),
        offsetMs: offsetOf(id),
        measuredRate: meters.get(id)?.measured ?? null,
      };
      return [id, known !== undefined && isSame(known, now) ? known : now];
    }),
  );
  const rates = clock.rates;
  useTransport.setState({
    ...{ isPlaying, rate, skipsGaps: clock.skipsGaps, waitRule: clock.waitRule, standings },
    waitingFor:
      waitingFor.join() === before.waitingFor.join() ? before.waitingFor : (waitingFor as readonly ChannelId[]),
    rates: rates.join() === before.rates.join() ? before.rates : rates,
  });
}

/** Whether a tile would say the same of both. */
const isSame = (a: Standing, b: Standing): boolean =>
  a.phase === b.phase &&
  a.keys === b.keys &&
  a.measuredRate === b.measuredRate &&
  a.atMs === b.atMs &&
  a.isSynced === b.isSynced &&
  a.offsetMs === b.offsetMs &&
  isSameState(a.state, b.state);

function isSameState(a: PastPlayerState, b: PastPlayerState): boolean {
  if (a.phase === 'reconnecting' && b.phase === 'reconnecting') return a.nextAtMs === b.nextAtMs;
  if (a.phase === 'gap' && b.phase === 'gap') return a.untilMs === b.untilMs;
  if (a.phase === 'failed' && b.phase === 'failed') return a.error === b.error;
  return a.phase === b.phase;
}

/** Only a device plays at a pace of its own. */
function measure(id: ChannelId, player: PastPlayer): void {
  const meter = meters.get(id) ?? new SpeedMeter();
  meters.set(id, meter);
  const { isPlaying, rate } = clock.state;
  const isMeasured = isPlaying && player.isPacedByDevice && player.phase === 'ready';
  meter.take(performance.now(), isMeasured ? player.atMs : null, rate);
}

function beat(): void {
  const nowMs = Date.now();
  clock.setRange({ fromMs: 0, toMs: nowMs });
  for (const [id, player] of players) {
    player.tick(nowMs);
    measure(id, player);
  }
  followStep();
  repeatWithin();
  if (stepping === null) clock.tick(performance.now());
  if (clock.state.isPlaying || clock.state.hasEnded) showMoment(clock.state.atMs);
  publish();
}

/** Stands still as a session was left. @param atMs epoch ms; null: no moment was chosen yet. */
export function stand(atMs: number | null, rate: number): void {
  stepping = null;
  clock.pause();
  clock.setRange({ fromMs: 0, toMs: Date.now() });
  clock.seek(atMs ?? 0);
  clock.setRate(rate);
  publish();
}

/** Runs the clock, while the screen is there. @returns pauses and ends it. */
export function runTransport(): () => void {
  const { atMs } = useSession.getState();
  if (atMs !== null) {
    clock.setRange({ fromMs: 0, toMs: Date.now() });
    clock.seek(atMs);
  }
  const timer = setInterval(beat, TICK_MS);
  const stop = useOffsets.subscribe(() => players.forEach((_, id) => clock.setOffset(id, offsetOf(id))));
  return () => {
    clearInterval(timer);
    stop();
    pause();
  };
}
