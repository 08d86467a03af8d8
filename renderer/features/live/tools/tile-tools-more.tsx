import { createPortal } from 'react-dom';
import { useText } from '../../../i18n/i18n.ts';
import { isOffered } from '../../../state/actions/offered.ts';
import { keyed } from '../../../state/actions/shortcuts.ts';
import type { Action } from '../../../ui/action.ts';
import { Menu } from '../../../ui/menu.tsx';
import { takeWallSnapshot } from './snapshot.ts';
import { copyFacts, copyLink } from './tile-facts.ts';
import type { TileTarget } from '../base/tile-target.ts';
import { changeView, resetView } from '../picture/tile-views.ts';
import { mirrored, turned } from '../picture/zoom.ts';

interface TileMoreProps {
  readonly target: TileTarget;
  readonly at: { readonly x: number; readonly y: number };
  /** Tools that a small tile has no room for. */
  readonly left: readonly Action[];
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** Both lists may hold one action, each with words of its own. */
const ofBar = (tool: Action): Action => ({ ...tool, id: `bar:${tool.id}` });

/** A line stands before each of them. */
const STARTS: ReadonlySet<string> = new Set(['tile.rotate', 'wall.snapshot', 'tile.remove']);

/** The tools that are not in the bar. */
export function TileMore({ target, at, left, onRemove, onClose }: TileMoreProps) {
  const t = useText();
  const { slotKey } = target;
  const items = [
    { id: 'tile.rotate', name: t('live.tools.rotate'), run: () => changeView(slotKey, turned) },
    { id: 'tile.mirror', name: t('live.tools.mirror'), run: () => changeView(slotKey, mirrored) },
    { id: 'tile.resetView', name: t('live.tools.reset'), run: () => resetView(slotKey) },
    { id: 'wall.snapshot', name: t('live.tools.wallSnapshot'), run: () => void takeWallSnapshot() },
    { id: 'tile.copyLink', name: t('live.tools.copyLink'), run: () => void copyLink(target) },
    { id: 'tile.report', name: t('live.tools.report'), run: () => void copyFacts(target) },
    { id: 'tile.remove', name: t('live.tools.remove'), run: onRemove },
  ] as const;
  const own = items
    .filter(({ id }) => isOffered(id))
    .map(({ id, name, run }) => keyed(id, { name, run, startsGroup: STARTS.has(id) }));
  const all = [...left.map(ofBar), ...own];
  // Not inside the tile, which would cut it off.
  return createPortal(<Menu label={t('live.tools.more')} items={all} at={at} onClose={onClose} />, document.body);
}
