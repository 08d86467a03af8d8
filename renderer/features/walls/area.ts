/** The library of walls as an area without a screen, see state/actions/area.ts. */
import { asWallId } from '../../../preload/domain/ids.ts';
import type { Area } from '../../state/actions/area.ts';
import { followLibrary, readLibrary } from '../../state/walls/wall-library.ts';
import { takeWallAway } from '../../state/windows/wall-tabs.ts';
import { openTab } from '../../state/windows/window.ts';
import { wallsActions } from './actions.ts';
import { wallSources } from './palette.ts';
import { texts } from './texts/index.ts';

export const wallsArea = {
  id: 'walls',
  texts,
  actions: wallsActions,
  palette: wallSources,
  removed: [
    {
      kind: 'wall',
      icon: 'grid9',
      label: (t) => t('walls.names.wall'),
      takeAway: ({ id, name }) => takeWallAway({ id: asWallId(id), name }),
      link: ({ id }) => ({ kind: 'showWall', run: () => openTab(asWallId(id)) }),
    },
  ],
  follow: followLibrary,
  read: readLibrary,
} as const satisfies Area;
