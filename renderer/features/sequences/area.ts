/** The sequences as an area without a screen, see state/page/area.ts. */
import type { Area } from '../../state/actions/area.ts';
import { followSequences, loadSequences } from '../../state/sequences/sequences.ts';

export const sequencesArea = {
  id: 'sequences',
  follow: followSequences,
  read: () => void loadSequences(),
} as const satisfies Area;
