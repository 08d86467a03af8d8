/**
 * The interpreter of the contracts: an operation id gives its documented shape and its two schemas. Schemas are built on
 * first use, since a session needs a dozen of the 282 operations and start-up time is the user's.
 */
import { z } from 'zod';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import {
  applyOverrides,
  DEFAULT_CONTRACT_ROOT,
  readContract,
  type Contract,
  type DocumentedError,
  type Operation,
  type VendorOverrides,
} from './contract.ts';
import { batchOf, type BatchRule } from './batch-rule.ts';
import { contentOf, type AnswerContent } from './completeness.ts';
import { effectOf, type Effect } from './effects.ts';
import { answerSchema, requestSchema, withoutNulls } from './schema.ts';

export interface CatalogueEntry {
  readonly operation: Operation;
  readonly effect: Effect;
  /** How a list that is too long is sent in pieces; null: it is not. */
  readonly batch: BatchRule | null;
  /** Parses what the caller wants to send; parameters that the session supplies are not among it. */
  readonly request: z.ZodType<Record<string, unknown>>;
  /** Parses what the cloud answered, after the envelope was judged. */
  readonly answer: z.ZodType<Record<string, unknown>>;
  /** The content that an answer must have to be accepted. */
  readonly content: AnswerContent;
  /** Parameters that narrow the rows of the list, and not its total. */
  readonly filters: readonly string[];
}

export interface Catalogue {
  readonly vendor: VendorId;
  readonly operationIds: readonly string[];
  readonly errorCodes: readonly DocumentedError[];
  /** @throws {RangeError} when the vendor documents no such operation. */
  entry(id: string): CatalogueEntry;
}

/** Some lists answer a bare array of their `entries` when the call does not ask for a page. */
function answerOf(operation: Operation): z.ZodType<Record<string, unknown>> {
  const object = answerSchema(operation.result);
  const isBareList = operation.resultShape?.startsWith('bare JSON array') ?? false;
  return z.preprocess((raw) => {
    const data = withoutNulls(raw);
    return isBareList && Array.isArray(data) ? { total: data.length, entries: data } : data;
  }, object);
}

function buildEntry(
  operation: Operation,
  { implicit, effects, batches, answers, totals = [] }: VendorOverrides,
): CatalogueEntry {
  const effect = effectOf(operation.id, effects);
  const batch = batchOf(operation, batches);
  let content: AnswerContent | undefined;
  let request: CatalogueEntry['request'] | undefined;
  let answer: CatalogueEntry['answer'] | undefined;
  return {
    operation,
    effect,
    batch,
    filters: totals.find((one) => one.operation === operation.id)?.filters ?? [],
    get request() {
      return (request ??= requestSchema(operation.params.filter((f) => !implicit.includes(f.name))));
    },
    get answer() {
      return (answer ??= answerOf(operation));
    },
    get content() {
      return (content ??= contentOf(operation, effect, batch !== null, answers));
    },
  };
}

/** The catalogue of a contract that was read, with the vendor's corrections in force. */
export function createCatalogue(contract: Contract, overrides: VendorOverrides): Catalogue {
  const operations = new Map(contract.operations.map((op) => [op.id, op]));
  const entries = new Map<string, CatalogueEntry>();
  return {
    vendor: contract.vendor,
    operationIds: [...operations.keys()],
    errorCodes: contract.errorCodes,
    entry(id) {
      const known = entries.get(id);
      if (known) return known;
      const operation = operations.get(id);
      if (!operation) throw new RangeError(`${contract.vendor} documents no operation ${JSON.stringify(id)}`);
      const entry = buildEntry(applyOverrides(operation, overrides), overrides);
      entries.set(id, entry);
      return entry;
    },
  };
}

const loaded = new Map<string, Catalogue>();

/** A vendor's catalogue. Contracts do not change while we run, so all accounts of a cloud share one. */
export function loadCatalogue(vendor: VendorId, overrides: VendorOverrides, root = DEFAULT_CONTRACT_ROOT): Catalogue {
  const key = new URL(vendor, root).href;
  const catalogue = loaded.get(key) ?? createCatalogue(readContract(vendor, root), overrides);
  loaded.set(key, catalogue);
  return catalogue;
}
