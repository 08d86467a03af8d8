/** The list of cameras and their sites as an area without a screen, see state/actions/area.ts. */
import { asSiteId } from '../../../preload/domain/ids.ts';
import { followSites, loadSites, takeSiteAway } from '../../state/cameras/sites.ts';
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
  removed: [
    {
      kind: 'site',
      icon: 'folder',
      label: (t) => t('cameras.names.site'),
      takeAway: ({ id, name }) => takeSiteAway({ id: asSiteId(id), name }),
    },
  ],
  follow: followSites,
  read: () => void loadSites(),
} as const satisfies Area;
