/** The picture at the pointer while several tiles are dragged: how many tiles, and which. */
import { textNow } from '../../../i18n/i18n.ts';

const SHIFT_PX = 14;

/**
 * Shows the ghost for this drag. The browser takes its picture at once, so that the element can be removed right after.
 */
export function showGhost({ dataTransfer }: { readonly dataTransfer: DataTransfer }, tiles: readonly number[]): void {
  const ghost = document.createElement('div');
  ghost.className = 'lv-ghost';
  const count = document.createElement('b');
  count.textContent = textNow()('live.tile.dragged', { count: tiles.length });
  const which = document.createElement('span');
  which.textContent = tiles.map((tile) => tile + 1).join(', ');
  ghost.append(count, which);
  document.body.append(ghost);
  dataTransfer.setDragImage(ghost, -SHIFT_PX, -SHIFT_PX);
  setTimeout(() => ghost.remove());
}
