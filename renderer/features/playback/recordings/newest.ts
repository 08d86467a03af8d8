/**
 * The newest edge of the lists: what a cloud has not published yet is asked for again, and while no camera has anything to show,
 * the clock stands still. Otherwise it would stay ahead of a cloud that publishes late, and nothing would ever show.
 */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { footageAt } from './footage.ts';
import { gapAt, useGaps } from './gaps.ts';
import { listingOf } from './listing.ts';
import { isBehindAnswer, momentState } from './moment-state.ts';
import { askAgain, useRecordings } from './recordings.ts';
import { hasRingAt } from './ring.ts';
import { useSession, type SessionCamera } from '../session.ts';
import type { Standing } from './standing.ts';
import { togglePlay, usePlayBar } from '../play-bar/play-bar.ts';

const BEAT_MS = 1_000;
/** Main takes an answer of a cloud as young for 30 s: an earlier question would reach no cloud. */
const AGAIN_MS = 31_000;
/** Time that no question was for is asked for at once, but not with each beat. */
const BEHIND_MS = 5_000;

/** The moment of the recording that a camera shows. @param clockMs the moment of the clock, epoch ms. */
export function ownMoment(clockMs: number, standing: Standing | undefined): number {
  if (standing === undefined) return clockMs;
  return !standing.isSynced && standing.atMs !== null ? standing.atMs : clockMs + (standing.offsetMs ?? 0);
}

const momentOf = (id: ChannelId, clockMs: number): number => ownMoment(clockMs, usePlayBar.getState().standings[id]);

function isWaiting(camera: SessionCamera, clockMs: number, nowMs: number): boolean {
  const { channelId } = camera;
  const atMs = momentOf(channelId, clockMs);
  const reason = gapAt(useGaps.getState()[channelId], atMs)?.reason ?? null;
  return (
    momentState(useRecordings.getState()[channelId], { atMs, nowMs, reason, listing: listingOf(camera) }) ===
    'unpublished'
  );
}

function isBehind(camera: SessionCamera, clockMs: number, nowMs: number): boolean {
  const { channelId } = camera;
  const known = useRecordings.getState()[channelId];
  return (
    listingOf(camera) === 'listed' && known !== undefined && isBehindAnswer(known, momentOf(channelId, clockMs), nowMs)
  );
}

/** Asks again and holds the clock, while the screen is there. @returns ends it. */
export function followNewest(): () => void {
  const askedAtMs = new Map<ChannelId, number>();
  let heldMs: number | null = null;
  const ask = (camera: SessionCamera, everyMs: number, nowMs: number): void => {
    const known = useRecordings.getState()[camera.channelId];
    const lastMs = Math.max(askedAtMs.get(camera.channelId) ?? -Infinity, known?.asOfMs ?? -Infinity);
    // A clock that was set back makes the last question one of the future.
    if (known?.isAsking === true || (nowMs >= lastMs && nowMs - lastMs < everyMs)) return;
    askedAtMs.set(camera.channelId, nowMs);
    askAgain(camera);
  };
  const beat = (): void => {
    const nowMs = Date.now();
    const { cameras, atMs } = useSession.getState();
    if (atMs === null) return;
    const waiting = cameras.filter((camera) => isWaiting(camera, atMs, nowMs));
    for (const camera of waiting) ask(camera, AGAIN_MS, nowMs);
    for (const camera of cameras) if (isBehind(camera, atMs, nowMs)) ask(camera, BEHIND_MS, nowMs);
    const { isPlaying, rate } = usePlayBar.getState();
    const held = waiting.filter(({ channelId }) => !hasRingAt(channelId, momentOf(channelId, atMs)));
    const isAll = held.length > 0 && held.length === cameras.length;
    // The operator went elsewhere.
    if (heldMs !== null && (heldMs !== atMs || isPlaying)) heldMs = null;
    if (isAll && isPlaying && rate > 0) {
      togglePlay();
      heldMs = useSession.getState().atMs;
    } else if (heldMs !== null && !isAll) {
      heldMs = null;
      if (cameras.some(({ channelId }) => footageAt(channelId, momentOf(channelId, atMs)).kind === 'footage'))
        togglePlay();
    }
  };
  const timer = setInterval(beat, BEAT_MS);
  return () => clearInterval(timer);
}

/**
 * Calls when the list of a camera was read anew and says that the moment that shows can be played: a player that was refused
 * before may be given the footage now. @returns ends it.
 */
export function onListRead(channelId: ChannelId, read: () => void): () => void {
  return useRecordings.subscribe((all, before) => {
    const { atMs } = useSession.getState();
    if (atMs === null || all[channelId]?.asOfMs === before[channelId]?.asOfMs) return;
    if (footageAt(channelId, momentOf(channelId, atMs)).kind === 'footage') read();
  });
}

/**
 * Calls when the list of a camera says that the moment that shows can be played, and said before that it cannot: footage was
 * published, or came back from the archive.
 *
 * @param came gets the moment of the recording, epoch ms. @returns ends it.
 */
export function onFootageCame(channelId: ChannelId, came: (atMs: number) => void): () => void {
  let missedMs: number | null = null;
  const look = (): void => {
    const { atMs: clockMs } = useSession.getState();
    if (clockMs === null) return;
    const atMs = momentOf(channelId, clockMs);
    const { kind } = footageAt(channelId, atMs);
    if (kind === 'footage' && missedMs === atMs) came(atMs);
    if (kind !== 'unknown') missedMs = kind === 'none' ? atMs : null;
  };
  look();
  const stops = [useSession.subscribe(look), useRecordings.subscribe(look)];
  return () => stops.forEach((stop) => stop());
}
