/** The facts of single devices, as an area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { deviceMenu } from './camera-menu.ts';
import { texts } from './texts/index.ts';

export const devicesArea = { id: 'devices', texts, cameraMenu: deviceMenu } as const satisfies Area;
