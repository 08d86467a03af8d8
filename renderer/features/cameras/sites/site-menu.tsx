import { useEffect } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { cameraMenu, camerasMenu, useMenuContent } from '../../../state/actions/camera-menu.ts';
import { selectTilesOf, useWalls } from '../../../state/walls/walls.ts';
import type { Action } from '../../../ui/action.ts';
import { Menu } from '../../../ui/float/menu.tsx';
import { askGroupOffer, useGroupOffers } from '../cloud-groups/cloud-groups.ts';
import { actionsFor, camerasMeant, type RowScope } from './site-commands.ts';
import { closeOverlay, type Point } from './site-overlay.ts';
import { accountOfGroup } from '../tree/tree-model.ts';

/** Everything that can be done with a row, with the keys that do it without the menu. */
export function SiteMenu({ scope, at }: { readonly scope: RowScope; readonly at: Point }) {
  const t = useText();
  useMenuContent(oneCamera(scope));
  useGroupOffer(scope);
  const items = itemsOf(t, scope);
  if (items.length === 0) return null;
  return <Menu label={labelOf(t, scope)} items={items} at={at} onClose={closeOverlay} />;
}

/** Asks again for an account whose cloud could not be asked before, and draws the menu anew with the answer. */
function useGroupOffer({ row }: RowScope): void {
  const accountId = row.kind === 'group' ? accountOfGroup(row) : '';
  useGroupOffers();
  useEffect(() => {
    if (accountId !== '') void askGroupOffer(accountId);
  }, [accountId]);
}

/** The camera whose menu it is; null for a group, and for several cameras. */
function oneCamera(scope: RowScope): ChannelId | null {
  const [channelId, ...others] = scope.row.kind === 'camera' ? camerasMeant(scope) : [];
  return others.length > 0 ? null : (channelId ?? null);
}

/** One camera has the menu that its tile has, and behind it what there is for the row. */
function itemsOf(t: Text, scope: RowScope): readonly Action[] {
  const own = actionsFor(scope);
  const channelId = oneCamera(scope);
  if (channelId === null) return [...own, ...camerasMenu(t, scope.row.kind === 'missing' ? [] : camerasMeant(scope))];
  const walls = useWalls.getState();
  const tile = selectTilesOf(channelId)(walls)[0] ?? null;
  const shared = cameraMenu(t, { channelId, tile, from: 'list', isSelected: tile === walls.selectedTile });
  const ids = new Set(shared.flatMap(({ id, items = [] }) => [id, ...items.map((item) => item.id)]));
  const rest = own.filter(({ id }) => !ids.has(id));
  return [...shared, ...rest.map((item, i) => ({ ...item, startsGroup: i === 0 }))];
}

function labelOf(t: Text, scope: RowScope): string {
  const { row } = scope;
  if (row.kind === 'group') return t('cameras.sites.menu', { name: row.name ?? t('cameras.sites.root') });
  const count = row.kind === 'camera' ? camerasMeant(scope).length : row.gone.length;
  if (row.kind === 'camera' && count === 1) return t('cameras.menu.label', { ...row.channel });
  return t('cameras.sites.menuCameras', { count });
}
