/**
 * The sound of recordings: of the selected camera, at normal speed, and only after the operator asked for it. All other cameras are
 * mute.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useSession } from './session.ts';
import { useTransport, videoOf } from './transport.ts';

/** False in every window that begins: nothing is heard that nobody asked for. */
export const useSound = create<{ readonly isOn: boolean }>(() => ({ isOn: false }));

export const toggleSound = (): void => useSound.setState(({ isOn }) => ({ isOn: !isOn }));

/**
 * - `other-speed`: key pictures, slow and fast pictures have no sound.
 * - `none`: the picture plays, and no sound was decoded.
 */
export type SoundPhase = 'waiting' | 'heard' | 'none' | 'other-speed';

/** What is heard of the selected camera, while the sound is on. */
export function soundPhase(channelId: ChannelId): SoundPhase {
  const { isPlaying, rate, standings } = useTransport.getState();
  const standing = standings[channelId];
  if (rate !== 1 || (standing?.keys ?? null) !== null) return 'other-speed';
  const video = videoOf(channelId);
  if (video !== null && decodedBytes(video) > 0) return 'heard';
  return isPlaying && standing?.phase === 'ready' && video !== null && video.currentTime > 0 ? 'none' : 'waiting';
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
  };
  const follow = (): void => {
    const { selectedId } = useSession.getState();
    const isAudible = useSound.getState().isOn && selectedId !== null && soundPhase(selectedId) !== 'other-speed';
    hear(isAudible ? videoOf(selectedId) : null);
  };
  const stops = [useSound.subscribe(follow), useSession.subscribe(follow), useTransport.subscribe(follow)];
  follow();
  return () => {
    stops.forEach((stop) => stop());
    hear(null);
    useSound.setState({ isOn: false });
  };
}
