/** The tile of playback whose menu is open, and where. */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { selectCamera } from '../session.ts';

interface PastMenuState {
  /** Null while no menu is open. */
  readonly channelId: ChannelId | null;
  /** In the window, CSS px. */
  readonly at: { readonly x: number; readonly y: number };
}

export const usePastMenu = create<PastMenuState>(() => ({ channelId: null, at: { x: 0, y: 0 } }));

/** Opens the menu of a tile, whose camera becomes the selected one: the actions are those of the keys. */
export function openPastMenu(channelId: ChannelId, at: PastMenuState['at']): void {
  selectCamera(channelId);
  usePastMenu.setState({ channelId, at });
}

export const closePastMenu = (): void => usePastMenu.setState({ channelId: null });
