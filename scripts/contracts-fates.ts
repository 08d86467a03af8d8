/** Sums up the outcomes of the calls of a cloud, in the columns of the report. */
import type { Catalogue } from '../main/vendors/core/contract/catalogue.ts';
import type { VendorId } from '../preload/domain/vendor.ts';
import type { CalledOperations } from './contracts-calls.ts';
import type { CallResult } from './contracts-operations.ts';
import type { Order, Orders } from './contracts-orders.ts';
import { ORDERS } from './contracts-orders-all.ts';

/** An operation that has not all it should, with the sentence that says why. */
interface Excused {
  readonly operation: string;
  readonly reason: string;
}

/** The columns of the report. */
export interface Fates {
  /** Operations that change something. */
  readonly changes: number;
  /** Operations that the simulated cloud answered with success. */
  readonly answered: number;
  /** Changes after which a read operation, or the simulator, shows what they changed. */
  readonly checked: number;
  /** Answered changes that show nowhere. */
  readonly unseen: readonly Excused[];
  /** Refused for the documented reason: the simulated world has nothing that the call may be about. */
  readonly refused: readonly (Excused & { readonly code: string })[];
  /** Operations without the answer, the change or the refusal that they should have, and ports that failed, in words. */
  readonly failures: readonly string[];
}

interface Called {
  readonly operation: string;
  readonly order: Order;
  readonly isChange: boolean;
  readonly result: CallResult;
}

const AGAINST = 'against the simulator: ';

function isDocumented(catalogue: Catalogue, operation: string, code: string): boolean {
  const own = catalogue.entry(operation).operation.errors ?? [];
  return [...catalogue.errorCodes, ...own].some((one) => one.code === code);
}

/** The failure of the call, or null. */
function failureOf({ operation, order, isChange, result }: Called, catalogue: Catalogue): string | null {
  const { unseen, refused } = order;
  switch (result.kind) {
    case 'answered':
      if (refused) return `${operation} is answered, and the report has a sentence why it would be refused`;
      return !isChange || result.where || unseen ? null : `${operation}: nothing tells where the change shows`;
    case 'refused':
      if (refused?.code !== result.code) return `${operation} is refused: ${result.code} ${result.text}`.trim();
      return isDocumented(catalogue, operation, result.code)
        ? null
        : `${operation}: ${result.code} is no documented code`;
    case 'unchanged':
      return `${operation} changes nothing: ${result.reason}`;
    case 'unsent':
      return `${operation} cannot be sent: ${result.reason}`;
    case 'failed':
      return `${operation}: ${result.reason}`;
  }
}

/**
 * A port may have had an answer where the call of its own cannot: it signs in with the keys of the account. A change must show
 * even then.
 */
function resultOf(order: Order, result: CallResult, isByPort: boolean): CallResult {
  const isShown = order.shows !== undefined || order.state !== undefined;
  return isByPort && !isShown ? { kind: 'answered' } : result;
}

/** @throws {RangeError} when an order names an operation that the cloud does not document. */
export function fatesOf(
  vendor: VendorId,
  { results, byPorts, failures }: CalledOperations,
  catalogue: Catalogue,
): Fates {
  const orders: Orders = ORDERS[vendor] ?? {};
  const calls = [...results].map(([operation, result]): Called => {
    const order = orders[operation] ?? {};
    const isChange = catalogue.entry(operation).effect !== 'read';
    return { operation, order, isChange, result: resultOf(order, result, byPorts.includes(operation)) };
  });
  const isFine = (one: Called): boolean => failureOf(one, catalogue) === null;
  const changes = calls.filter(({ isChange }) => isChange);
  const isSeen = ({ result }: Called): boolean => result.kind === 'answered' && Boolean(result.where);
  return {
    changes: changes.length,
    answered: calls.filter(({ result }) => result.kind === 'answered').length,
    checked: changes.filter(isSeen).length,
    unseen: changes.flatMap((one) => {
      const { operation, order, result } = one;
      if (result.kind !== 'answered' || isSeen(one) || order.unseen === undefined) return [];
      return [{ operation, reason: order.unseen }];
    }),
    refused: calls.flatMap((one) => {
      const { operation, order, result } = one;
      if (result.kind !== 'refused' || !order.refused || !isFine(one)) return [];
      return [{ operation, code: result.code, reason: order.refused.because }];
    }),
    failures: [...failures, ...calls.flatMap((one) => failureOf(one, catalogue) ?? [])].map((text) => AGAINST + text),
  };
}
