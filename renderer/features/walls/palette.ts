/** Adds walls to the palette, and the wall or camera that a pasted link leads to. */
import { linkIn, parseLink } from '../../../preload/domain/links.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { PaletteSource } from '../../state/actions/area.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { goTo } from '../../state/page/navigation.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { openLink } from '../../state/windows/links.ts';
import { openTab } from '../../state/windows/window.ts';
import type { Action } from '../../ui/action.ts';

function wallActions(t: Text): readonly Action[] {
  return useWalls.getState().walls.map(({ id, name }) => ({
    id: `wall:${id}`,
    icon: 'grid9' as const,
    name,
    hint: t('actions.palette.wall'),
    run: () => {
      goTo('live');
      openTab(id);
    },
  }));
}

/** The action for a pasted link, or its problem. */
function linkAction(t: Text, text: string): Action | null {
  const found = linkIn(text);
  if (found === null) return null;
  const parsed = parseLink(found);
  const action = { id: 'link', icon: 'arrowr' as const, run: () => void openLink(text) };
  if ('problem' in parsed) {
    const reason = t(`shell.links.${parsed.problem}`);
    return { ...action, name: t('shell.notices.linkBad', { reason }) };
  }
  const { link } = parsed;
  if (link.kind === 'wall') {
    const name = useWalls.getState().walls.find(({ id }) => id === link.wallId)?.name ?? t('shell.links.unknownWall');
    return { ...action, name, hint: t('shell.links.openWall') };
  }
  const channel = useDirectory.getState().view.byId.get(link.channelId);
  const name = channel ? `${channel.number} ${channel.name}` : t('shell.links.unknownCamera');
  return { ...action, name, hint: t('shell.links.openCamera') };
}

export const wallSources: readonly PaletteSource[] = [
  { id: 'walls', isBeforeActions: true, isShownAtOnce: true, entries: wallActions },
  { id: 'links', meaningOf: linkAction },
];
