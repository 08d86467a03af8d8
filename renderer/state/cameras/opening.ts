/**
 * Where the list of cameras puts a camera: on the wall, or on the screen beside which the list stands. The screen says so while it
 * is there.
 */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Text } from '../../i18n/i18n.ts';

export interface Opening {
  /** How menus call it. */
  readonly name: (t: Text) => string;
  /** Takes the cameras that a row means, in the order of the list. */
  readonly open: (channelIds: readonly ChannelId[]) => void;
}

let opening: Opening | null = null;

/** Null: cameras go to the wall. */
export const openingNow = (): Opening | null => opening;

/** The screen that shows takes the cameras. @returns ends it. */
export function provideOpening(own: Opening): () => void {
  opening = own;
  return () => {
    if (opening === own) opening = null;
  };
}
