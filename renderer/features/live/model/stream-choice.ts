/** The cameras whose stream the operator chose, whatever the size of their tiles: kept over restarts. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../../preload/domain/media/streams.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { setPreferences, usePreferences, type PreferencesState } from '../../../state/page/preferences.ts';

/** In the order in which the key goes through them; null lets the size of the tile decide. */
export const STREAM_CHOICES = [null, 'main', 'sub'] as const;

/** The bound of the contract; the oldest choice is dropped. */
const MOST = 512;

export const selectStreamChoice =
  (channelId: ChannelId) =>
  ({ streamChoices }: PreferencesState): StreamProfile | null =>
    streamChoices.find((one) => one.channelId === channelId)?.profile ?? null;

/** Chooses the stream of a camera, and says so. A camera with a single stream keeps that stream. */
export function chooseStream(channelId: ChannelId, profile: StreamProfile | null): void {
  const channel = selectChannel(channelId)(useDirectory.getState());
  const name = channel?.name ?? channelId;
  if (channel && !channel.capabilities.includes('sub-stream')) return postNotice('streamSingle', { name });
  const others = usePreferences.getState().streamChoices.filter((one) => one.channelId !== channelId);
  const streamChoices = profile === null ? others : [...others, { channelId, profile }].slice(-MOST);
  void setPreferences({ streamChoices });
  postNotice(profile === null ? 'streamAuto' : profile === 'main' ? 'streamMain' : 'streamSub', { name });
}

/** By size, main, sub, and by size again. */
export function cycleStream(channelId: ChannelId): void {
  const now = selectStreamChoice(channelId)(usePreferences.getState());
  const next = STREAM_CHOICES[(STREAM_CHOICES.indexOf(now) + 1) % STREAM_CHOICES.length];
  chooseStream(channelId, next ?? null);
}
