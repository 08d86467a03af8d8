/**
 * The sound of recordings: of the selected camera, at normal speed, and only after the operator asked for it. All other cameras are
 * mute.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { ShelfPlayer } from '../../../media/sound/shelf-player.ts';
import { shelfOf } from '../../../media/sound/sound-shelf.ts';
import { useSession } from '../session.ts';
import { usePlayBar, videoOf } from '../play-bar/play-bar.ts';

/** False in every window that begins: nothing is heard that nobody asked for. */
export const useSound = create<{ readonly isOn: boolean }>(() => ({ isOn: false }));

export const toggleSound = (): void => useSound.setState(({ isOn }) => ({ isOn: !isOn }));

/**
 * - `other-speed`: key pictures, slow and fast pictures have no sound.
 * - `none`: the picture plays, and its stream has no sound.
 * - `unplayable`: the stream has sound of a format that this client does not play.
 * - `undecodable`: the stream has sound of a kind that this client plays, and this computer cannot decode or play it.
 * - `unheard`: the picture plays, and no sound was decoded; whether there is any is not known.
 */
type SoundPhase = 'waiting' | 'heard' | 'none' | 'unplayable' | 'undecodable' | 'unheard' | 'other-speed';

/** Plays what browsers do not decode by themselves, of the camera that is heard; null while none is. */
let player: ShelfPlayer | null = null;

/** The state of the selected camera's sound, while the sound is on. */
export function soundPhase(channelId: ChannelId): SoundPhase {
  const { isPlaying, rate, standings } = usePlayBar.getState();
  const standing = standings[channelId];
  if (rate !== 1 || (standing?.keys ?? null) !== null) return 'other-speed';
  return phaseOf(videoOf(channelId), isPlaying && standing?.phase === 'ready');
}

/**
 * The state of an element's sound at normal speed.
 *
 * @param isPlaying the picture moves. @param heard plays the sound that lies beside the pictures.
 */
export function phaseOf(
  video: HTMLVideoElement | null,
  isPlaying: boolean,
  heard: Pick<ShelfPlayer, 'isDeaf' | 'isPlaying'> | null = player,
): Exclude<SoundPhase, 'other-speed'> {
  if (video === null) return 'waiting';
  if (decodedBytes(video) > 0) return 'heard';
  const shelf = shelfOf(video);
  if (shelf?.isEmpty === false && heard?.isDeaf === true) return 'undecodable';
  if (shelf?.isEmpty === false) return heard?.isPlaying === true ? 'heard' : 'waiting';
  if (!isPlaying || video.currentTime === 0) return 'waiting';
  if ((shelf?.foreign ?? null) !== null) return 'unplayable';
  return shelf?.isRead === true ? 'none' : 'unheard';
}

/** The name of sound that cannot be decoded here. */
export function foreignSound(channelId: ChannelId): string {
  const video = videoOf(channelId);
  return (video === null ? null : shelfOf(video)?.foreign) ?? '';
}

/** Chromium counts the sound that it decoded, of mute elements too. */
const decodedBytes = (video: HTMLVideoElement): number =>
  (video as HTMLVideoElement & { readonly webkitAudioDecodedByteCount?: number }).webkitAudioDecodedByteCount ?? 0;

/** Lets the selected camera be heard, while the screen is there. @returns mutes it. */
export function followSound(): () => void {
  let heard: HTMLVideoElement | null = null;
  const hear = (video: HTMLVideoElement | null): void => {
    if (video === heard) return;
    if (heard !== null) heard.muted = true;
    if (video !== null) video.muted = false;
    heard = video;
    player?.dispose();
    player = null;
    if (video !== null) void playShelf(() => heard, video);
  };
  const follow = (): void => {
    const { selectedId } = useSession.getState();
    const isAudible = useSound.getState().isOn && selectedId !== null && soundPhase(selectedId) !== 'other-speed';
    hear(isAudible ? videoOf(selectedId) : null);
  };
  const stops = [useSound.subscribe(follow), useSession.subscribe(follow), usePlayBar.subscribe(follow)];
  follow();
  return () => {
    stops.forEach((stop) => stop());
    hear(null);
    useSound.setState({ isOn: false });
  };
}

/** @param heard the element that is to be heard now: another one may be when the code has come. */
async function playShelf(heard: () => HTMLVideoElement | null, video: HTMLVideoElement): Promise<void> {
  const { createShelfPlayer } = await import('../../../media/sound/shelf-sound.ts');
  if (heard() === video && player === null) player = createShelfPlayer({ picture: () => video });
}
