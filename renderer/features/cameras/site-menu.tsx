import { useText } from '../../i18n/i18n.ts';
import { Menu } from '../../ui/menu.tsx';
import { actionsFor, camerasMeant, type RowScope } from './site-commands.ts';
import { closeOverlay, type Point } from './site-overlay.ts';

/** Everything that can be done with a row, with the keys that do it without the menu. */
export function SiteMenu({ scope, at }: { readonly scope: RowScope; readonly at: Point }) {
  const t = useText();
  const { row } = scope;
  const items = actionsFor(scope);
  if (items.length === 0) return null;
  const label =
    row.kind === 'group'
      ? t('cameras.sites.menu', { name: row.name ?? t('cameras.sites.root') })
      : t('cameras.sites.menuCameras', { count: row.kind === 'camera' ? camerasMeant(scope).length : row.gone.length });
  return <Menu label={label} items={items} at={at} onClose={closeOverlay} />;
}
