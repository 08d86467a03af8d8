import type { Preset } from '../../../preload/domain/ptz/presets.ts';
import type { Text } from '../../i18n/i18n.ts';

/** The words for a preset: its name, or its number if it has no name. */
export const presetWords = (t: Text, { index, name }: Pick<Preset, 'index' | 'name'>): string =>
  name ?? t('presets.names.unnamed', { index });
