/**
 * Where the list of cameras puts a camera: on the wall, or on the screen beside which the list stands. The screen says so while it
 * is there.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Text } from '../../i18n/i18n.ts';

export interface Opening {
  /** How menus call it. */
  readonly name: (t: Text) => string;
  /** Takes the cameras that a row means, in the order of the list. */
  readonly open: (channelIds: readonly ChannelId[]) => void;
}

interface OpeningState {
  /** Null: cameras go to the wall. */
  readonly opening: Opening | null;
  /** The camera that is selected on the screen that takes cameras: the list marks it, as it marks that of the selected tile. */
  readonly selectedId: ChannelId | null;
}

export const useOpening = create<OpeningState>(() => ({ opening: null, selectedId: null }));

export const openingNow = (): Opening | null => useOpening.getState().opening;

/** The screen that shows takes the cameras. @returns ends it. */
export function provideOpening(opening: Opening): () => void {
  useOpening.setState({ opening, selectedId: null });
  return () => {
    if (openingNow() === opening) useOpening.setState(useOpening.getInitialState(), true);
  };
}

/** The screen that takes cameras has another one selected. */
export function markSelected(selectedId: ChannelId | null): void {
  if (useOpening.getState().selectedId !== selectedId) useOpening.setState({ selectedId });
}
