/** The settings as an area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { texts } from './texts/index.ts';

export const settingsArea = { id: 'settings', texts } as const satisfies Area;
