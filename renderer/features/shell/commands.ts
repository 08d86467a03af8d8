/** What the palette offers for a query: cameras first when the query names some, then commands. */
import type { NumberedChannel } from '../../../preload/domain/model.ts';
import { LOCALE_NAMES, LOCALES, type Text } from '../../i18n/i18n.ts';
import { ACTIVITIES, goTo, READY_ACTIVITIES } from '../../state/navigation.ts';
import { setPreferences } from '../../state/preferences.ts';
import { searchCameras } from '../../state/camera-search.ts';
import type { DirectoryView } from '../../state/directory-merge.ts';
import { placeChannels } from '../../state/walls.ts';
import type { IconName } from '../../ui/icons/names.ts';
import { layoutCommands, wallCommands } from './layout-commands.ts';
import { toggleSidePanel } from './shortcuts.ts';

export interface Command {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  readonly hint?: string;
  readonly run: () => void;
}

const MAX_CAMERAS = 10;

interface Context {
  readonly t: Text;
  readonly view: DirectoryView;
  readonly isPanelOpen: boolean;
}

export function commandsFor(query: string, context: Context): readonly Command[] {
  const { t, view } = context;
  const words = query.trim().toLowerCase();
  const cameras = searchCameras(view, query, MAX_CAMERAS).map((channel) => cameraCommand(t, channel));
  return [...cameras, ...generalCommands(context).filter((command) => command.label.toLowerCase().includes(words))];
}

function cameraCommand(t: Text, channel: NumberedChannel): Command {
  return {
    id: channel.id,
    icon: 'device',
    label: `${channel.number} ${channel.name}`,
    hint: t('shell.palette.camera'),
    run: () => {
      goTo('live');
      placeChannels([channel.id]);
    },
  };
}

function generalCommands({ t, isPanelOpen }: Context): readonly Command[] {
  const activities = ACTIVITIES.filter((activity) => READY_ACTIVITIES.has(activity)).map((activity) => ({
    id: `go:${activity}`,
    icon: 'arrowr' as const,
    label: t('shell.palette.go', { name: t(`shell.activities.${activity}`) }),
    run: () => goTo(activity),
  }));
  const languages = LOCALES.map((locale) => ({
    id: `language:${locale}`,
    icon: 'settings' as const,
    label: t('shell.palette.language', { name: LOCALE_NAMES[locale] }),
    run: () => void setPreferences({ locale }),
  }));
  const panel: Command = {
    id: 'panel',
    icon: 'cols',
    label: t(isPanelOpen ? 'shell.palette.hidePanel' : 'shell.palette.showPanel'),
    hint: 'F11',
    run: toggleSidePanel,
  };
  return [...activities, ...layoutCommands(t), ...wallCommands(t), panel, ...languages];
}
