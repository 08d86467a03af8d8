/** Setting camera numbers: sent to main in pieces, taken as one change, with the way back. */
import { NUMBER_PIECE, type NumberMove, type NumberPlan } from '../../../preload/domain/cameras/camera-numbers.ts';
import type { Result } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { download } from '../../page/download.ts';
import { request } from '../../page/bridge.ts';
import { postIfFailed } from '../page/failure-notices.ts';
import { goTo } from '../page/navigation.ts';
import { postNotice, type NoticeKey } from '../page/notices.ts';
import { asChange, offerUndo, outcomeOf, type StepOutcome } from '../page/undo.ts';
import { openWallSide } from '../page/wall-panel.ts';
import { useDirectory } from './directory.ts';
import { withIdsOfToday } from './ids-of-today.ts';

/** Goes to the wall, and opens the numbers beside it: for these cameras, or without any only the file of all numbers. */
export function openNumbers(channelIds: readonly ChannelId[] = []): void {
  goTo('live');
  openWallSide({ kind: 'numbers', channelIds });
}

async function send(moves: readonly NumberMove[]): Promise<Result<null>> {
  const batch = crypto.randomUUID();
  for (let from = 0; ; from += NUMBER_PIECE) {
    const piece = moves.slice(from, from + NUMBER_PIECE);
    const isLast = from + NUMBER_PIECE >= moves.length;
    const changes = piece.map(({ channelId, to }) => ({ channelId, number: to }));
    const answer = await request['number.set']({ batch, from, changes, isLast });
    if (isLast || !answer.ok) return answer;
  }
}

const nameOf = (id: ChannelId): string => useDirectory.getState().view.byId.get(id)?.name ?? '';

/** Carries out a plan and says so, with the way back. */
export const setNumbers = asChange(async ({ moves, swaps }: NumberPlan): Promise<Result<null>> => {
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
});

function tell(key: NoticeKey, params: Readonly<Record<string, string | number>>, made: readonly NumberMove[]): void {
  const back = made.map(({ channelId, from, to }) => ({ channelId, from: to, to: from }));
  const [first] = made;
  const name = first === undefined ? '' : nameOf(first.channelId);
  const step = (moves: readonly NumberMove[]) => () => withIdsOfToday(moves, (now) => renumber(now, name));
  // Each change is a subject of its own: cameras that are gone end their own change only.
  const subject = `numbers:${crypto.randomUUID()}`;
  offerUndo({ edit: 'numbers', subject, undo: step(back), redo: step(made) }, key, params);
}

/**
 * Gives cameras the numbers of a change that is undone, or made again. A camera that got another number since, or that no
 * account lists, keeps its number.
 *
 * @param name of the first camera of the change.
 */
async function renumber(moves: readonly NumberMove[], name: string): Promise<StepOutcome> {
  const { view, states } = useDirectory.getState();
  const listed = moves.filter(({ channelId }) => view.byId.has(channelId));
  if (listed.length === 0) return { status: 'gone', name };
  // While the page still reads a change of numbers, its own numbers say nothing about another window.
  const read = view.parts.filter(({ accountId, revision }) => states[accountId]?.revision === revision);
  const readAccounts = new Set(read.map(({ accountId }) => accountId));
  const isOvertaken = ({ channelId, from, to }: NumberMove): boolean => {
    const now = view.byId.get(channelId);
    return now !== undefined && readAccounts.has(now.accountId) && now.number !== from && now.number !== to;
  };
  const overtaken = listed.find(isOvertaken);
  const rest = listed.filter((move) => !isOvertaken(move));
  if (rest.length === 0) return { status: 'overtaken', name };
  const outcome = outcomeOf(await send(rest), name);
  return outcome.status === 'done' && overtaken !== undefined
    ? { ...outcome, keptOf: nameOf(overtaken.channelId) }
    : outcome;
}

/** Writes all numbers into a file that other desks can read. */
export async function exportNumbers(): Promise<void> {
  const answer = await request['number.export']({});
  if (!postIfFailed(answer) || !answer.ok) return;
  const { outcome, suggestedName, text, count } = answer.value;
  if (outcome === 'download') download('numbers', suggestedName, text);
  if (outcome !== 'cancelled') postNotice('numbersExported', { count });
}
