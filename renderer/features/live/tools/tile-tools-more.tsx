import { createPortal } from 'react-dom';
import { useText } from '../../../i18n/i18n.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { printedKeys } from '../../../state/actions/shortcuts.ts';
import { Menu, type MenuItem } from '../../../ui/menu.tsx';
import { takeWallSnapshot } from './snapshot.ts';
import { copyFacts, copyLink } from './tile-facts.ts';
import type { TileTarget } from '../base/tile-target.ts';
import type { Tool } from './tile-tools-list.ts';
import { changeView, resetView } from '../picture/tile-views.ts';
import { mirrored, turned } from '../picture/zoom.ts';

interface TileMoreProps {
  readonly target: TileTarget;
  readonly at: { readonly x: number; readonly y: number };
  /** Tools that a small tile has no room for. */
  readonly left: readonly Tool[];
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

const asItem = ({ key, label, keys, reason, run }: Tool): MenuItem => ({
  ...{ id: key, label, keys, reason },
  run: () => run?.(),
});

/** The tools that are not in the bar. */
export function TileMore({ target, at, left, onRemove, onClose }: TileMoreProps) {
  const t = useText();
  const { slotKey } = target;
  const items = [
    { id: 'tile.rotate', label: t('live.tools.rotate'), run: () => changeView(slotKey, turned) },
    { id: 'tile.mirror', label: t('live.tools.mirror'), run: () => changeView(slotKey, mirrored) },
    { id: 'tile.resetView', label: t('live.tools.reset'), run: () => resetView(slotKey) },
    { id: 'wall.snapshot', label: t('live.tools.wallSnapshot'), run: () => void takeWallSnapshot() },
    { id: 'tile.copyLink', label: t('live.tools.copyLink'), run: () => void copyLink(target) },
    { id: 'tile.report', label: t('live.tools.report'), run: () => void copyFacts(target) },
    { id: 'tile.remove', label: t('live.tools.remove'), run: onRemove },
  ] as const;
  const own = items
    .filter(({ id }) => isOffered(id))
    .map((item) => ({
      ...{ ...item, keys: printedKeys(item.id) },
      startsGroup: item.id === 'tile.rotate' || item.id === 'wall.snapshot' || item.id === 'tile.remove',
    }));
  const all = [...left.map(asItem), ...own];
  // Not inside the tile, which would cut it off.
  return createPortal(<Menu label={t('live.tools.more')} items={all} at={at} onClose={onClose} />, document.body);
}
