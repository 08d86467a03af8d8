/** Setting camera numbers: sent to main in pieces, taken as one change, with the way back. */
import { NUMBER_PIECE, type NumberMove, type NumberPlan } from '../../../preload/domain/camera-numbers.ts';
import type { Result } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { textNow } from '../../i18n/i18n.ts';
import { download } from '../../page/download.ts';
import { request } from '../../page/bridge.ts';
import { postIfFailed } from '../page/failure-notices.ts';
import { postNotice, type NoticeKey } from '../page/notices.ts';
import { offerUndo, outcomeOf, type StepOutcome } from '../page/undo.ts';
import { openWallSide } from '../page/wall-panel.ts';
import { useDirectory } from './directory.ts';

/** Opens the numbers beside the wall: for these cameras, or without any only the file of all numbers. */
export function openNumbers(channelIds: readonly ChannelId[] = []): void {
  openWallSide({ kind: 'numbers', channelIds });
}

async function send(moves: readonly NumberMove[]): Promise<Result<null>> {
  const batch = crypto.randomUUID();
  for (let from = 0; ; from += NUMBER_PIECE) {
    const piece = moves.slice(from, from + NUMBER_PIECE);
    const isLast = from + NUMBER_PIECE >= moves.length;
    const changes = piece.map(({ channelId, to }) => ({ channelId, number: to }));
    const answer = await request['number.set']({ batch, changes, isLast });
    if (isLast || !answer.ok) return answer;
  }
}

const nameOf = (id: ChannelId): string => useDirectory.getState().view.byId.get(id)?.name ?? '';

/** Carries out a plan and says so, with the way back. */
export async function setNumbers({ moves, swaps }: NumberPlan): Promise<Result<null>> {
  const all = [...moves, ...swaps];
  if (all.length === 0) return { ok: true, value: null };
  const answer = await send(all);
  if (!answer.ok) return answer;
  const [only, other] = [moves[0], swaps[0]];
  if (moves.length !== 1 || only === undefined) tell('numbersSet', { count: all.length }, all);
  else {
    const params = { name: nameOf(only.channelId), number: only.to };
    if (other === undefined) tell('numberSet', params, all);
    else tell('numberSwapped', { ...params, other: nameOf(other.channelId), otherNumber: other.to }, all);
  }
  return answer;
}

function tell(key: NoticeKey, params: Readonly<Record<string, string | number>>, made: readonly NumberMove[]): void {
  const back = made.map(({ channelId, from, to }) => ({ channelId, from: to, to: from }));
  const step = (moves: readonly NumberMove[]) => async (): Promise<StepOutcome> =>
    outcomeOf(await send(moves), textNow()('cameras.numbers.title'));
  const change = { edit: 'numbers', subject: 'numbers', undo: step(back), redo: step(made) } as const;
  offerUndo(change, key, params);
}

/** Writes all numbers into a file that other desks can read. */
export async function exportNumbers(): Promise<void> {
  const answer = await request['number.export']({});
  if (!postIfFailed(answer) || !answer.ok) return;
  const { outcome, suggestedName, text, count } = answer.value;
  if (outcome === 'download') download('numbers', suggestedName, text);
  if (outcome !== 'cancelled') postNotice('numbersExported', { count });
}
