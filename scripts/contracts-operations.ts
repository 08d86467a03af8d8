/**
 * Sends every operation of a cloud to the simulated one through the client's own vendor layer. Reads go first; then the
 * orders of the cloud, each with a look at what it changes; then the reads once more that had no answer.
 */
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../main/errors.ts';
import type { CallReply } from '../main/ports/calls.ts';
import type { Caller } from '../main/vendors/core/client/caller.ts';
import type { Catalogue, CatalogueEntry } from '../main/vendors/core/contract/catalogue.ts';
import type { Field } from '../main/vendors/core/contract/contract.ts';
import {
  changesBetween,
  lookOf,
  resolved,
  type Known,
  type Look,
  type Order,
  type Orders,
} from './contracts-orders.ts';
import { learn, requestsFor, type Params, type Surroundings } from './contracts-requests.ts';

/** How one operation fared at the simulated cloud. */
export type CallResult =
  /** With success. For a change, `where` says what was different afterwards; null: a sentence says why nothing shows. */
  | { readonly kind: 'answered'; readonly where?: string | null }
  /** With success, but what should have changed is as it was. */
  | { readonly kind: 'unchanged'; readonly reason: string }
  /** With a word of the cloud: what the request names is not there, is busy, or may not be touched. */
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
  readonly orders: Orders;
  /** Base URL of the simulator's control endpoint. */
  readonly control: string;
}

const NOT_SIMULATED_STATUS = 501;
const LOOK_EVERY_MS = 100;
/** Of a page that shows a change: more than the simulated clouds have of anything. */
const ROWS = 100;

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

/** A batch that the cloud calls a success is refused when it left an item undone. */
function resultOfReply({ failures = [] }: CallReply): CallResult {
  const [first] = failures;
  return first ? { kind: 'refused', code: first.vendorCode ?? '', text: first.text ?? '' } : { kind: 'answered' };
}

/** A number as text, or a text as number, where the field wants it so: some answers have the other type than requests. */
function inTypeOf(field: Field | undefined, value: unknown): unknown {
  if (field?.type === 'string' && typeof value === 'number') return String(value);
  const isNumber = field?.type === 'integer' || field?.type === 'long' || field?.type === 'float';
  return isNumber && typeof value === 'string' && value !== '' ? Number(value) : value;
}

/** Better ones first. */
const RANKS: readonly CallResult['kind'][] = ['answered', 'unchanged', 'refused', 'failed', 'unsent'];

const better = (a: CallResult, b: CallResult): CallResult => (RANKS.indexOf(b.kind) <= RANKS.indexOf(a.kind) ? b : a);

/** One cloud while its operations are called: what it answered is kept for later calls. */
class CloudTour {
  readonly #calls: Calls;
  readonly #signal: AbortSignal;
  readonly #answers = new Map<string, unknown>();

  constructor(calls: Calls, signal: AbortSignal) {
    this.#calls = calls;
    this.#signal = signal;
  }

