/** The cameras that keep their stream whatever the load: marked by the operator, kept over restarts. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { setPreferences, usePreferences, type PreferencesState } from '../../../state/page/preferences.ts';

export const selectIsProtected =
  (channelId: ChannelId) =>
  ({ protectedCameras }: PreferencesState): boolean =>
    protectedCameras.includes(channelId);

export function toggleProtection(channelId: ChannelId): void {
  const before = usePreferences.getState().protectedCameras;
  const isProtected = before.includes(channelId);
  const protectedCameras = isProtected ? before.filter((id) => id !== channelId) : [...before, channelId];
  void setPreferences({ protectedCameras });
  const channel = selectChannel(channelId)(useDirectory.getState());
  postNotice(isProtected ? 'unprotected' : 'protected', { name: channel?.name ?? channelId });
}
