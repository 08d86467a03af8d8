/** The sequences as an area without a screen, see state/actions/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { followSequences, loadSequences } from '../../state/sequences/sequences.ts';
import { sequencesActions } from './actions.ts';

export const sequencesArea = {
  id: 'sequences',
  actions: sequencesActions,
  follow: followSequences,
  read: () => void loadSequences(),
} as const satisfies Area;
