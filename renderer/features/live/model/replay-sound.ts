/** The sound of a replay: heard where the operator asked for it, and never together with the sound of a live camera. */
import { create } from 'zustand';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { channelOfSlot } from '../../../media/slot-key.ts';
import type { ShelfPlayer } from '../../../media/sound/shelf-player.ts';
import { shelfOf, type SoundShelf } from '../../../media/sound/sound-shelf.ts';
import { selectIsReplay, useTileViews } from '../../../state/players/tile-views.ts';
import { channelsOf, useShown } from '../../../state/sequences/sequences-shown.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';
import type { TileTarget } from '../base/tile-target.ts';
import { muteAll, toggleListening, useListening, type ListeningPhase } from './listening.ts';

interface ReplaySound {
  /** The tile whose replay is heard; null while none is. */
  readonly key: SlotKey | null;
  readonly phase: ListeningPhase;
}

export const useReplaySound = create<ReplaySound>(() => ({ key: null, phase: { kind: 'opening' } }));

/** A replay without a piece of sound this far from its begin carries none. */
const SILENT_AFTER_SEC = 2;
/** Pictures play for so long before the sound counts as unheard: opening the output and decoding takes less. */
const UNHEARD_AFTER_SEC = 5;
/** A picture that moved further between two looks was sought, and did not play. */
const JUMP_SEC = 1;

const endReplaySound = (): void => {
  if (useReplaySound.getState().key !== null) useReplaySound.setState({ key: null });
};

/** Whether what the tile shows is heard. A replay has another time than the live camera, which another tile can show. */
export const isTileHeard = ({ slotKey, channelId }: Pick<TileTarget, 'slotKey' | 'channelId'>): boolean =>
  selectIsReplay(slotKey)(useTileViews.getState())
    ? useReplaySound.getState().key === slotKey
    : useListening.getState().channelId === channelId;

/** The sound of what the tile shows, as {@link isTileHeard}; null while it is not heard. */
export function useTileSound({ slotKey, channelId }: Pick<TileTarget, 'slotKey' | 'channelId'>): ListeningPhase | null {
  const isReplay = useTileViews(selectIsReplay(slotKey));
  const live = useListening((state) => (state.channelId === channelId ? state.phase : null));
  const replayed = useReplaySound(({ key, phase }) => (key === slotKey ? phase : null));
  return isReplay ? replayed : live;
}

/** Hears what the tile shows, its replay or its live camera, or nothing when that is heard already. */
export function toggleTileSound({ slotKey, channelId }: Pick<TileTarget, 'slotKey' | 'channelId'>): void {
  if (useTileViews.getState().replays[slotKey] === undefined) return toggleListening(channelId);
  if (useReplaySound.getState().key === slotKey) return endReplaySound();
  muteAll();
  useReplaySound.setState({ key: slotKey, phase: { kind: 'opening' } });
}

/** Neither a live camera nor a replay is heard any more. */
export function muteTiles(): void {
  endReplaySound();
  muteAll();
}

/** Whether the wall shows the camera of the tile: special tiles change their cameras by themselves. */
function isOnWall(key: SlotKey): boolean {
  const wall = selectWall(useWalls.getState());
  return wall !== null && channelsOf(wall).has(channelOfSlot(key));
}

/** Ends the sound of a replay with the replay, with its camera on the wall, and where a live camera is heard. @returns ends this. */
export function followReplaySound(): () => void {
  const stops = [
    useTileViews.subscribe(({ replays }) => {
      const { key } = useReplaySound.getState();
      if (key !== null && replays[key] === undefined) endReplaySound();
    }),
    useShown.subscribe(() => {
      const { key } = useReplaySound.getState();
      if (key !== null && !isOnWall(key)) endReplaySound();
    }),
    useListening.subscribe(({ channelId }) => {
      if (channelId !== null) endReplaySound();
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    endReplaySound();
  };
}

/**
 * The state of the sound of a replay, by what is known.
 *
 * @param shelf the sound that came with the pictures; null before any came.
 * @param player plays the shelf; null while its code is loaded.
 * @param atSec the place of the picture in the replay. @param playedSec how long pictures played since the sound was asked for.
 */
export function replayPhase(
  shelf: Pick<SoundShelf, 'foreign' | 'isRead' | 'isEmpty'> | null,
  player: Pick<ShelfPlayer, 'isDeaf' | 'isPlaying'> | null,
  { atSec, playedSec }: { readonly atSec: number; readonly playedSec: number },
): ListeningPhase {
  const format = shelf?.foreign ?? null;
  if (format !== null) return { kind: 'unplayable', format };
  if (player?.isDeaf === true) return { kind: 'undecodable' };
  if (player?.isPlaying === true) return { kind: 'playing' };
  if (shelf?.isRead === true && shelf.isEmpty && atSec > SILENT_AFTER_SEC) return { kind: 'silent' };
  return { kind: playedSec > UNHEARD_AFTER_SEC ? 'unheard' : 'opening' };
}

/** Plays the sound that came with the pictures of a replay. @returns mutes it. */
export function hearReplay(video: HTMLVideoElement): () => void {
  let isOver = false;
  let player: ShelfPlayer | null = null;
  let seenSec = video.currentTime;
  let playedSec = 0;
  const look = (): void => {
    const atSec = video.currentTime;
    const stepSec = atSec - seenSec;
    seenSec = atSec;
    if (stepSec > 0 && stepSec < JUMP_SEC) playedSec += stepSec;
    const phase = replayPhase(shelfOf(video), player, { atSec, playedSec });
    if (phase.kind !== useReplaySound.getState().phase.kind) useReplaySound.setState({ phase });
  };
  video.addEventListener('timeupdate', look);
  void import('../../../media/sound/shelf-sound.ts').then(({ createShelfPlayer }) => {
    if (!isOver) player = createShelfPlayer({ picture: () => video, onPlaying: look });
  });
  return () => {
    isOver = true;
    video.removeEventListener('timeupdate', look);
    player?.dispose();
  };
}
