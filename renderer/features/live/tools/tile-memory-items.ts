/** The earlier and later contents of a tile, as items of its menu. */
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { useSequences } from '../../../state/sequences/sequences.ts';
import { keyed } from '../../../state/actions/shortcuts.ts';
import { contentBeside } from '../../../state/walls/tile-memory.ts';
import { recallTile } from '../../../state/walls/walls.ts';
import type { Action } from '../../../ui/action.ts';

const STEPS = [
  { name: 'earlier', step: -1 },
  { name: 'later', step: 1 },
] as const;

/** Only what there is: an empty memory has no item. */
export function memoryItems(t: Text, wall: Wall, tile: number): readonly Action[] {
  return STEPS.flatMap(({ name, step }) => {
    const content = contentBeside(wall, tile, step);
    if (content === null) return [];
    const label = t(`live.tile.${name}`, { name: nameOf(t, content) });
    return keyed(`tile.${name}`, { name: label, run: () => recallTile(tile, step) });
  });
}

function nameOf(t: Text, content: NonNullable<ReturnType<typeof contentBeside>>): string {
  if (typeof content === 'string') {
    const channel = useDirectory.getState().view.byId.get(content);
    return channel ? `${channel.number} ${channel.name}` : t('shell.unknownCamera');
  }
  if (content.kind !== 'sequence') return t(`live.special.${content.kind}`);
  const sequence = useSequences.getState().sequences.find(({ id }) => id === content.sequenceId);
  return sequence?.name ?? t('live.special.sequence');
}
