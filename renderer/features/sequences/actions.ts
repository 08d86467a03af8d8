/** The actions of the panel of sequences. The actions of a sequence on a tile are those of the live screen. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import type { Chord } from '../../state/actions/shortcut-keys.ts';
import { makeSequence, toggleSequences } from '../../state/sequences/sequences.ts';

const wall = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'wall', scope: 'live', keys });

const actions = {
  'wall.sequences': { ...wall('S'), after: 'wall.soundFollows' },

  'wall.newSequence': { ...wall('Shift+S'), after: 'wall.pauseSequences' },
  'wall.newTour': wall('Shift+W'),
} satisfies Readonly<Record<string, DeclaredAction>>;

export const sequencesActions: AreaActions<keyof typeof actions> = areaActions({
  actions,
  title: (t, id) => t(`sequences.names.actions.${id}`),
  runs: {
    'wall.sequences': toggleSequences,
    'wall.newSequence': () => void makeSequence('cameras'),
    'wall.newTour': () => void makeSequence('walls'),
  },
});
