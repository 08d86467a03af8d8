/** The sections of the settings that belong to the live screen. */
import type { SettingsSection } from '../../state/actions/area.ts';

export const liveSettings: readonly SettingsSection[] = [
  {
    id: 'live',
    after: 'general',
    label: (t) => t('settings.names.sections.live'),
    load: async () => (await import('./live-settings.tsx')).LiveSettings,
  },
  {
    id: 'folders',
    after: 'keys',
    label: (t) => t('settings.names.sections.folders'),
    load: async () => (await import('./folder-settings.tsx')).FolderSettings,
  },
];
