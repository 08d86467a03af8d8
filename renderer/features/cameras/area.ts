/** The list of cameras and their sites as an area without a screen, see state/actions/area.ts. */
import { followSites, loadSites } from '../../state/cameras/sites.ts';
import type { Area } from '../../state/actions/area.ts';
import { camerasActions } from './actions.ts';
import { listCameraMenu } from './camera-menu.ts';
import { cameraSources } from './palette.ts';
import { texts } from './texts/index.ts';

export const camerasArea = {
  id: 'cameras',
  texts,
  actions: camerasActions,
  palette: cameraSources,
  cameraMenu: listCameraMenu,
  follow: followSites,
  read: () => void loadSites(),
} as const satisfies Area;
