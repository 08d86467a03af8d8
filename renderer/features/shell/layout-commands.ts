import { WALL_LAYOUTS } from '../../../preload/domain/model.ts';
import type { Text } from '../../i18n/i18n.ts';
import { goTo } from '../../state/navigation.ts';
import { setLayout } from '../../state/walls.ts';

/** One command per layout of the wall. */
export function layoutCommands(t: Text) {
  return WALL_LAYOUTS.map((layout) => ({
    id: `layout:${layout}`,
    icon: `grid${layout}` as const,
    label: t('shell.palette.layout', { count: layout }),
    run: () => {
      goTo('live');
      setLayout(layout);
    },
  }));
}
