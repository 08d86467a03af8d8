/** Reads the outcome of each item of a change: batches answer HTTP 200 and report item by item (14.12 to 14.14). */
import type { TargetOutcome } from '../../../../preload/domain/people/targets.ts';
import { AppError, isFailure } from '../../../errors.ts';
import { isAboutAll, outcomeOf } from '../../core/client/batch/batch.ts';
import type { Reply } from '../../core/client/client.ts';
import { SUCCESS } from '../wire/dialect.ts';

/** A row of an answer. */
interface ResultRow {
  readonly target_id?: string;
  readonly result?: { readonly code?: string; readonly msg?: string };
}

export const refused = (targetId: string | null, error: AppError): TargetOutcome => ({
  targetId,
  state: 'refused',
  error: error.toWire(),
  requestId: error.vendor?.requestId ?? null,
});

/** Nothing was sent for the item, because something before it failed. */
export const unsent = (targetId: string | null, error: AppError): TargetOutcome => ({
  targetId,
  state: 'notAsked',
  error: error.toWire(),
  requestId: error.vendor?.requestId ?? null,
});

/** The cloud may have made the change. @param error why its answer is not known. */
function unknown(targetId: string | null, { params, vendor }: AppError): TargetOutcome {
  const error = new AppError('targets.answer-lost', 'the answer to a change was lost', { params, vendor });
  return { targetId, state: 'unknown', error: error.toWire(), requestId: vendor?.requestId ?? null };
}

const notAsked = (targetId: string | null): TargetOutcome =>
  unsent(targetId, new AppError('targets.not-asked', 'a change before this one failed'));

/** The outcome of one item after a call that failed. */
export function afterFailure(targetId: string | null, error: AppError): TargetOutcome {
  const kind = outcomeOf(error);
  if (kind === 'unknown') return unknown(targetId, error);
  return kind === 'not-asked' ? unsent(targetId, error) : refused(targetId, error);
}

export const isStop = (error: AppError): boolean => isAboutAll(error) || outcomeOf(error) === 'unknown';

/**
 * The outcome of the item that the row at `index` of an answer is about.
 *
 * @param row undefined where the answer has no row for the item: then the outcome is not known.
 */
export function outcomeIn(
  operation: string,
  reply: Reply<unknown>,
  row: ResultRow | undefined,
  index: number,
  targetId: string | null,
): TargetOutcome {
  const { requestId, httpStatus, failures = [] } = reply;
  const failure = failures.find((one) => one.index === index);
  const at = { id: 'huawei-ivm', operation, httpStatus, requestId } as const;
  if (row?.result?.code === undefined) {
    const vendor = { ...at, code: null, text: null };
    return unknown(targetId, new AppError('network.bad-answer', `${operation}: an item is missing`, { vendor }));
  }
  if (row.result.code === SUCCESS) return { targetId, state: 'done', error: null, requestId };
  const { code = 'cloud.refused', vendorCode = null, text = null } = failure ?? {};
  const vendor = { ...at, code: vendorCode, text };
  return refused(targetId, new AppError(code, `${operation}: ${vendorCode}`, { vendor }));
}

export interface CallSize<T> {
  readonly maxItems: number;
  /** How much of {@link maxWeight} an item takes; one item is sent, whatever it weighs. */
  readonly weightOf: (item: T) => number;
  readonly maxWeight: number | null;
}

/** Cuts a list into the pieces of single calls. */
export function piecesBySize<T>(items: readonly T[], { maxItems, weightOf, maxWeight }: CallSize<T>): readonly T[][] {
  const pieces: T[][] = [];
  let weight = 0;
  for (const item of items) {
    const last = pieces.at(-1);
    const own = weightOf(item);
    const isFull = last === undefined || last.length >= maxItems || (maxWeight !== null && weight + own > maxWeight);
    if (isFull) pieces.push([item]);
    else last.push(item);
    weight = isFull ? own : weight + own;
  }
  return pieces;
}

/**
 * Sends pieces one after the other. After a failure that concerns all items, and after a lost answer, nothing more is sent.
 *
 * @param idOf names an item where its call failed.
 * @throws {AppError} `cancelled` alone.
 */
export async function inCalls<T>(
  pieces: readonly (readonly T[])[],
  idOf: (item: T) => string | null,
  send: (piece: readonly T[]) => Promise<readonly TargetOutcome[]>,
): Promise<readonly TargetOutcome[]> {
  const outcomes: TargetOutcome[] = [];
  let isStopped = false;
  for (const piece of pieces) {
    if (isStopped) {
      outcomes.push(...piece.map((item) => notAsked(idOf(item))));
      continue;
    }
    try {
      outcomes.push(...(await send(piece)));
    } catch (error) {
      if (!isFailure(error)) throw error;
      outcomes.push(...piece.map((item) => afterFailure(idOf(item), error)));
      isStopped = isStop(error);
    }
  }
  return outcomes;
}
