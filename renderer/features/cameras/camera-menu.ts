/**
 * Menu items that the list of cameras adds wherever the menu of a camera opens: show it on the wall, in the list, on
 * new walls.
 */
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import type { Text } from '../../i18n/i18n.ts';
import { copyText } from '../../page/copy-text.ts';
import { selectAccount, useAccounts } from '../../state/accounts/accounts.ts';
import type { CameraMenuPart, CameraSubject } from '../../state/actions/camera-menu.ts';
import { keyed, printedKeys } from '../../state/actions/shortcuts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { openNumbers } from '../../state/cameras/numbers.ts';
import { openingNow } from '../../state/cameras/opening.ts';
import { showInTree } from './model/tree-reveal.ts';
import { postNotice } from '../../state/page/notices.ts';
import { createWallWith } from '../../state/windows/wall-tabs.ts';
import type { Action } from '../../ui/action.ts';
import { place } from './place.ts';

/** Opens a new wall with one camera, which gives the wall its name. */
export function openInNewWall(channelId: ChannelId, isOwnWindow: boolean): void {
  const channel = useDirectory.getState().view.byId.get(channelId);
  void createWallWith([channelId], { name: channel?.name ?? null, isOwnWindow });
}

/** Copies how client and cloud call a camera: for the cloud's console and its support. No key and no address. */
export async function copyIds(channelId: ChannelId): Promise<void> {
  const isCopied = await copyText(idsOf(channelId));
  const name = useDirectory.getState().view.byId.get(channelId)?.name ?? channelId;
  postNotice(isCopied ? 'idsCopied' : 'copyRefused', { name });
}

/** One line each: number and name, cloud and account, the ids of the device and of the channel as the cloud has them. */
export function idsOf(channelId: ChannelId): string {
  const channel = useDirectory.getState().view.byId.get(channelId);
  const { accountId, deviceNativeId, channelNativeId } = channelRefOf(channelId);
  const account = selectAccount(accountId)(useAccounts.getState());
  const lines = [
    channel === undefined ? null : `${channel.number} ${channel.name}`,
    account === undefined ? null : `${VENDOR_CODES[account.vendor]} ${account.label}`,
    `device ${deviceNativeId}`,
    `channel ${channelNativeId}`,
  ];
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
}

function placeItems(t: Text, subject: CameraSubject): readonly Action[] {
  const { channelId, tile, from } = subject;
  const isListed = useDirectory.getState().view.byId.has(channelId);
  const onWall = t(tile === null ? 'cameras.menu.wall' : 'cameras.menu.locate', { tile: (tile ?? 0) + 1 });
  const show = openingNow()?.name(t) ?? onWall;
  return [
    from === 'list'
      ? keyed('tree.activate', { name: show, run: () => place([channelId]) })
      : keyed('cameras.show', {
          name: t('cameras.menu.show'),
          reason: isListed ? undefined : t('cameras.menu.notListed'),
          run: () => showInTree(channelId),
        }),
  ];
}

const openItems = (t: Text, { channelId }: CameraSubject): readonly Action[] => [
  keyed('cameras.newWall', { name: t('cameras.menu.newWall'), run: () => openInNewWall(channelId, false) }),
  keyed('cameras.newWindow', { name: t('cameras.menu.newWindow'), run: () => openInNewWall(channelId, true) }),
];

const idItems = (t: Text, subject: CameraSubject): readonly Action[] => [
  keyed('cameras.copyIds', { name: t('cameras.menu.copyIds'), run: () => void copyIds(subject.channelId) }),
  {
    id: 'tree.number',
    name: t('cameras.sites.actions.number'),
    keys: printedKeys(subject.from === 'tile' ? 'tile.number' : 'tree.number'),
    run: () => openNumbers([subject.channelId]),
  },
];

export const listCameraMenu: readonly CameraMenuPart[] = [
  { id: 'place', items: placeItems },
  { id: 'open', title: (t) => t('cameras.menu.open'), isJoined: true, items: openItems },
  { id: 'ids', after: 'camera', isJoined: true, items: idItems },
];
