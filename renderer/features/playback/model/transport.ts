/**
 * Plays the cameras of playback on one clock. The clock has no timer of its own: while the screen is there, it is told the time
 * and what it says is published, with what the player of each camera shows.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { PlaybackClock, type ClockState } from '../../../media/past/playback-clock.ts';
import type { ClockedPhase } from '../../../media/past/clocked-player.ts';
import type { PastPlayer } from './past-player.ts';
import { saveMoment, showMoment, useSession } from './session.ts';
import { timeline } from './timeline.ts';

/** What the player of a camera shows. */
export interface Standing {
  readonly phase: ClockedPhase;
  /** The moment of the picture, epoch ms; null without a picture. */
  readonly atMs: number | null;
}

interface Transport extends Pick<ClockState, 'isPlaying' | 'rate' | 'waitingFor'> {
  /** The rates at which every camera can play. */
  readonly rates: readonly number[];
  readonly skipsGaps: boolean;
  readonly standings: Readonly<Record<ChannelId, Standing>>;
}

const TICK_MS = 100;

const clock = new PlaybackClock({ range: { fromMs: 0, toMs: Date.now() }, atMs: 0 });
const players = new Map<ChannelId, PastPlayer>();

export const useTransport = create<Transport>(() => ({
  ...{ isPlaying: false, rate: 1, waitingFor: [], rates: [1], skipsGaps: false, standings: {} },
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

/** Goes to a moment, in sight of the timeline. */
export function seek(atMs: number): void {
  const nowMs = Date.now();
  clock.setRange({ fromMs: 0, toMs: nowMs });
  const reachedMs = Math.min(Math.max(0, atMs), nowMs);
  clock.seek(reachedMs);
  showMoment(reachedMs);
  saveMoment();
  timeline.reveal(reachedMs);
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
    [...players].map(([id, { phase, atMs }]) => {
      const known = before.standings[id];
      return [id, known?.phase === phase && known.atMs === atMs ? known : { phase, atMs }];
    }),
  );
  const rates = clock.rates;
  useTransport.setState({
    ...{ isPlaying, rate, skipsGaps: clock.skipsGaps, standings },
    waitingFor: waitingFor.join() === before.waitingFor.join() ? before.waitingFor : waitingFor,
    rates: rates.join() === before.rates.join() ? before.rates : rates,
  });
}

/** Runs the clock, while the screen is there. @returns pauses and ends it. */
export function runTransport(): () => void {
  const { atMs } = useSession.getState();
  if (atMs !== null) {
    clock.setRange({ fromMs: 0, toMs: Date.now() });
    clock.seek(atMs);
  }
  const timer = setInterval(() => {
    clock.tick(performance.now());
    if (clock.state.isPlaying || clock.state.hasEnded) showMoment(clock.state.atMs);
    publish();
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    pause();
  };
}
