/**
 * Plays the cameras of playback on one clock. Neither the clock nor the players have a timer of their own: while the screen is
 * there, they are told the time, and what they say is published.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { PlaybackClock, type ClockState, type WaitRule } from '../../../media/past/playback-clock.ts';
import type { ClockedPhase } from '../../../media/past/clocked-player.ts';
import type { PastPlayer } from '../../../media/past/past-player.ts';
import type { PastPlayerState } from '../../../media/past/past-setup.ts';
import { saveMoment, showMoment, useSession } from './session.ts';
import { timeline } from './timeline.ts';

/** What the player of a camera shows. */
export interface Standing {
  readonly phase: ClockedPhase;
  readonly state: PastPlayerState;
  /** The moment of the picture, epoch ms; null without a picture. */
  readonly atMs: number | null;
}

interface Transport extends Pick<ClockState, 'isPlaying' | 'rate' | 'waitingFor'> {
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

export const useTransport = create<Transport>(() => ({
  ...{ isPlaying: false, rate: 1, waitingFor: [], rates: [1], skipsGaps: false, standings: {} },
  ...{ waitRule: 'all', loopFromMs: null, loopToMs: null },
}));

/** Puts the player of a camera on the clock. @returns takes it off; the caller disposes of the player. */
export function join(id: ChannelId, player: PastPlayer): () => void {
  clock.add(id, player);
  players.set(id, player);
  return () => {
    clock.remove(id);
    players.delete(id);
  };
}

/** Under which key pictures of a camera are asked for; null where there are none. */
export const playlistOf = (id: ChannelId): string | null => players.get(id)?.playlistUrl ?? null;

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
  const atMs = player?.phase === 'ready' ? player.atMs : null;
  if (player === undefined || atMs === null || player.video.videoWidth === 0) return null;
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
  showMoment(reachedMs);
  saveMoment();
  timeline.reveal(reachedMs);
  // At once: an operator who clicks waits for the picture.
  beat();
}

/** The clock leaves a camera that failed alone: another moment may be played all the same. */
function tryAgain(id: ChannelId, player: PastPlayer, atMs: number): void {
  const ownMs = atMs + (clock.standingOf(id)?.offsetMs ?? 0);
  if (player.phase === 'failed' && player.footageAt(ownMs).kind !== 'none') player.seek(ownMs);
}

/** A step to the next picture: of this player, from this moment. The other cameras follow when the picture shows. */
let stepping: { readonly player: PastPlayer; readonly fromMs: number; readonly endsAtMs: number } | null = null;
/** At the end of the footage no picture follows. */
const LONGEST_STEP_MS = 2_000;
/** Pictures come at least this far apart: a step back goes to the picture that shows so long before. */
const STEP_BACK_MS = 40;

/** Pauses, and shows the next picture of a camera, or the one before. False without a picture. */
export function stepPicture(id: ChannelId, by: -1 | 1): boolean {
  const player = players.get(id);
  const fromMs = player?.atMs ?? null;
  if (player === undefined || fromMs === null) return false;
  pause();
  if (by < 0) {
    seek(fromMs - STEP_BACK_MS);
    return true;
  }
  for (const other of players.values()) other.pause();
  stepping = { player, fromMs, endsAtMs: Date.now() + LONGEST_STEP_MS };
  player.stepForward();
  return true;
}

function followStep(): void {
  if (stepping === null) return;
  const { player, fromMs, endsAtMs } = stepping;
  const atMs = player.phase === 'ready' && !player.isStepping ? player.atMs : null;
  if (Date.now() >= endsAtMs) stepping = null;
  if (atMs === null || atMs <= fromMs) return;
  stepping = null;
  clock.seek(atMs);
  showMoment(atMs);
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

function pause(): void {
  clock.pause();
  saveMoment();
  publish();
}

/** Plays faster or slower by one step. False before a moment was chosen. */
export function stepRate(by: -1 | 1): boolean {
  if (useSession.getState().atMs === null) return false;
  const { rates } = clock;
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
    [...players].map(([id, { phase, atMs, state }]) => {
      const known = before.standings[id];
      const isKnown = known?.phase === phase && known.atMs === atMs && isSame(known.state, state);
      return [id, isKnown ? known : { phase, atMs, state }];
    }),
  );
  const rates = clock.rates;
  useTransport.setState({
    ...{ isPlaying, rate, skipsGaps: clock.skipsGaps, waitRule: clock.waitRule, standings },
    waitingFor: waitingFor.join() === before.waitingFor.join() ? before.waitingFor : waitingFor,
    rates: rates.join() === before.rates.join() ? before.rates : rates,
  });
}

/** Whether a tile would say the same of both. */
function isSame(a: PastPlayerState, b: PastPlayerState): boolean {
  if (a.phase === 'reconnecting' && b.phase === 'reconnecting') return a.nextAtMs === b.nextAtMs;
  if (a.phase === 'gap' && b.phase === 'gap') return a.untilMs === b.untilMs;
  if (a.phase === 'failed' && b.phase === 'failed') return a.error === b.error;
  return a.phase === b.phase;
}

function beat(): void {
  const nowMs = Date.now();
  clock.setRange({ fromMs: 0, toMs: nowMs });
  for (const player of players.values()) player.tick(nowMs);
  followStep();
  if (stepping === null) clock.tick(performance.now());
  if (clock.state.isPlaying || clock.state.hasEnded) showMoment(clock.state.atMs);
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
  return () => {
    clearInterval(timer);
    pause();
  };
}
