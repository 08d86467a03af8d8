/**
 * Calls that take a list of things and do the same to each: a list that is too long goes in pieces of the documented
 * size, and what is answered is put together again. Nothing is hidden: whatever happened to an item is told by item.
 */
import { AppError, cancelled } from '../../../errors.ts';
import type { ItemFailure } from '../../../ports/calls.ts';
import type { BatchRule } from '../contract/batch-rule.ts';
import type { Operation } from '../contract/contract.ts';
import { joinAnswers } from './batch-join.ts';

/** What became of an item that was not done. */
export interface BatchFailure extends Omit<ItemFailure, 'index'> {
  /** Its place in the list that the caller gave, from 0; null when the cloud does not say whom it means. */
  readonly index: number | null;
  /** `refused`: it was not done. `unknown`: it was asked for, and no readable answer came. `not-asked`: never sent. */
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
  /** Items of pieces that the cloud took, less those that it refused. */
  readonly done: number;
  readonly requestIds: readonly string[];
}

export interface BatchOptions {
  /** Fewer at once than documented, where a device takes less. */
  readonly chunkItems?: number;
  /** Called after each piece, so that who cancels knows what was done. */
  readonly onProgress?: (progress: BatchProgress) => void;
}

/** One answer of a piece, as the client gives it. */
export interface ChunkReply {
  readonly data: unknown;
  readonly requestId: string | null;
  readonly failures?: readonly ItemFailure[];
}

/** After so many pieces in a row that brought nothing the cloud is left alone. */
const MAX_FAILED_IN_A_ROW = 3;
const NEVER_SENT: ReadonlySet<string> = new Set([
  'network.dns',
  'network.unreachable',
  'network.tls',
  'auth.needs-token',
]);
const UNSURE: ReadonlySet<string> = new Set([
  'network.timeout',
  'network.reset',
  'network.bad-answer',
  'network.too-large',
  'cloud.pending',
]);
/** Failures that the next piece would share. */
const isAboutAll = ({ code }: AppError): boolean =>
  code.startsWith('auth.') ||
  NEVER_SENT.has(code) ||
  ['network.redirect-refused', 'cloud.arrears', 'cloud.service-not-enabled', 'cloud.not-supported'].includes(code);

interface Piece {
  readonly start: number;
  readonly items: readonly unknown[];
}

/** @throws {RangeError} for a piece size that is not a positive integer. */
export function piecesOf(items: readonly unknown[], size: number): readonly Piece[] {
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`no size of a piece: ${size}`);
  const count = Math.max(1, Math.ceil(items.length / size)); // nothing at all is one call as well: the cloud decides
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
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
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

const outcomeOf = ({ code }: AppError): BatchFailure['outcome'] =>
  NEVER_SENT.has(code) ? 'not-asked' : UNSURE.has(code) ? 'unknown' : 'refused';

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

/** What the cloud would call an item: itself, or the ids in it. */
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
