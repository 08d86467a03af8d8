/** The list of deleted things as an area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { removedActions } from './actions.ts';
import { readRemoved } from './model/removed.ts';
import { texts } from './texts/index.ts';

export const removedArea = { id: 'removed', texts, actions: removedActions, read: readRemoved } as const satisfies Area;
