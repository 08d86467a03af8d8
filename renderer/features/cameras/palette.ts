/** Adds cameras to the palette, and the sites and groups that fill a wall. */
import type { AccountId, ChannelId, OrgNodeId, SiteId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { cameraCommandId, groupCommandId, shownByCommand } from '../../../preload/domain/console/recent-commands.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { PaletteSource } from '../../state/actions/area.ts';
import { selectAccount, useAccounts } from '../../state/accounts/accounts.ts';
import { matchCameras } from '../../state/cameras/camera-search.ts';
import type { DirectoryView } from '../../state/cameras/directory-merge.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { groupPath } from '../../state/cameras/group-path.ts';
import { camerasOf, useSites } from '../../state/cameras/sites.ts';
import { goTo } from '../../state/page/navigation.ts';
import { silenceOf } from '../../state/players/outages.ts';
import { selectPhase, usePlayers } from '../../state/players/players.ts';
import { fillWall, placeChannels } from '../../state/walls/walls.ts';
import type { Action } from '../../ui/action.ts';
import { keeping } from '../../ui/keeping.ts';
import { rowState } from './tree/row-state.ts';
import { camerasOfGroup } from './tree/tree-model.ts';

const MAX_CAMERAS = 20;

const viewNow = (): DirectoryView => useDirectory.getState().view;

const followView = (onChange: () => void): (() => void) =>
  useDirectory.subscribe((now, before) => (now.view === before.view ? undefined : onChange()));

/** Limit of groups of a path in a name: enough to distinguish two places. The groups above them are left out. */
const NAMED_GROUPS = 2;

/** `IVM demo › … › North building › Floor 3`. */
function placeOf(accountId: AccountId, groupId: OrgNodeId | null): string {
  const part = viewNow().parts.find((one) => one.accountId === accountId);
  const path = part === undefined ? [] : groupPath(part, groupId);
  const account = selectAccount(accountId)(useAccounts.getState())?.label;
  const shown = path.length > NAMED_GROUPS ? ['…', ...path.slice(-NAMED_GROUPS)] : path;
  return [account, ...shown].filter((name) => name !== undefined).join(' › ');
}

function cameraAction(t: Text, channel: NumberedChannel): Action {
  const { id, number, name, accountId, orgNodeId } = channel;
  return {
    id: cameraCommandId(id),
    icon: 'device',
    name: `${number} ${name}`,
    where: () => placeOf(accountId, orgNodeId),
    state: () => rowState(t, channel, selectPhase(id)(usePlayers.getState()), silenceOf(accountId)),
    run: () => {
      goTo('live');
      placeChannels([id]);
    },
  };
}

function fill(ids: readonly ChannelId[], name: string): void {
  goTo('live');
  fillWall(ids, name);
}

function siteActions(t: Text): readonly Action[] {
  const { sites } = useSites.getState();
  const below = (id: SiteId): readonly ChannelId[] => [
    ...camerasOf(id),
    ...sites.filter(({ parentId }) => parentId === id).flatMap((site) => below(site.id)),
  ];
  return sites.map(({ id, name }) => ({
    id: `site:${id}`,
    icon: 'folder' as const,
    name,
    hint: t('actions.palette.site'),
    run: () => fill([...new Set(below(id))], name),
  }));
}

const groupActions = keeping((t: Text, view: DirectoryView): readonly Action[] => {
  const hint = t('actions.palette.group');
  return view.parts.flatMap((part) =>
    part.groups.map(({ id, name, accountId, parentId }) => ({
      id: groupCommandId(id),
      icon: 'folder' as const,
      name,
      hint,
      where: () => placeOf(accountId, parentId),
      run: () => fill(camerasOfGroup(part, id), name),
    })),
  );
});

/** A group stands before its cameras: an operator who types its name most often wants all of them. */
export const cameraSources: readonly PaletteSource[] = [
  {
    id: 'places',
    isBeforeActions: true,
    follow: followView,
    entries: (t) => [...siteActions(t), ...groupActions(t, viewNow())],
  },
  {
    id: 'cameras',
    isBeforeActions: true,
    follow: followView,
    limit: MAX_CAMERAS,
    find: (t, query, how) => {
      const { found, total } = matchCameras(viewNow(), query, how);
      return { found: found.map((channel) => cameraAction(t, channel)), total };
    },
    isExact: ({ name }, query) => name.startsWith(`${query.trim()} `),
    entryOf: (t, id) => {
      const shown = shownByCommand(id);
      const channel = shown !== null && 'channelId' in shown ? viewNow().byId.get(shown.channelId) : undefined;
      return channel === undefined ? null : cameraAction(t, channel);
    },
  },
];
