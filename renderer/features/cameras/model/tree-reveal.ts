/** A camera that the list of cameras is asked to show: by an action on a tile, from anywhere in the window. */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';
import { closeWallList } from '../../../state/page/wall-panel.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';

/** The list takes the wish when it shows the row. */
export const useTreeReveal = create<{ readonly wanted: ChannelId | null }>(() => ({ wanted: null }));

/** Opens the list of cameras and shows a camera in it; the status line says when no cloud lists the camera now. */
export function showInTree(channelId: ChannelId): void {
  if (!useDirectory.getState().view.byId.has(channelId)) return postNotice('cameraNotListed');
  goTo('live');
  closeWallList();
  if (!usePreferences.getState().isSidePanelOpen) void setPreferences({ isSidePanelOpen: true });
  useTreeReveal.setState({ wanted: channelId });
}

export function treeRevealed(): void {
  useTreeReveal.setState({ wanted: null });
}
