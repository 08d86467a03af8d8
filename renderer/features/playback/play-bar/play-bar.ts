/**
 * State and orders of the play bar: the players of this window on one clock, with its session, its timeline and its
 * offsets. See timed-players.ts.
 */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { StepDirection } from '../../../media/playback/engines/frame-stepper.ts';
import type { PastPlayer } from '../../../media/playback/past-player.ts';
import type { ShuttleKey } from '../../../media/playback/clock/shuttle.ts';
import { offsetOf, setOffsetOf, useOffsets } from './offsets.ts';
import { saveMoment, showMoment, useSession } from '../session.ts';
import { TimedPlayers } from './timed-players.ts';
import { timeline } from '../timeline/timeline.ts';

const TICK_MS = 100;

const players = new TimedPlayers<PastPlayer>({
  momentMs: () => useSession.getState().atMs,
  showMoment,
  saveMoment,
  offsetOf,
  setOffsetOf,
  reveal: (atMs) => timeline.reveal(atMs),
  nowMs: () => Date.now(),
  steadyMs: () => performance.now(),
});

export const usePlayBar = players.store;

/** Puts the player of a camera on the clock. @returns takes it off; the caller disposes of the player. */
export const join = (id: ChannelId, player: PastPlayer): (() => void) => players.join(id, player);

/** Under which the key picture of a camera at a moment is asked for; null where the player of the camera has not loaded it. */
export const playlistOf = (id: ChannelId, atMs: number): string | null =>
  players.playerOf(id)?.playlistAt(atMs) ?? null;

/** The element in which a camera plays; null before a moment was chosen. */
export const videoOf = (id: ChannelId): HTMLVideoElement | null => players.playerOf(id)?.video ?? null;

/** The picture that a camera shows. */
export interface PastPicture {
  readonly video: HTMLVideoElement;
  /** The moment of the picture, epoch ms. */
  readonly atMs: number;
  readonly isEstimated: boolean;
}

/** Null while the camera shows none. */
export function pictureOf(id: ChannelId): PastPicture | null {
  const player = players.playerOf(id);
  const atMs = player?.phase === 'ready' ? player.pictureMs : null;
  // Key pictures are made smaller for their tile.
  if (player === null || atMs === null || player.keys !== null || player.video.videoWidth === 0) return null;
  return { video: player.video, atMs, isEstimated: player.stamps === 'estimated' };
}

/** Goes to a moment, in sight of the timeline. @param atMs epoch ms. */
export const seek = (atMs: number): void => players.seek(atMs);

/** Takes a camera off the clock, where its picture stands still, or puts it back in step. False without a player. */
export const toggleSync = (id: ChannelId): boolean => players.toggleSync(id);

/** Sets the offset of a camera by eye and puts it back in step, or takes the offset away. False where there is nothing to do. */
export const setOffset = (id: ChannelId): boolean => players.setOffset(id);

/** Moves a camera that stands apart, and no other. False for a camera in step. */
export const moveApart = (id: ChannelId, byMs: number): boolean => players.moveApart(id, byMs);

/** Pauses, and shows the next picture of a camera, or the one before. False without a picture. */
export const stepPicture = (id: ChannelId, by: StepDirection): boolean => players.stepPicture(id, by);

/** Toggles whether all cameras wait for a camera that loads, or none. */
export const toggleWaiting = (): void => players.toggleWaiting();

export const toggleSkipping = (): void => players.toggleSkipping();

/** Sets the begin of the part that is played again and again to the moment that shows. False before a moment was chosen. */
export const loopFrom = (): boolean => players.loopFrom();

/** Sets its end. */
export const loopTo = (): boolean => players.loopTo();

export const endLoop = (): void => players.endLoop();

/** Sets the part from A to B, or takes it away; the picture stays where it is. @param part epoch ms. */
export const setPart = (part: TimeRange | null): void => players.setPart(part);

/** Plays or pauses. False before a moment was chosen. */
export const togglePlay = (): boolean => players.togglePlay();

/** Plays forward (`l`) or backwards (`j`), faster with each press. False before a moment was chosen. */
export const shuttleBy = (key: ShuttleKey): boolean => players.shuttleBy(key);

/** Plays faster or slower by one step; slower than slow motion is backwards. False before a moment was chosen. */
export const stepRate = (by: -1 | 1): boolean => players.stepRate(by);

/** @param rate times the normal speed; the nearest one that all cameras can play is taken. */
export const chooseRate = (rate: number): void => players.setRate(rate);

/** Stands still as a session was left. @param atMs epoch ms; null: no moment was chosen yet. */
export const stand = (atMs: number | null, rate: number): void => players.stand(atMs, rate);

/** Runs the clock, while the screen is there. @returns pauses and ends it. */
export function runPlayBar(): () => void {
  players.begin();
  const timer = setInterval(() => players.beat(), TICK_MS);
  const stop = useOffsets.subscribe(() => players.takeOffsets());
  return () => {
    clearInterval(timer);
    stop();
    players.pause();
  };
}
