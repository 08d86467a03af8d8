/** The layouts that are offered by picture, and their names. */
import {
  gridWithLarge,
  LAYOUT_PRESETS,
  tileCount,
  uniformGrid,
  type WallLayout,
} from '../../../../preload/domain/walls/layout.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { isActionId } from '../../../state/actions/shortcut-table.ts';
import { printedKeys } from '../../../state/actions/shortcuts.ts';

/** The layouts with a button in the toolbar. */
export const QUICK_LAYOUTS = [1, 4, 6, 9, 16] as const;

export const FURTHER_LAYOUTS: readonly WallLayout[] = [
  uniformGrid(2, 1),
  uniformGrid(3, 2),
  uniformGrid(4, 3),
  gridWithLarge(8),
];

export const ALL_LAYOUTS: readonly WallLayout[] = [...LAYOUT_PRESETS, ...FURTHER_LAYOUTS];

const SHAPES: Readonly<Record<number, string>> = { 6: '1+5', 8: '1+7', 10: '2+8', 13: '1+12' };

function shapeOf(layout: WallLayout): string {
  if (typeof layout === 'number') return SHAPES[layout] ?? '';
  const { columns, rows, cells } = layout;
  return cells.length === columns * rows ? `${columns} × ${rows}` : `1+${cells.length - 1}`;
}

/** The text below the picture of a layout. */
export function shortName(layout: WallLayout): string {
  return typeof layout === 'number' ? String(layout) : shapeOf(layout);
}

/** The key of a layout, or nothing. */
function layoutKey(layout: WallLayout): string {
  const id = typeof layout === 'number' ? `wall.layout${layout}` : '';
  return (isActionId(id) ? printedKeys(id) : undefined) ?? '';
}

/** The number of tiles, their shape if the number does not determine it, and the key. */
export function layoutName(t: Text, layout: WallLayout): string {
  const keys = [shapeOf(layout), layoutKey(layout)].filter((part) => part !== '').join(', ');
  return t(keys === '' ? 'live.layouts.plain' : 'live.toolbar.tiles', { count: tileCount(layout), keys });
}
