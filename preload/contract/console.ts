/**
 * The API console: every documented operation as data for a form, calls over an account's own session, and earlier
 * calls. Secrets and media addresses of an answer never pass through here; starred values are counted.
 */
import { z } from 'zod';
import { MAX_CONSOLE_DOWNLOAD_BYTES, MAX_CONSOLE_UPLOAD_BYTES, MAX_PIECE_BYTES } from '../domain/bounds.ts';
import { KNOWN_IDS, type KnownId } from '../domain/cameras/known-ids.ts';
import { VENDOR_IDS } from '../domain/vendor.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, done, epochMs } from './shared.ts';

const vendor = z.enum(VENDOR_IDS);
const operationId = z.string().min(1).max(128);
const runId = z.string().min(1).max(64);

/** Most entries that are kept for an account; the oldest goes first. */
export const MAX_CONSOLE_HISTORY = 200;
/** Longest answer that comes as JSON text, in characters; a longer one is cut, and `isCut` is true. */
export const MAX_CONSOLE_ANSWER = 1_000_000;

export const operationView = z.strictObject({
  id: z.string(),
  /** The document's chapter, by a short name such as `device` or `live-record-plan`. */
  group: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  effect: z.enum(['read', 'write']),
  /** The kind of change that a write makes; null for a read. Its words are the operation's title. */
  change: z.enum(['create', 'modify', 'delete', 'operate']).nullable(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  path: z.string(),
  isDeprecated: z.boolean(),
  /** Its answer or its parameters are secrets, such as the call that buys a token. */
  isSensitive: z.boolean(),
  /** A file goes up with it (`up`) or comes down as its answer (`down`). */
  file: z.enum(['none', 'up', 'down']),
});
export type OperationView = z.infer<typeof operationView>;

/**
 * The type of a field's value, as JSON: `long` is a 64-bit integer and travels as decimal text; `map` is an object of
 * texts; `json` is any JSON object; `file` is sent in `files` and not in `params`; `null` accepts null alone.
 */
export const CONSOLE_FIELD_KINDS = [
  'string',
  'integer',
  'long',
  'number',
  'boolean',
  'object',
  'list',
  'map',
  'json',
  'file',
  'null',
] as const;
export type ConsoleFieldKind = (typeof CONSOLE_FIELD_KINDS)[number];

/** One field of the form. Keys that say nothing are absent. */
export interface ConsoleField {
  /** Name in `params`; empty for the elements of a list. */
  readonly name: string;
  /** Where it travels; absent inside an object and for the elements of a list. */
  readonly in?: 'path' | 'query' | 'header' | 'body' | 'form' | undefined;
  readonly kind: ConsoleFieldKind;
  readonly isRequired: boolean;
  /** The document's own words, in English. */
  readonly descEn?: string | undefined;
  /** When the document asks for it although it is not always required, such as `AccessProtocol is 1 (RTMP)`. */
  readonly requiredWhen?: string | undefined;
  /** The legal values and their meanings; with `isEnumOpen` others are legal too. */
  readonly enumValues?: readonly { readonly value: string; readonly meaning: string }[] | undefined;
  readonly isEnumOpen?: true | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** `max` itself is not legal. */
  readonly isMaxExclusive?: true | undefined;
  readonly multipleOf?: number | undefined;
  /** A range that `min` and `max` cannot express, such as `0 or 60..3650`. */
  readonly rule?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** How the document counts characters where it is not one each. */
  readonly lengthUnit?: string | undefined;
  /** Regular expressions (flag `u`); any one of them will do. */
  readonly patterns?: readonly string[] | undefined;
  /** A form in words, such as `yyyy-MM-dd HH:mm:ss`. */
  readonly format?: string | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly default?: string | number | boolean | undefined;
  readonly example?: string | undefined;
  readonly isNullable?: true | undefined;
  readonly isEmptyAllowed?: true | undefined;
  readonly isDeprecated?: true | undefined;
  /** A password or a key: typed hidden, never kept in the history. */
  readonly isSecret?: true | undefined;
  /** The value is an id of the camera tree. */
  readonly knownId?: KnownId | undefined;
  /** The fields of an object. */
  readonly children?: readonly ConsoleField[] | undefined;
  /** The field of each element of a list. */
  readonly item?: ConsoleField | undefined;
}

const text = z.string().optional();
const count = z.number().optional();
const flag = z.literal(true).optional();

const consoleField: z.ZodType<ConsoleField> = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'body', 'form']).optional(),
  kind: z.enum(CONSOLE_FIELD_KINDS),
  isRequired: z.boolean(),
  descEn: text,
  requiredWhen: text,
  enumValues: z.array(z.strictObject({ value: z.string(), meaning: z.string() })).optional(),
  isEnumOpen: flag,
  min: count,
  max: count,
  isMaxExclusive: flag,
  multipleOf: count,
  rule: text,
  minLength: count,
  maxLength: count,
  lengthUnit: text,
  patterns: z.array(z.string()).optional(),
  format: text,
  minItems: count,
  maxItems: count,
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  example: text,
  isNullable: flag,
  isEmptyAllowed: flag,
  isDeprecated: flag,
  isSecret: flag,
  knownId: z.enum(KNOWN_IDS).optional(),
  get children() {
    return z.array(consoleField).optional();
  },
  get item() {
    return consoleField.optional();
  },
});

