/** Pictures that clouds have cameras take now, as an area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { pictureMenu } from './camera-menu.ts';
import { texts } from './texts/index.ts';

export const picturesArea = { id: 'pictures', texts, cameraMenu: pictureMenu } as const satisfies Area;
