import { useText } from '../../i18n/i18n.ts';
import { runAction } from '../../state/actions/shortcut-actions.ts';
import { keyed } from '../../state/actions/shortcuts.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { Menu } from '../../ui/float/menu.tsx';

export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

/** Menu of the whole list. */
export function ListMenu({ at, onClose }: { readonly at: MenuPoint; readonly onClose: () => void }) {
  const t = useText();
  const isTreeFollowing = usePreferences((state) => state.isTreeFollowing);
  const ids = ['cameras.expandAll', 'cameras.collapseAll', 'cameras.show', 'cameras.follow'] as const;
  const items = ids.map((id) => {
    const [, word] = id.split('.') as ['cameras', 'expandAll' | 'collapseAll' | 'show' | 'follow'];
    return keyed(id, {
      name: t(`cameras.names.actions.cameras.${word}`),
      isChecked: id === 'cameras.follow' ? isTreeFollowing : undefined,
      startsGroup: id === 'cameras.show',
      run: () => void runAction(id),
    });
  });
  return <Menu label={t('cameras.listMenu')} items={items} at={at} onClose={onClose} />;
}
