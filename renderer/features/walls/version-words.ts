/** Describes in words the changes of a version, and those of a roll-back to it. */
import type { WallVersion } from '../../../preload/contract/walls.ts';
import type { TileContent } from '../../../preload/domain/walls/wall.ts';
import type { WallDifference } from '../../../preload/domain/walls/wall-compare.ts';
import { tileCount } from '../../../preload/domain/walls/layout.ts';
import type { Text } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { useSequences } from '../../state/sequences/sequences.ts';
import { useWallLibrary } from '../../state/walls/wall-library.ts';

const FIGURES = ['added', 'removed', 'replaced', 'moved', 'aspects'] as const;

export function changeWords(t: Text, { change, kind }: Pick<WallVersion, 'change' | 'kind'>): string {
  const { layout, name } = change;
  const parts = [
    ...(layout === null ? [] : [t('walls.versions.layout', { from: layout.from, to: layout.to })]),
    ...FIGURES.flatMap((key) => (change[key] === 0 ? [] : t(`walls.versions.${key}`, { count: change[key] }))),
    ...(name === null ? [] : [t('walls.versions.renamed', { from: name.from })]),
  ];
  if (parts.length > 0) return parts.join(t('shell.comma'));
  return kind === 'edited' ? t('walls.versions.nothing') : '';
}

/** A tile's content as an operator calls it; cameras that are gone by the name they had. */
function contentWords(t: Text, content: TileContent): string {
  if (content === null) return t('walls.versions.empty');
  if (typeof content === 'string') {
    const channel = useDirectory.getState().view.byId.get(content);
    if (channel) return `${channel.number} ${channel.name}`;
    const lost = [...useWallLibrary.getState().missing.values()].flat().find(({ channelId }) => channelId === content);
    return lost?.name ?? t('walls.versions.unknownCamera');
  }
  if (content.kind !== 'sequence') return t(`walls.versions.${content.kind}`);
  const sequence = useSequences.getState().sequences.find(({ id }) => id === content.sequenceId);
  return sequence ? t('walls.versions.sequence', { name: sequence.name }) : t('walls.versions.unknownSequence');
}

/** One line for each thing that a roll-back would change; `from` is the present wall. */
export function differenceLines(t: Text, { layout, tiles, aspects }: WallDifference): readonly string[] {
  return [
    ...(layout === null
      ? []
      : [t('walls.versions.layoutBack', { now: tileCount(layout.from), then: tileCount(layout.to) })]),
    ...tiles.map(({ tile, from, to }) =>
      t('walls.versions.tile', { tile: tile + 1, now: contentWords(t, from), then: contentWords(t, to) }),
    ),
    ...aspects.map(({ tile, from, to }) =>
      t('walls.versions.aspect', { tile: tile + 1, now: t(`shell.aspects.${from}`), then: t(`shell.aspects.${to}`) }),
    ),
  ];
}
