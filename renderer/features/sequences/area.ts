/** The sequences as an area without a screen, see state/actions/area.ts. */
import { asSequenceId } from '../../../preload/domain/ids.ts';
import type { Area } from '../../state/actions/area.ts';
import { followSequences, loadSequences, takeSequenceAway } from '../../state/sequences/sequences.ts';
import { sequencesActions } from './actions.ts';
import { texts } from './texts/index.ts';

export const sequencesArea = {
  id: 'sequences',
  texts,
  actions: sequencesActions,
  removed: [
    {
      kind: 'sequence',
      icon: 'carousel',
      label: (t) => t('sequences.names.sequence'),
      size: (t, count) => t('sequences.names.steps', { count }),
      takeAway: ({ id, name }) => takeSequenceAway({ id: asSequenceId(id), name }),
    },
  ],
  follow: followSequences,
  read: () => void loadSequences(),
} as const satisfies Area;
