/** What the palette finds of the cameras: the cameras themselves, and the sites and groups that fill a wall. */
import type { ChannelId, SiteId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras.ts';
import { cameraCommandId, groupCommandId, shownByCommand } from '../../../preload/domain/recent-commands.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { PaletteSource } from '../../state/actions/area.ts';
import { searchCameras } from '../../state/cameras/camera-search.ts';
import type { DirectoryView } from '../../state/cameras/directory-merge.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { camerasOf, useSites } from '../../state/cameras/sites.ts';
import { goTo } from '../../state/page/navigation.ts';
import { fillWall, placeChannels } from '../../state/walls/walls.ts';
import type { Action } from '../../ui/action.ts';
import { keeping } from '../../ui/keeping.ts';

const MAX_CAMERAS = 20;

const viewNow = (): DirectoryView => useDirectory.getState().view;

const followView = (onChange: () => void): (() => void) =>
  useDirectory.subscribe((now, before) => (now.view === before.view ? undefined : onChange()));

function cameraAction(t: Text, { id, number, name }: NumberedChannel): Action {
  return {
    id: cameraCommandId(id),
    icon: 'device',
    name: `${number} ${name}`,
    hint: t('shell.palette.camera'),
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
    ...{ id: `site:${id}`, icon: 'folder' as const, name, hint: t('actions.palette.site') },
    run: () => fill([...new Set(below(id))], name),
  }));
}

const groupActions = keeping((t: Text, view: DirectoryView): readonly Action[] => {
  const hint = t('actions.palette.group');
  return view.parts.flatMap(({ groups, channels }) =>
    groups.map(({ id, name }) => ({
      ...{ id: groupCommandId(id), icon: 'folder' as const, name, hint },
      run: () => {
        const inside = new Set([id]);
        // A group may come before its parent, so the groups are read until a pass finds no further group.
        for (let size = 0; size !== inside.size;) {
          size = inside.size;
          for (const group of groups) if (group.parentId !== null && inside.has(group.parentId)) inside.add(group.id);
        }
        const ids = channels.filter(({ orgNodeId }) => orgNodeId !== null && inside.has(orgNodeId)).map((c) => c.id);
        fill(ids, name);
      },
    })),
  );
});

export const cameraSources: readonly PaletteSource[] = [
  {
    id: 'cameras',
    isBeforeActions: true,
    follow: followView,
    find: (t, query) => searchCameras(viewNow(), query, MAX_CAMERAS).map((channel) => cameraAction(t, channel)),
    isExact: ({ name }, query) => name.startsWith(`${query.trim()} `),
    entryOf: (t, id) => {
      const shown = shownByCommand(id);
      const channel = shown !== null && 'channelId' in shown ? viewNow().byId.get(shown.channelId) : undefined;
      return channel === undefined ? null : cameraAction(t, channel);
    },
  },
  {
    id: 'places',
    after: 'walls',
    isBeforeActions: true,
    follow: followView,
    entries: (t) => [...siteActions(t), ...groupActions(t, viewNow())],
  },
];