export const operationDescription = z.strictObject({
  vendor,
  operation: operationView,
  fields: z.array(consoleField),
  /** Parameters that the session adds from the account: the form shows them and never asks for them. */
  supplied: z.array(z.strictObject({ name: z.string(), descEn: z.string() })),
  /** Remarks of the document, in English. */
  notes: z.array(z.string()),
  /**
   * The document's own sample as indented JSON for `params`, or null: only values that may be sent. Masked values, secrets,
   * and ids of the camera tree are left out.
   */
  sampleJson: z.string().nullable(),
  limits: z.strictObject({
    /** Least time between two calls with the same target, or null. The session keeps it. */
    minGapMs: z.number().nullable(),
    /** Longest list that one call takes, by the path of the list. */
    batches: z.array(z.strictObject({ path: z.string(), maxItems: z.number() })),
  }),
});
export type OperationDescription = z.infer<typeof operationDescription>;

const helpText = z.string().min(1).max(4000);
/** By the names of fields from the top, joined by dots; elements of a list add nothing. */
const byPath = z.record(z.string(), helpText);

/** The words of the cloud's document about one operation, in the language that was asked for. */
export const operationHelp = z.strictObject({
  /** The description of the operation, by paragraphs. */
  about: z.array(helpText).max(50),
  /** Descriptions of the parameters. */
  fields: byPath,
  /** Meanings of the legal values of parameters. */
  values: z.record(z.string(), byPath),
  /** When a parameter is required that is not always required. */
  requiredWhen: byPath,
  /** Descriptions of the fields of the answer. */
  answer: byPath,
});
export type OperationHelp = z.infer<typeof operationHelp>;

/** Why a field is refused before anything is sent. */
const CONSOLE_COMPLAINTS = [
  'required',
  'unknown',
  'supplied',
  'type',
  'enum',
  'pattern',
  'too-small',
  'too-large',
  'too-short',
  'too-long',
  'too-few',
  'too-many',
  'rule',
  'multiple',
  'other',
] as const;

export const fieldComplaint = z.strictObject({
  /** Names and list indexes from the top of `params`. */
  path: z.array(z.union([z.string(), z.number().int()])),
  code: z.enum(CONSOLE_COMPLAINTS),
  /** The limit, the legal values or the type that was expected; empty where the code says it all. */
  detail: z.string(),
});
export type FieldComplaint = z.infer<typeof fieldComplaint>;

const itemFailure = z.strictObject({
  item: z.string().nullable(),
  code: z.string(),
  vendorCode: z.string().nullable(),
  text: z.string().nullable(),
});

export const runOutcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ok'),
    /** Indented JSON; integers beyond 2^53 are texts. Cut after {@link MAX_CONSOLE_ANSWER}: then it is no JSON. */
    valueJson: z.string(),
    isCut: z.boolean(),
    totalChars: z.number().int().nonnegative(),
    /** How many secrets and media addresses were starred. */
    redacted: z.number().int().nonnegative(),
    /** Items of a batch that the cloud did not do. */
    failures: z.array(itemFailure),
    /** The file that the cloud answered: `console.saveFile` saves it. */
    file: z.strictObject({ name: z.string(), bytes: z.number().int() }).nullable(),
  }),
  z.strictObject({ kind: z.literal('failed'), error: wireError }),
  /** Nothing was sent: these fields break the document. */
  z.strictObject({ kind: z.literal('invalid'), complaints: z.array(fieldComplaint).max(50) }),
  /** Nothing was sent: the write was not confirmed. */
  z.strictObject({ kind: z.literal('needs-confirmation') }),
]);
export type RunOutcome = z.infer<typeof runOutcome>;

