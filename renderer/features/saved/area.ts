/** The files that this run of the client saved for people, as an area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { savedActions } from './actions.ts';
import { followSaved, readSaved } from './model/saved.ts';
import { savedStatus } from './saved-button.tsx';
import { texts } from './texts/index.ts';

export const savedArea = {
  id: 'saved',
  texts,
  actions: savedActions,
  status: savedStatus,
  follow: followSaved,
  read: readSaved,
} as const satisfies Area;
