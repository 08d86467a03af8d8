/** The devices of all accounts as an area, see state/actions/area.ts. */
import type { Area, AreaScreen } from '../../state/actions/area.ts';
import { fetched } from '../../ui/fetched.ts';
import { devicesActions } from './actions.ts';
import { deviceMenu } from './camera-menu.ts';
import { followHistory } from './model/history.ts';
import { followPictures } from './model/pictures.ts';
import { focusTableSearch } from './model/table.ts';
import { texts } from './texts/index.ts';

/** Typed here, so that the names of all screens can be derived from the areas. */
const screen: AreaScreen = {
  label: (t) => t('devices.names.screen'),
  icon: 'device',
  tab: { icon: 'device', label: (t) => t('devices.names.screen') },
  Content: fetched(async () => (await import('./devices-page.tsx')).DevicesPage),
  find: focusTableSearch,
};

export const devicesArea = {
  id: 'devices',
  texts,
  screen,
  actions: devicesActions,
  cameraMenu: deviceMenu,
  follow: () => {
    const stops = [followHistory(), followPictures()];
    return () => stops.forEach((stop) => stop());
  },
} as const satisfies Area;
