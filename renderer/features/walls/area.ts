/** The library of walls as an area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { followLibrary, readLibrary } from '../../state/walls/wall-library.ts';
import { wallsActions } from './actions.ts';
import { wallSources } from './palette.ts';
import { texts } from './texts/index.ts';

export const wallsArea = {
  id: 'walls',
  texts,
  actions: wallsActions,
  palette: wallSources,
  follow: followLibrary,
  read: readLibrary,
} as const satisfies Area;
