/** A problem report of the whole client as JSON: states and figures, no keys, no addresses, no names of cameras. */
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { copyText } from '../../page/copy-text.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { postNotice, useNotices } from '../../state/page/notices.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { useLoad } from '../../state/players/load.ts';
import { reportsOf, usePlayers } from '../../state/players/players.ts';
import { selectWall, useWalls } from '../../state/walls/walls.ts';

export function clientReport(nowMs: number): string {
  const { info, locale, textPercent } = usePreferences.getState();
  const { accounts, vault } = useAccounts.getState();
  const wall = selectWall(useWalls.getState());
  const tiles = wall === null ? [] : reportsOf(wall, usePlayers.getState().bySlot);
  const facts = {
    takenAt: new Date(nowMs).toISOString(),
    client: { version: info?.version, host: info?.host, platform: info?.platform, locale, textPercent },
    browser: navigator.userAgent,
    keychain: vault?.state,
    clouds: accounts.map(({ vendor, isEnabled, isKeyMissing, health }) => ({
      vendor: VENDOR_CODES[vendor],
      isEnabled,
      isKeyMissing,
      state: health.state,
      ...('error' in health ? { code: health.error.code, vendorCode: health.error.vendor?.code } : {}),
    })),
    cameras: useDirectory.getState().view.byId.size,
    tiles: tiles.map(({ tile, phase, fps, droppedFrames, error }) => ({ tile, phase, fps, droppedFrames, error })),
    load: useLoad.getState().sample,
    messages: useNotices.getState().past.map(({ key, atMs }) => ({ key, at: new Date(atMs).toISOString() })),
    screen: { ratio: window.devicePixelRatio, width: window.innerWidth, height: window.innerHeight },
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

export async function copyClientReport(): Promise<void> {
  postNotice((await copyText(clientReport(Date.now()))) ? 'clientReportCopied' : 'copyRefused');
}
