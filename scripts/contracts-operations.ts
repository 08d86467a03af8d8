/**
 * Sends every operation of a cloud to the simulated one through the client's own vendor layer: the printed sample first,
 * then the same with ids that exist there. Reads go first and deletions last, so that little is gone before it is asked for.
 */
import { AppError } from '../main/errors.ts';
import type { Caller } from '../main/vendors/core/client/caller.ts';
import type { Catalogue, CatalogueEntry } from '../main/vendors/core/contract/catalogue.ts';
import { learn, requestsFor, type Surroundings } from './contracts-requests.ts';

/** How one operation fared at the simulated cloud. */
export type CallResult =
  | { readonly kind: 'answered' }
  /** With a documented word: what the request names is not there, is busy, or may not be touched. */
  | { readonly kind: 'refused'; readonly code: string; readonly text: string }
  /** It never left the client. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** It was sent, and neither answered nor refused for what it names. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface Calls {
  readonly caller: Caller;
  readonly catalogue: Catalogue;
  /** Parameters that the session supplies. */
  readonly implicit: readonly string[];
  readonly surroundings: Surroundings;
}

const NOT_SIMULATED_STATUS = 501;
const DELETES = /^(delete|remove|cancel|batch_?delete|batch_?remove|unbind|clear|stop|detach)/i;

const phaseOf = (entry: CatalogueEntry): 0 | 1 | 2 =>
  entry.effect === 'read' ? 0 : DELETES.test(entry.operation.id) ? 2 : 1;

function resultOf(error: unknown): CallResult {
  if (!(error instanceof AppError)) return { kind: 'unsent', reason: String(error) };
  const { code, message, vendor } = error;
  if (!vendor) {
    return { kind: code === 'input.invalid-field' ? 'unsent' : 'failed', reason: message };
  }
  const text = vendor.text ?? '';
  if (vendor.httpStatus === NOT_SIMULATED_STATUS) return { kind: 'failed', reason: 'not simulated yet' };
  if (vendor.code === null || code.startsWith('network.')) {
    return { kind: 'failed', reason: `${message} ${text}`.trim() };
  }
  if (code === 'cloud.invalid-parameter' || code.startsWith('auth.')) {
    return { kind: 'failed', reason: `the request is not accepted: ${vendor.code} ${text}`.trim() };
  }
  return { kind: 'refused', code: vendor.code, text };
}

/** Better ones first. */
const RANKS: readonly CallResult['kind'][] = ['answered', 'refused', 'failed', 'unsent'];

const better = (a: CallResult, b: CallResult): CallResult => (RANKS.indexOf(b.kind) <= RANKS.indexOf(a.kind) ? b : a);

async function callOne(entry: CatalogueEntry, calls: Calls, signal: AbortSignal): Promise<CallResult> {
  const { id } = entry.operation;
  let result: CallResult = { kind: 'unsent', reason: 'no request could be made' };
  try {
    for (const params of requestsFor(entry, calls.implicit, calls.surroundings)) {
      const sent = calls.caller.call(id, params, signal);
      const heard = sent.then(({ data }): CallResult => {
        learn(id, data, calls.surroundings.learned);
        return { kind: 'answered' };
      });
      result = better(result, await heard.catch(resultOf));
      if (result.kind === 'answered') break;
    }
    return result;
  } catch (error) {
    return { kind: 'unsent', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** By operation. */
export async function callOperations(calls: Calls, signal: AbortSignal): Promise<ReadonlyMap<string, CallResult>> {
  const { catalogue } = calls;
  const entries = catalogue.operationIds.map((id) => catalogue.entry(id));
  const inPhase = (phase: 0 | 1 | 2) => entries.filter((entry) => phaseOf(entry) === phase);
  const results = new Map<string, CallResult>();
  const run = async (entry: CatalogueEntry): Promise<void> => {
    const { id } = entry.operation;
    const before = results.get(id);
    if (before?.kind === 'answered') return;
    const result = await callOne(entry, calls, signal);
    results.set(id, before ? better(before, result) : result);
  };
  await Promise.all(inPhase(0).map(run)); // the client lets few through at a time
  for (const entry of inPhase(1)) await run(entry);
  await Promise.all(inPhase(0).map(run)); // once more, for things that were created in the meantime
  for (const entry of [...inPhase(1), ...inPhase(2)]) await run(entry);
  return results;
}
