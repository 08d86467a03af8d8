import { gridOf, tileCount, type WallLayout } from '../../../preload/domain/walls/layout.ts';
import type { IconName } from '../../ui/icons/names.ts';

/** The icon that comes nearest to a layout. */
export function layoutIcon(layout: WallLayout): IconName {
  const { columns, rows } = gridOf(layout);
  const count = tileCount(layout);
  if (count !== columns * rows) return 'grid6';
  return count === 1 ? 'grid1' : count <= 4 ? 'grid4' : count <= 9 ? 'grid9' : 'grid16';
}
