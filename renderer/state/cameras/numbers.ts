/** Setting camera numbers: sent to main in pieces, taken as one change, with the way back. */
import { NUMBER_PIECE, type NumberMove, type NumberPlan } from '../../../preload/domain/camera-numbers.ts';
import type { Result } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { download } from '../../page/download.ts';
import { request } from '../../page/bridge.ts';
import { postIfFailed } from '../page/failure-notices.ts';
import { clearNotice, postNotice, type NoticeKey, type NoticeUndo } from '../page/notices.ts';
import { openWallSide } from '../page/wall-panel.ts';
import { useDirectory } from './directory.ts';

const UNDO_MS = 10_000;

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
  const back = all.map(({ channelId, from, to }) => ({ channelId, from: to, to: from }));
  const [only, other] = [moves[0], swaps[0]];
  if (moves.length !== 1 || only === undefined) tell('numbersSet', { count: all.length }, back);
  else {
    const params = { name: nameOf(only.channelId), number: only.to };
    if (other === undefined) tell('numberSet', params, back);
    else tell('numberSwapped', { ...params, other: nameOf(other.channelId), otherNumber: other.to }, back);
  }
  return answer;
}

function tell(key: NoticeKey, params: Readonly<Record<string, string | number>>, back: readonly NumberMove[]): void {
  const undo: NoticeUndo = {
    run: () => {
      clearNotice(key);
      void send(back).then((answer) => {
        if (postIfFailed(answer)) postNotice('numbersBack', { count: back.length });
      });
    },
    untilMs: Date.now() + UNDO_MS,
  };
  postNotice(key, params, undo);
}

/** Writes all numbers into a file that other desks can read. */
export async function exportNumbers(): Promise<void> {
  const answer = await request['number.export']({});
  if (!postIfFailed(answer) || !answer.ok) return;
  const { outcome, suggestedName, text, count } = answer.value;
  if (outcome === 'download') download('numbers', suggestedName, text);
  if (outcome !== 'cancelled') postNotice('numbersExported', { count });
}
