/** A camera's link, and the facts of a tile for a person who has to find a fault: without secrets and addresses. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { cameraLink } from '../../../../preload/domain/links.ts';
import { VENDOR_CODES } from '../../../../preload/domain/vendor.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import { cameraName } from '../../../state/players/clips.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { usePlayers } from '../../../state/players/players.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import { useLoad } from '../../../state/players/load.ts';
import { copyText } from '../../../page/copy-text.ts';
import type { TileTarget } from '../base/tile-target.ts';
import { selectView, useTileViews } from '../../../state/players/tile-views.ts';

/** The text that names a camera to this client: its name for people, its link for the client. */
export function linkOf(channelId: ChannelId, name: string): string {
  return `${name}\n${cameraLink(channelId)}`;
}

export async function copyLink({ channelId }: Pick<TileTarget, 'channelId'>): Promise<void> {
  const name = cameraName(channelId);
  postNotice((await copyText(linkOf(channelId, name))) ? 'linkCopied' : 'copyRefused', { name });
}

const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"']+/gi;

/** A copy of the value without the addresses in its texts, at any depth: addresses carry tokens. */
export function withoutAddresses(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(ADDRESS, '***');
  if (Array.isArray(value)) return value.map(withoutAddresses);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutAddresses(one)]));
}

/** All facts of a tile, as JSON. */
function factsOf({ tile, channelId, slotKey }: TileTarget, nowMs: number): string {
  const channel = useDirectory.getState().view.byId.get(channelId);
  const account = selectAccount(channel?.accountId ?? null)(useAccounts.getState());
  const { info, locale } = usePreferences.getState();
  const player = usePlayers.getState().bySlot[slotKey];
  const camera = channel && {
    number: channel.number,
    name: channel.name,
    device: channel.deviceName,
    reachable: channel.reachable,
    protocol: channel.protocol,
    capabilities: channel.capabilities,
  };
  const facts = {
    takenAt: new Date(nowMs).toISOString(),
    client: { version: info?.version, host: info?.host, platform: info?.platform, locale },
    browser: navigator.userAgent,
    tile: tile + 1,
    camera,
    cloud: account && { vendor: VENDOR_CODES[account.vendor], region: account.region, health: account.health },
    player,
    view: selectView(slotKey)(useTileViews.getState()),
    load: useLoad.getState().sample,
    screen: { ratio: window.devicePixelRatio, width: window.innerWidth, height: window.innerHeight },
  };
  return `${JSON.stringify(withoutAddresses(facts), null, 2)}\n`;
}

export async function copyFacts(target: TileTarget): Promise<void> {
  const isCopied = await copyText(factsOf(target, Date.now()));
  postNotice(isCopied ? 'reportCopied' : 'copyRefused', { tile: target.tile + 1 });
}
