/** The sequences as an area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { followSequences, loadSequences } from '../../state/sequences/sequences.ts';
import { sequencesActions } from './actions.ts';
import { texts } from './texts/index.ts';

export const sequencesArea = {
  id: 'sequences',
  texts,
  actions: sequencesActions,
  follow: followSequences,
  read: () => void loadSequences(),
} as const satisfies Area;
