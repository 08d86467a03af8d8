/** The library of walls as an area without a screen, see state/page/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { followLibrary, readLibrary } from '../../state/walls/wall-library.ts';

export const wallsArea = { id: 'walls', follow: followLibrary, read: readLibrary } as const satisfies Area;
