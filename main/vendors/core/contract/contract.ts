/**
 * Reads a vendor's `contract.json` and gives it one shape: the five files were written from five documents and differ in
 * small ways. Nothing here knows a vendor; what a document gets wrong is corrected in that vendor's `overrides.ts`.
 */
import { readFileSync } from 'node:fs';
import type { KnownIdRule } from '../../../../preload/domain/cameras/known-ids.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import type { Effect } from './effects.ts';

export type FieldType =
  | 'string'
  | 'integer'
  | 'long'
  | 'float'
  | 'boolean'
  | 'object'
  | 'file'
  | 'null'
  | 'map<string>'
  | 'array<string>'
  | 'array<integer>'
  | 'array<long>'
  | 'array<object>';

export type FieldPlace = 'path' | 'query' | 'header' | 'body' | 'form';

/** One documented parameter or answer key. `enum` maps the value to its meaning. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly in?: FieldPlace;
  readonly required?: boolean;
  readonly enum?: Readonly<Record<string, string>>;
  /** The enum lists the known values; other values are legal. */
  readonly enumOpen?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly exclusiveMax?: boolean;
  /** A range that `min` and `max` cannot express, such as `0 or 60..3650`. */
  readonly rule?: string;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** How the document counts characters where it is not one each. */
  readonly lengthUnit?: string;
  readonly pattern?: string;
  /** How many kinds of characters a password needs: of the listed ones, or of letters, digits and the special ones. */
  readonly charClasses?: {
    readonly of?: readonly string[];
    readonly special?: string;
    readonly atLeast?: number;
    readonly min?: number;
  };
  /** Limits of a time of day, `HH:MM`. */
  readonly minTime?: string;
  readonly maxTime?: string;
  /** One pattern per access protocol; any of them will do. */
  readonly variants?: Readonly<Record<string, string>>;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Limits of each element of an array. */
  readonly items?: Readonly<Partial<Pick<Field, 'min' | 'max' | 'minLength' | 'maxLength'>>>;
  /** Several values in one text. */
  readonly multi?: 'comma';
  /** How a list or an object travels inside one query value. */
  readonly encoding?: 'csv' | 'json' | 'base64';
  /** The text holds JSON described by `children`. */
  readonly embedded?: 'json';
  readonly nullable?: boolean;
  readonly allowEmpty?: boolean;
  /** Another spelling, seen in a sample or a later release. */
  readonly aliases?: readonly string[];
  readonly sampleName?: string;
  /** The type that the sample shows where the table says otherwise, and the other way round. */
  readonly sampleType?: string;
  readonly docType?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly desc?: string;
  /** When the document asks for a field that is not always required. */
  readonly conditional?: string;
  readonly requiredWhen?: string;
  readonly note?: string;
  readonly example?: string;
  readonly deprecated?: boolean;
  readonly secret?: boolean;
  readonly children?: readonly Field[];
}

export interface Example {
  readonly request?: string;
  readonly requestBody?: unknown;
  readonly requestQuery?: Readonly<Record<string, unknown>>;
  readonly requestForm?: Readonly<Record<string, unknown>>;
  readonly response?: unknown;
  readonly responseStatus?: number;
  /** The sample prints what stands under `Data`, without the envelope. */
  readonly sampleIsDataOnly?: boolean;
}

export interface Operation {
  readonly id: string;
  readonly group: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Remarks on the whole operation, in English. */
  readonly notes: readonly string[];
  readonly deprecated: boolean;
  readonly http: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    readonly path: string;
    readonly host: string | null;
    readonly action: string | null;
    readonly contentType: string | null;
  };
  readonly params: readonly Field[];
  readonly result: readonly Field[];
  /** The answer may be a bare array of the elements of `entries`. */
  readonly resultShape?: string;
  /** The codes that stand with this operation alone. */
  readonly errors?: readonly Partial<DocumentedError>[];
  /** Parameters that the document forgot and its text implies; optional for the caller. */
  readonly undocumentedParams?: readonly Field[];
  readonly examples: readonly Example[];
}

export interface DocumentedError {
  readonly code: string;
  readonly http: number | null;
  readonly message: string | null;
  readonly meaning: string | null;
}

export interface Contract {
  readonly vendor: VendorId;
  readonly operations: readonly Operation[];
  readonly errorCodes: readonly DocumentedError[];
}

/** Where the vendor folders with their `contract.json` lie: around this source, or beside the bundle it became part of. */
export const DEFAULT_CONTRACT_ROOT = new URL(
  import.meta.url.includes('/vendors/core/') ? '../../' : './vendors/',
  import.meta.url,
);

/**
 * Reads one vendor's contract from disk.
 *
 * @param root folder URL that holds `<vendor>/contract.json`, with a trailing slash.
 */
export function readContract(vendor: VendorId, root: URL = DEFAULT_CONTRACT_ROOT): Contract {
  const contract = JSON.parse(readFileSync(new URL(`${vendor}/contract.json`, root), 'utf8')) as Contract;
  const { operations, errorCodes } = contract;
  return {
    ...contract,
    operations: operations.map(withUndocumented),
    // A document without a common table has its codes with the operations.
    errorCodes: errorCodes.length > 0 ? errorCodes : errorsOf(operations),
  };
}