export const runReport = z.strictObject({
  outcome: runOutcome,
  requestId: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
  elapsedMs: z.number().nonnegative(),
  atMs: epochMs,
});
export type RunReport = z.infer<typeof runReport>;

export const historyEntry = z.strictObject({
  id: z.number().int(),
  operationId: z.string(),
  /** The parameters as indented JSON, secrets and media addresses starred; null where they were too long to keep. */
  paramsJson: z.string().nullable(),
  atMs: epochMs,
  isOk: z.boolean(),
  /** The product's error code, or null after a success. */
  code: z.string().nullable(),
  vendorCode: z.string().nullable(),
  requestId: z.string().nullable(),
  elapsedMs: z.number().nonnegative(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

const target = z.strictObject({ accountId, operationId });
const typedParams = z.record(z.string(), z.json());
/** `params` by their documented names; 64-bit integers as texts. Checked against the document in main. */
const call = target.extend({ params: typedParams });
const piece = z.base64().max(Math.ceil(MAX_PIECE_BYTES / 3) * 4);

const requests = {
  /** All operations of a cloud in the document's order. */
  'console.operations': { in: z.strictObject({ vendor }), out: z.array(operationView) },
  'console.describe': { in: z.strictObject({ vendor, operationId }), out: operationDescription },
  /** The words of the document, which is Chinese. Null when there are none; the words of the description are English. */
  'console.help': {
    in: z.strictObject({ vendor, operationId, language: z.literal('zh-CN') }),
    out: operationHelp.nullable(),
  },
  /**
   * Makes one call over the account's session. Failures of the call are an outcome; the request itself fails for an
   * account or an operation that is not there. The files that were brought for the run go with it.
   */
  'console.run': { in: call.extend({ runId, isConfirmed: z.boolean() }), out: runReport },
  /**
   * A piece of a file for the field of a run that is asked for next; the pieces of the files come in order, and one run's files
   * take the place of another's. All but the last piece of a file are `MAX_PIECE_BYTES` long.
   *
   * @throws `ipc.invalid-input` for a piece that does not follow the one before it, `input.invalid-field` for files that are too
   *   large.
   */
  'console.bringPiece': {
    in: z.strictObject({
      runId,
      field: z.string().min(1).max(128),
      fileName: z.string().min(1).max(255),
      base64: piece,
      at: z.number().int().nonnegative().max(MAX_CONSOLE_UPLOAD_BYTES),
    }),
    out: done,
  },
  /**
   * Asks where the file that a run brought goes, and writes it there for the user alone. `download` where the host has no dialog:
   * `console.takePiece` gives the file then. @throws `input.invalid-field` for a file that is not kept any more, `storage.*`.
   */
  'console.saveFile': {
    in: z.strictObject({ runId }),
    out: z.strictObject({ outcome: z.enum(['saved', 'download', 'cancelled']), name: z.string() }),
  },
  /** A piece of that file, for a page that saves it by itself. @throws `input.invalid-field` as `console.saveFile`. */
  'console.takePiece': {
    in: z.strictObject({ runId, fromByte: z.number().int().nonnegative().max(MAX_CONSOLE_DOWNLOAD_BYTES) }),
    out: z.strictObject({ base64: z.string().max(Math.ceil(MAX_PIECE_BYTES / 3) * 4), isLast: z.boolean() }),
  },
  /** The run then ends with the error `cancelled`; a write may have reached the cloud. */
  'console.cancel': { in: z.strictObject({ runId }), out: done },
  /** The call as a command for a POSIX shell; secrets are variables, named in comments above it. Sends nothing. */
  'console.curl': { in: call, out: z.strictObject({ text: z.string(), complaints: z.array(fieldComplaint).max(50) }) },
  /** Newest first. */
  'console.history': { in: z.strictObject({ accountId }), out: z.array(historyEntry).max(MAX_CONSOLE_HISTORY) },
  'console.clear-history': { in: z.strictObject({ accountId }), out: done },
  /** The stored draft of an operation's form; null if none is stored. */
  'console.draft': { in: target, out: z.strictObject({ params: typedParams.nullable() }) },
  /** Stores the draft over a restart, except for secrets and files. Empty parameters delete it. */
  'console.keep-draft': { in: call, out: done },
} as const satisfies RequestTable;

export const consoleContract = { requests } as const;
