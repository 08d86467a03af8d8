import type { Preset } from '../../../preload/domain/ptz/presets.ts';
import type { Text } from '../../i18n/i18n.ts';

/** What a preset is called: its name, or its number where nobody has named it. */
export const presetWords = (t: Text, { index, name }: Pick<Preset, 'index' | 'name'>): string =>
  name ?? t('presets.names.unnamed', { index });
