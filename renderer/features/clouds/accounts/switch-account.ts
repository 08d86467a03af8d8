/** Turns an account off and on. This can be undone, so there is no question before, but a way back after. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { Result } from '../../../../preload/domain/error.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { channelOf, visibleTiles } from '../../../../preload/domain/walls/wall-tiles.ts';
import { request } from '../../../page/bridge.ts';
import { useText } from '../../../i18n/i18n.ts';
import { forgetFacts } from '../model/account-facts.ts';
import { countChannels } from '../../../state/cameras/channel-counts.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { asChange, offerUndo, outcomeOf } from '../../../state/page/undo.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';

export const switchAccount = asChange(async ({ id }: Pick<AccountView, 'id'>, isEnabled: boolean): Promise<void> => {
  const answer = await turn(id, isEnabled);
  if (!answer.ok) return postFailure(answer.error);
  const { label } = answer.value;
  const change = {
    edit: isEnabled ? ('accountOn' as const) : ('accountOff' as const),
    params: { label },
    subject: `account:${id}`,
    undo: async () => outcomeOf(await turn(id, !isEnabled), label),
    redo: async () => outcomeOf(await turn(id, isEnabled), label),
  };
  offerUndo(change, isEnabled ? 'accountOn' : 'accountOff', { label });
});

async function turn(accountId: AccountId, isEnabled: boolean): Promise<Result<AccountView>> {
  const answer = await request['account.set-enabled']({ accountId, isEnabled });
  if (answer.ok) forgetFacts(accountId);
  return answer;
}

/** How many tiles of the wall on screen show a camera of the account. */
function useTileCount(accountId: AccountId): number {
  const byId = useDirectory((state) => state.view.byId);
  const wall = useWalls(selectWall);
  const tiles = wall === null ? [] : visibleTiles(wall).map(channelOf);
  return tiles.filter((id) => id !== null && byId.get(id)?.accountId === accountId).length;
}

/** The effect of turning the account off, or on again. */
export function useSwitchConsequence({ id, isEnabled }: AccountView): string {
  const t = useText();
  const part = useDirectory((state) => state.view.parts.find((held) => held.accountId === id));
  const tiles = useTileCount(id);
  if (!isEnabled) return t('clouds.switch.onNote');
  const cameras = part === undefined ? 0 : countChannels(part.channels).total;
  const words = cameras === 0 ? t('clouds.switch.offNoteNone') : t('clouds.switch.offNote', { count: cameras });
  return tiles === 0 ? words : `${words} ${t('clouds.switch.offNoteTiles', { count: tiles })}`;
}
