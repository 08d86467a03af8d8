/**
 * Changes that can be undone name cameras and groups by their ids. When an account is deleted and added again, the account
 * has another id, and so have its cameras: a step of Undo then uses the ids of today. Main knows which ids these are.
 */
import type { Result } from '../../../preload/domain/error.ts';
import { accountOf, type ChannelId, type OrgNodeId } from '../../../preload/domain/ids.ts';
import { MAX_RENEWED } from '../../../preload/domain/cameras/renewed-ids.ts';
import { request } from '../../page/bridge.ts';
import { useAccounts } from '../accounts/accounts.ts';
import type { StepOutcome } from '../page/undo.ts';

type AnyId = ChannelId | OrgNodeId;

/**
 * Runs a step of Undo. Where an account that the data names is gone, main is asked for the new ids first; ids that no account
 * lists stay as they are.
 *
 * @param data plain data in which cameras and groups are named, such as two states of a wall.
 * @param step gets the data with the ids of today.
 */
export function withIdsOfToday<T>(
  data: T,
  step: (data: T) => StepOutcome | Promise<StepOutcome>,
): StepOutcome | Promise<StepOutcome> {
  const lost = lostIds(data);
  return lost.length === 0 ? step(data) : afterAsking(data, lost, step);
}

async function afterAsking<T>(
  data: T,
  lost: readonly AnyId[],
  step: (data: T) => StepOutcome | Promise<StepOutcome>,
): Promise<StepOutcome> {
  const answer = await ask(lost);
  return answer.ok ? step(renewed(data, answer.value) as T) : { status: 'refused', error: answer.error };
}

async function ask(lost: readonly AnyId[]): Promise<Result<ReadonlyMap<string, string>>> {
  const found = new Map<string, string>();
  for (let from = 0; from < lost.length; from += MAX_RENEWED) {
    const answer = await request['directory.renewed-ids']({ ids: lost.slice(from, from + MAX_RENEWED) });
    if (!answer.ok) return answer;
    for (const id of answer.value) found.set(id.from, id.to);
  }
  return { ok: true, value: found };
}

/** A camera, `account:device/channel`, or a group, `account~group`; see preload/domain/ids.ts. */
const NAMED = /^[^:/~]+(?::[^:/]+\/[^:/]+|~.+)$/;

/** The cameras and groups in the data whose account is not there. */
function lostIds(data: unknown): readonly AnyId[] {
  const { accounts, load } = useAccounts.getState();
  if (load.status !== 'ready') return [];
  const present = new Set(accounts.map(({ id }) => id));
  const named = [...new Set(textsIn(data))].filter((text) => NAMED.test(text)) as AnyId[];
  return named.filter((id) => !present.has(accountOf(id)));
}

function* textsIn(data: unknown): Generator<string> {
  if (typeof data === 'string') yield data;
  else if (typeof data === 'object' && data !== null) for (const part of Object.values(data)) yield* textsIn(part);
}

function renewed(data: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof data === 'string') return ids.get(data) ?? data;
  if (Array.isArray(data)) return data.map((part) => renewed(part, ids));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, part]) => [key, renewed(part, ids)]));
}
