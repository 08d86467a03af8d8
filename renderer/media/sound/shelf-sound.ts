/** Plays sound from the shelf of an element with the worklet of the page. */
import { ShelfPlayer, type ShelfRequest } from './shelf-player.ts';
import workletUrl from './sound-worklet.ts?worker&url';

export const createShelfPlayer = (request: Omit<ShelfRequest, 'workletUrl'>): ShelfPlayer =>
  new ShelfPlayer({ workletUrl, ...request });
