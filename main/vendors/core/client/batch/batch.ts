/**
 * Calls that do the same to each item of a list. A list that is too long is sent in pieces of the documented size, and
 * the answers are joined again. The result names every item that was not done, and why.
 */
import { TLS_FAILURES } from '../../../../../preload/domain/accounts/tls-failures.ts';
import { cancelled, isFailure, type AppError } from '../../../../errors.ts';
import type { ItemFailure } from '../../../../ports/calls.ts';
import type { BatchRule } from '../../contract/batch-rule.ts';
import type { Operation } from '../../contract/contract.ts';
import { joinAnswers } from './batch-join.ts';

/** An item that was not done, and why. */
export interface BatchFailure extends Omit<ItemFailure, 'index'> {
  /** Its place in the list that the caller gave, from 0; null when the cloud does not name the item. */
  readonly index: number | null;
  /**
   * `refused`: the cloud did not do it. `unknown`: it was sent, and no readable answer came. `not-asked`: it was never
   * sent.
   */
  readonly outcome: 'refused' | 'unknown' | 'not-asked';
}

export interface BatchProgress {
  /** Items whose outcome is known. */
  readonly items: number;
  readonly totalItems: number;
  readonly failed: number;
}

export interface BatchReply<A> {
  /** The answers as one: lists joined, counts added up. */
  readonly data: A;
  readonly failures: readonly BatchFailure[];
  /** The number of items in accepted pieces, minus the items that the cloud refused. */
  readonly done: number;
  readonly requestIds: readonly string[];
}

export interface BatchOptions {
  /** Fewer at once than documented, where a device takes less. */
  readonly chunkItems?: number;
  /** Called after each piece, so that a caller that cancels knows which pieces were done. */
  readonly onProgress?: (progress: BatchProgress) => void;
}

/** One answer of a piece, as the client gives it. */
export interface ChunkReply {
  readonly data: unknown;
  readonly requestId: string | null;
  readonly failures?: readonly ItemFailure[];
}

/** After this many failed pieces in a row, the remaining pieces are not sent. */
const MAX_FAILED_IN_A_ROW = 3;
const NEVER_SENT: ReadonlySet<string> = new Set([
  'network.dns',
  'network.unreachable',
  ...TLS_FAILURES,
  'auth.needs-token',
]);
const UNSURE: ReadonlySet<string> = new Set([
  'network.timeout',
  'network.reset',
  'network.bad-answer',
  'network.too-large',
  'cloud.pending',
]);
/** A proxy that fails passed nothing on. */
const isNeverSent = (code: string): boolean => NEVER_SENT.has(code) || code.startsWith('network.proxy-');

/** Whether a failure concerns all items, so that the next piece would fail too. */
export const isAboutAll = ({ code }: AppError): boolean =>
  code.startsWith('auth.') ||
  isNeverSent(code) ||
  ['network.redirect-refused', 'cloud.arrears', 'cloud.service-not-enabled', 'cloud.not-supported'].includes(code);

interface Piece {
  readonly start: number;
  readonly items: readonly unknown[];
}

/** @throws {RangeError} for a piece size that is not a positive integer. */
export function piecesOf(items: readonly unknown[], size: number): readonly Piece[] {
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`no size of a piece: ${size}`);
  const count = Math.max(1, Math.ceil(items.length / size)); // an empty list is one call as well: the cloud decides
  return Array.from({ length: count }, (_, i) => ({ start: i * size, items: items.slice(i * size, (i + 1) * size) }));
}

/**
 * Asks for a list piece by piece, one after the other.
 *
 * @param ask makes one call; it repeats what may be repeated itself, so nothing is repeated here.
 * @throws {AppError} `cancelled`; or the failure of the first piece when no piece was answered at all.
 */
export async function callInPieces(
  operation: Operation,
  rule: BatchRule,
  items: readonly unknown[],
  ask: (piece: readonly unknown[]) => Promise<ChunkReply>,
  { chunkItems = rule.maxItems, onProgress }: BatchOptions,
  signal: AbortSignal,
): Promise<BatchReply<unknown>> {
  const pieces = piecesOf(items, Math.min(chunkItems, rule.maxItems));
  const replies: ChunkReply[] = [];
  const failures: BatchFailure[] = [];
  let first: AppError | null = null;
  let stopped: AppError | null = null;
  let inARow = 0;
  let done = 0;
  for (const piece of pieces) {
    if (signal.aborted) throw cancelled(operation.id);
    if (stopped) {
      failures.push(...allOf(piece, stopped, 'not-asked'));
      continue;
    }
    try {
      const reply = await ask(piece.items);
      const failed = placed(piece, reply.failures ?? []);
      replies.push(reply);
      failures.push(...failed);
      done += Math.max(0, piece.items.length - failed.length);
      inARow = 0;
    } catch (error) {
      if (!isFailure(error)) throw error;
      first ??= error;
      inARow += 1;
      failures.push(...allOf(piece, error, outcomeOf(error)));
      if (isAboutAll(error) || inARow === MAX_FAILED_IN_A_ROW) stopped = error;
    }
    const known = piece.start + piece.items.length;
    onProgress?.({ items: known, totalItems: items.length, failed: failures.length });
  }
  if (replies.length === 0 && first) throw first;
  return {
    data: joinAnswers(
      operation.result,
      replies.map(({ data }) => data),
    ),
    failures,
    done,
    requestIds: replies.flatMap(({ requestId }) => requestId ?? []),
  };
}

/** The outcome of every item of a call that failed. */
export const outcomeOf = ({ code }: AppError): BatchFailure['outcome'] =>
  isNeverSent(code) ? 'not-asked' : UNSURE.has(code) ? 'unknown' : 'refused';

function allOf({ start, items }: Piece, error: AppError, outcome: BatchFailure['outcome']): readonly BatchFailure[] {
  const { code, vendor, message } = error;
  return items.map((item, i) => ({
    item: nameOf(item),
    index: start + i,
    code,
    vendorCode: vendor?.code ?? null,
    text: vendor?.text ?? message,
    outcome,
  }));
}

/** The name that the cloud uses for an item: the item itself, or the ids in it. */
function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return String(item);
  const ids = Object.entries(item).filter(([name]) => /(^|_)(id|uuid)$|Id$/.test(name));
  return ids.length === 0 ? null : ids.map(([, value]) => String(value)).join('/');
}

/** Finds each failed item again in the piece that it was sent with. */
function placed({ start, items }: Piece, failures: readonly ItemFailure[]): readonly BatchFailure[] {
  const free = new Set(items.keys());
  return failures.map((failure) => {
    const { item, index: hint } = failure;
    const byName = item === null ? undefined : [...free].find((i) => isMeant(items[i], item));
    const found = byName ?? (hint !== undefined && free.has(hint) ? hint : undefined);
    if (found !== undefined) free.delete(found);
    return { ...failure, index: found === undefined ? null : start + found, outcome: 'refused' };
  });
}

function isMeant(sent: unknown, item: string): boolean {
  if (typeof sent !== 'object' || sent === null) return String(sent) === item;
  const values = new Set(Object.values(sent).map(String));
  return values.has(item) || item.split('/').every((part) => values.has(part));
}