function withUndocumented(operation: Operation): Operation {
  const { undocumentedParams, params } = operation;
  if (!undocumentedParams) return operation;
  return { ...operation, params: [...params, ...undocumentedParams.map((field) => ({ ...field, required: false }))] };
}

function errorsOf(operations: readonly Operation[]): readonly DocumentedError[] {
  const byCode = new Map<string, DocumentedError>();
  for (const { code, http = null, message = null, meaning = null } of operations.flatMap((op) => op.errors ?? [])) {
    if (code !== undefined && !byCode.has(code)) byCode.set(code, { code, http, message, meaning });
  }
  return [...byCode.values()];
}

/** A correction of one documented field, or a field that the document forgot. */
export interface FieldOverride {
  readonly operation: string;
  readonly side: 'request' | 'answer';
  /** Names joined by dots, such as `devices.device_id`. */
  readonly path: string;
  /** The keys to change; `null` removes a key. A missing field is added. */
  readonly set: Readonly<{ [K in keyof Field]?: Field[K] | null }>;
  readonly reason: string;
  /**
   * Where no printed sample shows the fault: a request or an answer, as JSON, that the words of the document allow and that
   * the uncorrected field would refuse.
   */
  readonly allowed?: string;
}

/** A printed sample that breaks its own document where the document is right. */
export interface SampleOverride {
  readonly operation: string;
  readonly side: 'request' | 'answer';
  /** Number of the sample in `examples`. */
  readonly example: number;
  /** Where the sample is wrong: the path of the complaint, indexes as `*`. */
  readonly path: string;
  readonly reason: string;
}

/** A batch that the contract's data does not show, or a list that only looks like one. */
export interface BatchOverride {
  readonly operation: string;
  /** Null: the list must not be taken apart. */
  readonly list: string | null;
  /** Where the document gives the limit elsewhere than at the parameter. */
  readonly maxItems?: number;
  readonly reason: string;
}

/** An answer that may lack content which the contract's data calls documented. */
export interface AnswerOverride {
  readonly operation: string;
  /** Names joined by dots down to a list, or to an object whose lists are all meant; an empty text is the whole answer. */
  readonly path: string;
  /** `absent`: may be missing. `empty`: must be named, but null or an empty text stand for a list without rows. */
  readonly may: 'absent' | 'empty';
  /** Names joined by dots down to a number whose 0 says that there are no rows; then the list may be absent as well. */
  readonly zero?: string;
  readonly reason: string;
}

/** A total that counts the whole list, also where parameters narrow its rows: then no rows are no lack. */
export interface TotalOverride {
  readonly operation: string;
  /** The parameters that narrow the rows. */
  readonly filters: readonly string[];
  readonly reason: string;
}

export interface VendorOverrides {
  /** Parameters that the session supplies itself, from its credential or its token; callers never pass them. */
  readonly implicit: readonly string[];
  /** Checked by hand against the document, where the verb of an operation misleads. */
  readonly effects: Readonly<Record<string, Effect>>;
  readonly fields: readonly FieldOverride[];
  readonly samples: readonly SampleOverride[];
  /** Fields that are sent beside a documented one, because other tables of the document spell it so. */
  readonly spellings?: readonly FieldOverride[];
  /** Lists that may or must not be sent in pieces, if the limits alone do not show it. */
  readonly batches?: readonly BatchOverride[];
  /** Answers that may lack documented content, if the contract's data alone does not show it. */
  readonly answers?: readonly AnswerOverride[];
  readonly totals?: readonly TotalOverride[];
  /** Chinese titles of operations that the document heads by their names alone. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Parameters whose values are ids of the camera tree: the API console offers the known ones by name. */
  readonly knownIds?: readonly KnownIdRule[];
  /** Operations whose parameters hold names or pictures of persons: the API console stores none of their parameters. */
  readonly persons?: readonly string[];
  /** Calls that a query cannot carry and that go as a signed form instead. */
  readonly longQuery?: { readonly maxUrlBytes: number; readonly reason: string };
}

/** The operation with the corrections that concern it. The contract itself is never changed. */
export function applyOverrides(
  operation: Operation,
  { fields, spellings = [] }: Pick<VendorOverrides, 'fields' | 'spellings'>,
): Operation {
  return [...fields, ...spellings]
    .filter((o) => o.operation === operation.id)
    .reduce<Operation>((op, o) => {
      const path = o.path.split('.');
      return o.side === 'request'
        ? { ...op, params: patch(op.params, path, o.set) }
        : { ...op, result: patch(op.result, path, o.set) };
    }, operation);
}

function patch(fields: readonly Field[], path: readonly string[], set: FieldOverride['set']): readonly Field[] {
  const [name = '', ...rest] = path;
  const found = fields.find((f) => f.name === name);
  if (rest.length > 0) {
    if (!found) throw new RangeError(`override of an unknown field: ${path.join('.')}`);
    return fields.map((f) => (f === found ? { ...f, children: patch(f.children ?? [], rest, set) } : f));
  }
  const merged = { name, type: 'string', ...found, ...set } as Record<string, unknown>;
  const clean = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as unknown as Field;
  return found ? fields.map((f) => (f === found ? clean : f)) : [...fields, clean];
}
