/** The presets of a camera whose cloud stores the names. */
import type { PresetList } from '../../../../../preload/contract/presets.ts';

/** @param own the values that differ. */
export const presetLimits = (own: Partial<PresetList['limits']> = {}): PresetList['limits'] => ({
  maxIndex: 512,
  names: 'cloud',
  maxNameChars: 128,
  namePattern: null,
  index: 'cloud',
  renamingMoves: true,
  hasPictures: false,
  ...own,
});
