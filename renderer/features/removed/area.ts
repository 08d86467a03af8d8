/** The list of deleted things as an area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { removedActions } from './actions.ts';
import { texts } from './texts/index.ts';

export const removedArea = { id: 'removed', texts, actions: removedActions } as const satisfies Area;
