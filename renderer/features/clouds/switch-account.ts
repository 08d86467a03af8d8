/** Turns an account off and on. This can be undone, so there is no question before, but a way back after. */
import type { AccountView } from '../../../preload/contract/account.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { channelOf, visibleTiles } from '../../../preload/domain/walls/wall-tiles.ts';
import { request } from '../../page/bridge.ts';
import { useText } from '../../i18n/i18n.ts';
import { forgetFacts } from './model/account-facts.ts';
import { countChannels } from '../../state/cameras/channel-counts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { postFailure } from '../../state/page/failure-notices.ts';
import { postNotice } from '../../state/page/notices.ts';
import { selectWall, UNDO_MS, useWalls } from '../../state/walls/walls.ts';

export async function switchAccount({ id, label }: AccountView, isEnabled: boolean, canUndo = true): Promise<void> {
  const answer = await request['account.set-enabled']({ accountId: id, isEnabled });
  if (!answer.ok) return postFailure(answer.error);
  forgetFacts(id);
  const run = (): void => void switchAccount(answer.value, !isEnabled, false);
  const undo = canUndo ? { run, untilMs: Date.now() + UNDO_MS } : null;
  postNotice(isEnabled ? 'accountOn' : 'accountOff', { label }, undo);
}

/** How many tiles of the wall on screen show a camera of the account. */
function useTileCount(accountId: AccountId): number {
  const byId = useDirectory((state) => state.view.byId);
  const wall = useWalls(selectWall);
  const tiles = wall === null ? [] : visibleTiles(wall).map(channelOf);
  return tiles.filter((id) => id !== null && byId.get(id)?.accountId === accountId).length;
}

/** What turning the account off, or on again, will do. */
export function useSwitchConsequence({ id, isEnabled }: AccountView): string {
  const t = useText();
  const part = useDirectory((state) => state.view.parts.find((held) => held.accountId === id));
  const tiles = useTileCount(id);
  if (!isEnabled) return t('clouds.switch.onNote');
  const cameras = part === undefined ? 0 : countChannels(part.channels).total;
  const words = cameras === 0 ? t('clouds.switch.offNoteNone') : t('clouds.switch.offNote', { count: cameras });
  return tiles === 0 ? words : `${words} ${t('clouds.switch.offNoteTiles', { count: tiles })}`;
}
