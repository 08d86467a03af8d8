/** The sound of a replay: heard where the operator asked for it, and never together with the sound of a live camera. */
import { create } from 'zustand';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { channelOfSlot } from '../../../media/slot-key.ts';
import { shelfOf } from '../../../media/sound/sound-shelf.ts';
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

/** Plays the sound that came with the pictures of a replay. @returns mutes it. */
export function hearReplay(video: HTMLVideoElement): () => void {
  let isOver = false;
  let player: { dispose(): void } | null = null;
  const look = (): void => {
    const shelf = shelfOf(video);
    const format = shelf?.foreign ?? null;
    const isSilent = shelf?.isRead === true && shelf.isEmpty && video.currentTime > SILENT_AFTER_SEC;
    if (format !== null) useReplaySound.setState({ phase: { kind: 'unplayable', format } });
    else if (isSilent) useReplaySound.setState({ phase: { kind: 'silent' } });
  };
  video.addEventListener('timeupdate', look);
  void import('../../../media/sound/shelf-sound.ts').then(({ createShelfPlayer }) => {
    if (isOver) return;
    const onPlaying = (): void => useReplaySound.setState({ phase: { kind: 'playing' } });
    player = createShelfPlayer({ picture: () => video, onPlaying });
  });
  return () => {
    isOver = true;
    video.removeEventListener('timeupdate', look);
    player?.dispose();
  };
}
