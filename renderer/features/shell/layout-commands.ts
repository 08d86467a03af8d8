import { gridOf, LAYOUT_PRESETS, tileCount, type WallLayout } from '../../../preload/domain/layout.ts';
import type { Text } from '../../i18n/i18n.ts';
import { goTo } from '../../state/navigation.ts';
import { WALL_ACTIONS } from '../../state/wall-actions.ts';
import { setLayout } from '../../state/walls.ts';
import type { IconName } from '../../ui/icons/names.ts';

/** The icon that comes nearest to a layout. */
export function layoutIcon(layout: WallLayout): IconName {
  const { columns, rows } = gridOf(layout);
  const count = tileCount(layout);
  if (count !== columns * rows) return 'grid6';
  return count === 1 ? 'grid1' : count <= 4 ? 'grid4' : count <= 9 ? 'grid9' : 'grid16';
}

/** Everything that can be done to the wall on screen, with its key. */
export function wallCommands(t: Text) {
  return WALL_ACTIONS.map(({ name, icon, keys: [keys], run }) => ({
    id: `wall:${name}`,
    icon,
    label: t(`live.actions.${name}`),
    ...(keys === undefined ? {} : { hint: keys }),
    run: () => {
      goTo('live');
      run();
    },
  }));
}

/** One command per layout of the wall. */
export function layoutCommands(t: Text) {
  return LAYOUT_PRESETS.map((layout) => ({
    id: `layout:${layout}`,
    icon: layoutIcon(layout),
    label: t('shell.palette.layout', { count: layout }),
    run: () => {
      goTo('live');
      setLayout(layout);
    },
  }));
}
