/** The way to the clouds as an area without a screen: a section of the settings, see state/actions/area.ts. */
import type { Area, SettingsSection } from '../../state/actions/area.ts';
import { texts } from './texts/index.ts';

const settings: readonly SettingsSection[] = [
  {
    id: 'network',
    after: 'folders',
    label: (t) => t('network.names.section'),
    load: async () => (await import('./network-settings.tsx')).NetworkSettings,
  },
];

export const networkArea = { id: 'network', texts, settings } as const satisfies Area;
