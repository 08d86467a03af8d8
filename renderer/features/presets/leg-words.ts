import type { PresetList } from '../../../preload/contract/presets.ts';
import type { Text } from '../../i18n/i18n.ts';
import { presetWords } from '../../state/presets/preset-words.ts';

/** Number and name of the preset of a leg; one that the camera has no more is called gone. @param list null: not known. */
export function legPresetWords(t: Text, list: PresetList | null, index: number): string {
  if (list === null) return t('presets.names.unnamed', { index });
  const preset = list.presets.find((one) => one.index === index);
  if (preset === undefined) return t('presets.tracks.gone', { index });
  return t('presets.card', { index, name: presetWords(t, preset) });
}
