/** Links to cameras and walls of this client: opened from the system, pasted, or made to be copied. */
import { isOfAccount, type ChannelId } from '../../../preload/domain/ids.ts';
import { linkIn, parseLink, wallLink, type Link } from '../../../preload/domain/links.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { on, request } from '../../page/bridge.ts';
import { textNow } from '../../i18n/i18n.ts';
import { copyText } from '../../page/copy-text.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { useDirectory } from '../cameras/directory.ts';
import { isKiosk } from '../page/kiosk.ts';
import { goTo } from '../page/navigation.ts';
import { postNotice } from '../page/notices.ts';
import { placeChannels, useWalls } from '../walls/walls.ts';
import { windowKey } from '../page/window-key.ts';
import { openTab } from './window.ts';

/** Lists that are still being read get this long before a missing entry counts as gone. */
const READ_WITHIN_MS = 20_000;

/** Opens links that reach the client from outside, until the returned function is called. */
export function followLinks(): () => void {
  return on('app.link-arrived', ({ key }) => {
    if (key === windowKey) void takeLink();
  });
}

/** The link that this start came with, or that was opened while this window was not there. */
export async function takeLink(): Promise<void> {
  const answer = await request['app.take-link']({});
  if (answer.ok && answer.value.text !== null) await openLink(answer.value.text);
}

/** Shows the target of a link, or the problem of the link. */
export async function openLink(text: string): Promise<void> {
  const parsed = parseLink(linkIn(text) ?? text);
  if ('problem' in parsed) return postNotice('linkBad', { reason: textNow()(`shell.links.${parsed.problem}`) });
  if (isKiosk()) return postNotice('linkKiosk');
  await (parsed.link.kind === 'wall' ? openWallLink(parsed.link) : openCameraLink(parsed.link));
}

/** Opens the link in a text that was pasted onto the wall. */
export function openPasted(text: string): void {
  if (linkIn(text) === null) postNotice('linkNone');
  else void openLink(text);
}

export async function copyWallLink({ id, name }: Pick<Wall, 'id' | 'name'>): Promise<void> {
  postNotice((await copyText(`${name}\n${wallLink(id)}`)) ? 'linkCopied' : 'copyRefused', { name });
}

async function openWallLink({ wallId }: Extract<Link, { kind: 'wall' }>): Promise<void> {
  const isThere = (): boolean => useWalls.getState().walls.some(({ id }) => id === wallId);
  await settled(useWalls, () => isThere() || ['ready', 'failed'].includes(useWalls.getState().load.status));
  if (!isThere()) return postNotice('linkWallGone');
  goTo('live');
  openTab(wallId);
}

async function openCameraLink({ channelId }: Extract<Link, { kind: 'camera' }>): Promise<void> {
  const isThere = (): boolean => useDirectory.getState().view.byId.has(channelId);
  const isRead = (): boolean => isThere() || isAccountRead(channelId);
  await Promise.race([settled(useDirectory, isRead), settled(useAccounts, isRead)]);
  if (!isThere()) return postNotice('linkCameraGone');
  await settled(useWalls, () => useWalls.getState().walls.length > 0);
  goTo('live');
  placeChannels([channelId]);
}

/** The cameras of its account are known, or the account itself is known to be none of this client's. */
function isAccountRead(channelId: ChannelId): boolean {
  const { accounts, load } = useAccounts.getState();
  const account = accounts.find(({ id }) => isOfAccount(channelId, id));
  if (account === undefined) return load.status === 'ready';
  const { states, view } = useDirectory.getState();
  const state = states[account.id];
  const part = view.parts.find(({ accountId }) => accountId === account.id);
  const isHeld = state !== undefined && (state.revision === 0 || part?.revision === state.revision);
  return !account.isEnabled || (isHeld && (state.phase === 'ready' || state.phase === 'failed'));
}

/** Resolves when the store is as wanted, at the latest after a while. */
function settled(store: { subscribe(listener: () => void): () => void }, isSo: () => boolean): Promise<void> {
  if (isSo()) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, READ_WITHIN_MS);
    const stop = store.subscribe(() => (isSo() ? done() : undefined));
  });
}
