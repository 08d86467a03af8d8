/** The cameras of playback whose stream the operator chose, in this window and until its end: of others the tiles decide. */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../../preload/domain/media/streams.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { postNotice } from '../../../state/page/notices.ts';

/** In the order in which the key goes through them; null lets the size of the tiles decide. */
export const STREAM_CHOICES = [null, 'main', 'sub'] as const;

export const useStreamChoices = create<{ readonly chosen: Readonly<Partial<Record<ChannelId, StreamProfile>>> }>(
  () => ({ chosen: {} }),
);

/** The stream that was chosen for a camera; null where the size of the tiles decides. */
export const chosenStream = (id: ChannelId): StreamProfile | null => useStreamChoices.getState().chosen[id] ?? null;

/** Whether the cloud has one stream of the camera only. False for a camera that is not known. */
export function isSingleStream(id: ChannelId): boolean {
  const channel = selectChannel(id)(useDirectory.getState());
  return channel !== undefined && !channel.capabilities.includes('sub-stream');
}

/** Chooses the stream of a camera, and says so. A camera with a single stream keeps that stream. */
export function chooseStream(id: ChannelId, profile: StreamProfile | null): void {
  const name = selectChannel(id)(useDirectory.getState())?.name ?? id;
  if (isSingleStream(id)) return postNotice('streamSingle', { name });
  useStreamChoices.setState(({ chosen: { [id]: _, ...others } }) => ({
    chosen: profile === null ? others : { ...others, [id]: profile },
  }));
  postNotice(profile === null ? 'pastStreamAuto' : profile === 'main' ? 'pastStreamMain' : 'pastStreamSub', { name });
}

/** By size, main, sub, and by size again. */
export function cycleStream(id: ChannelId): void {
  const at = STREAM_CHOICES.indexOf(chosenStream(id));
  chooseStream(id, STREAM_CHOICES[(at + 1) % STREAM_CHOICES.length] ?? null);
}
