/** The settings of the window, its look and its keys as an area without a screen, see state/actions/area.ts. */
import type { Area, SettingsSection } from '../../state/actions/area.ts';
import { texts } from './texts/index.ts';

const settings: readonly SettingsSection[] = [
  {
    id: 'general',
    label: (t) => t('settings.names.sections.general'),
    load: async () => (await import('./general-settings.tsx')).GeneralSettings,
  },
  {
    id: 'view',
    label: (t) => t('settings.names.sections.view'),
    load: async () => (await import('./view-settings.tsx')).ViewSettings,
  },
  {
    id: 'keys',
    label: (t) => t('settings.names.sections.keys'),
    load: async () => (await import('./key-settings.tsx')).KeySettings,
  },
];

export const settingsArea = { id: 'settings', texts, settings } as const satisfies Area;