  /** Until one of the requests that can be made is answered, and shows where it should. */
  async call(entry: CatalogueEntry, order: Order = {}): Promise<CallResult> {
    const { id } = entry.operation;
    let result: CallResult = { kind: 'unsent', reason: 'no request could be made' };
    try {
      for (const params of this.#requests(entry, order.send)) {
        const outcome = await (order.shows === undefined && order.state === undefined
          ? this.#send(id, params)
          : this.#sendAndLook(id, params, order));
        result = better(result, outcome);
        if (result.kind === 'answered') break;
      }
      return result;
    } catch (error) {
      return { kind: 'unsent', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  get #known(): Known {
    const { credentials, examples, learned } = this.#calls.surroundings;
    return { announced: { ...credentials, ...examples }, learned, answers: this.#answers };
  }

  /** @throws {RangeError} when the order names what is not known, or no request could be made that the schema accepts. */
  #requests(entry: CatalogueEntry, send: Params = {}, learned = this.#calls.surroundings.learned): readonly Params[] {
    const own = resolved(send, this.#known) as Params;
    const made = requestsFor(entry, this.#calls.implicit, { ...this.#calls.surroundings, learned });
    const fields = new Map(entry.operation.params.map((field) => [field.name, field]));
    const all = made.map((params) => {
      const whole = Object.entries({ ...params, ...own }).filter(([, value]) => value !== undefined);
      return Object.fromEntries(whole.map(([name, value]) => [name, inTypeOf(fields.get(name), value)]));
    });
    return [...new Map(all.map((params) => [JSON.stringify([...lookOf(params)]), params])).values()];
  }

  async #send(id: string, params: Params): Promise<CallResult> {
    try {
      const reply = await this.#calls.caller.call(id, params, this.#signal);
      const result = resultOfReply(reply);
      if (result.kind !== 'answered') return result;
      learn(id, reply.data, this.#calls.surroundings.learned);
      this.#answers.set(id, reply.data);
      return result;
    } catch (error) {
      return resultOf(error);
    }
  }

  async #sendAndLook(id: string, params: Params, order: Order): Promise<CallResult> {
    const look = this.#lookFor(id, params, order);
    const before = [await look(), await look()] as const;
    await setTimeout(order.restMs ?? 0, undefined, { signal: this.#signal });
    const result = await this.#send(id, params);
    if (result.kind !== 'answered') return result;
    const deadlineMs = Date.now() + (order.withinMs ?? 0);
    let changes = changesBetween(before, await look());
    while (changes.length === 0 && Date.now() < deadlineMs) {
      await setTimeout(LOOK_EVERY_MS, undefined, { signal: this.#signal });
      changes = changesBetween(before, await look());
    }
    const where = order.shows ?? order.state ?? '';
    if (changes.length === 0) return { kind: 'unchanged', reason: `${where} says the same before and after` };
    const said = order.says === undefined ? undefined : String(params[order.says]);
    if (said !== undefined && !changes.some(([, value]) => value.includes(said)))
      return { kind: 'unchanged', reason: `${where} does not say ${order.says ?? ''}` };
    return { kind: 'answered', where };
  }

  /** Reads what the change of `params` is about. */
  #lookFor(id: string, params: Params, { shows, reading, state }: Order): () => Promise<Look> {
    if (shows === undefined) return () => this.#stateOf(state ?? '', params);
    const about = new Map(this.#calls.surroundings.learned);
    learn(id, params, about);
    const question = this.#questionOf(this.#calls.catalogue.entry(shows), params, reading, about);
    return async () => {
      try {
        const { data } = await this.#calls.caller.call(shows, question, this.#signal);
        return lookOf(data);
      } catch (error) {
        if (error instanceof AppError && error.vendor?.code) return lookOf(error.vendor.code);
        throw error;
      }
    };
  }

  /** The parameters of a read operation about the object that a change named, with as many rows as a page has. */
  #questionOf({ operation }: CatalogueEntry, change: Params, reading: Params = {}, about: Map<string, string>): Params {
    const own = resolved(reading, this.#known) as Params;
    const [made = {}] = this.#requests(this.#calls.catalogue.entry(operation.id), {}, about).slice(-1);
    const asked = operation.params.flatMap((field) => {
      const { name, required } = field;
      const isSize = /^(limit|page_?size)$/i.test(name);
      const paging = isSize ? Math.min(field.max ?? ROWS, ROWS) : name === 'offset' ? (field.min ?? 0) : undefined;
      const named = paging ?? own[name] ?? change[name] ?? made[name];
      const isAsked = own[name] !== undefined || paging !== undefined || (required && named !== undefined);
      return isAsked && !this.#calls.implicit.includes(name) ? [[name, inTypeOf(field, named)] as const] : [];
    });
    return Object.fromEntries(asked);
  }

  async #stateOf(path: string, params: Params): Promise<Look> {
    const written = path.replaceAll(/@[\w.]+/g, (name) => {
      return encodeURIComponent(String(params[name.slice(1)] ?? resolved(name, this.#known)));
    });
    const response = await fetch(`${this.#calls.control}/${written}`, { signal: this.#signal });
    return lookOf(await response.json());
  }
}

/** By operation. */
export async function callOperations(calls: Calls, signal: AbortSignal): Promise<ReadonlyMap<string, CallResult>> {
  const { catalogue, orders } = calls;
  const tour = new CloudTour(calls, signal);
  const unordered = catalogue.operationIds.filter((id) => !(id in orders)).map((id) => catalogue.entry(id));
  const results = new Map<string, CallResult>();
  const run = async (entry: CatalogueEntry): Promise<void> => {
    const { id } = entry.operation;
    const before = results.get(id);
    if (before?.kind === 'answered') return;
    const result = await tour.call(entry, orders[id]);
    results.set(id, before ? better(before, result) : result);
  };
  await Promise.all(unordered.map(run)); // the client lets few through at a time
  for (const id of Object.keys(orders)) await run(catalogue.entry(id));
  await Promise.all(unordered.map(run)); // once more, for things that were created in the meantime
  return results;
}
