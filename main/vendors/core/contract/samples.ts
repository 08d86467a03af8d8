/**
 * Reads the printed samples of a contract the way they would travel: a query value is text, a body is JSON. Samples mask
 * ids and names with stars or dots; a complaint about a masked value says nothing about the schema and is dropped.
 */
import { lackIn, type AnswerContent } from './completeness.ts';
import type { z } from 'zod';
import type { Catalogue } from './catalogue.ts';
import type { Example, Field, Operation } from './contract.ts';
import { isTextJson, isTextList } from './schema.ts';

export interface Complaint {
  readonly operation: string;
  readonly side: 'request' | 'answer';
  readonly example: number;
  readonly path: string;
  readonly message: string;
}

const MASK = /\*{2,}|\*$|x{3,}|\.{3}|^略$/i;
/** `xx` as a word of its own, such as in `xx.com`. */
const MASKED_WORD = /(^|[^a-z])x{2}([^a-z]|$)/i;

/** Whether a printed value stands for another one, such as `952352LWXT***` or `https://xx.com`. */
export const isMasked = (text: string): boolean => MASK.test(text) || MASKED_WORD.test(text);

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A value as a caller would hand it over, from the text in a URL. */
function decode(field: Field, raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  if (isTextList(field)) return raw.split(',');
  if (isTextJson(field)) return jsonOr(raw);
  switch (field.type) {
    case 'string':
    case 'long':
      return raw;
    case 'boolean':
      return raw === 'true' ? true : raw === 'false' ? false : raw;
    case 'file':
      return new Uint8Array();
    case 'integer':
    case 'float':
      return raw.trim() === '' || Number.isNaN(Number(raw)) ? raw : Number(raw);
    default:
      return jsonOr(raw);
  }
}

/** `Streams.1.StreamName=a` becomes `Streams: [{StreamName: 'a'}]`. */
function unflatten(flat: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(flat)) {
    const match = /^(\w+)\.(\d+)\.(\w+)$/.exec(key);
    if (!match) {
      out[key] = value;
      continue;
    }
    const [, name = '', index = '1', member = ''] = match;
    const list = (out[name] ??= []) as Record<string, unknown>[];
    (list[Number(index) - 1] ??= {})[member] = value;
  }
  return out;
}

/** Path, query and header values from the printed request line, where the contract has no parsed ones. */
function fromRequestText(operation: Operation, request: string): Record<string, unknown> {
  const line = /^[A-Z]+\s+(\S.*)$/m.exec(request)?.[1] ?? '';
  const target = line.replace(/HTTP\/1\.[01]$/, '').trimEnd();
  const [path = '', query = ''] = target.replace(/^https?:\/\/[^/]+/, '').split('?');
  const values: Record<string, unknown> = {};
  const names = operation.http.path.split('/');
  path.split('/').forEach((part, i) => {
    const name = /^\{(.+)\}$/.exec(names[i] ?? '')?.[1];
    if (name && !part.startsWith('{')) values[name] = part;
  });
  for (const pair of query.split('&').filter(Boolean)) {
    const [key = '', ...rest] = pair.split('=');
    values[key.trim()] = rest.join('=');
  }
  return values;
}

/** The parameters of a printed request as a caller would hand them over, or null where the sample prints none. */
export function sampleRequest(
  operation: Operation,
  example: Example,
  implicit: readonly string[],
): Record<string, unknown> | null {
  if (!example.request && !example.requestBody && !example.requestQuery && !example.requestForm) return null;
  const isRpc = operation.http.action !== null && example.requestQuery !== undefined;
  const text = isRpc ? {} : fromRequestText(operation, example.request ?? '');
  const flat = unflatten({ ...text, ...example.requestQuery, ...example.requestForm });
  const fields = new Map(operation.params.map((f) => [f.name, f]));
  const decoded = Object.entries(flat)
    .filter(([name]) => !implicit.includes(name) && (name !== 'Action' || fields.has(name)))
    .map(([name, raw]) => {
      const field = fields.get(name);
      return [name, field ? decode(field, raw) : raw];
    });
  const body = (example.requestBody ?? {}) as Record<string, unknown>;
  return { ...(Object.fromEntries(decoded) as Record<string, unknown>), ...body };
}

/** Headers and path variables that samples usually leave out, and RPC's own parameters. */
function isOmittedByCustom(operation: Operation, name: string): boolean {
  const field = operation.params.find((f) => f.name === name);
  return field?.in === 'header' || field?.in === 'path' || name === 'Action';
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], root);
}

function complaintsOf(
  error: z.ZodError,
  input: unknown,
  base: Omit<Complaint, 'path' | 'message'>,
  operation: Operation,
): Complaint[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return keys.flatMap((path) => {
      const value = valueAt(input, path);
      if (typeof value === 'string' && MASK.test(value)) return [];
      if (value === undefined && path.length === 1 && isOmittedByCustom(operation, String(path[0]))) return [];
      const shown = path.map((key) => (typeof key === 'number' ? '*' : String(key))).join('.');
      return [{ ...base, path: shown, message: issue.message }];
    });
  });
}

/** One printed sample and the complaints of its own contract about it; no complaints when the sample fits. */
export interface SampleVerdict {
  readonly operation: string;
  readonly side: Complaint['side'];
  readonly example: number;
  readonly complaints: readonly Complaint[];
}

/**
 * Holds every printed sample against the schemas of its operation.
 *
 * @param implicit parameters that the session supplies; callers never pass them.
 */
export function examineSamples(catalogue: Catalogue, implicit: readonly string[]): SampleVerdict[] {
  return catalogue.operationIds.flatMap((id) => {
    const { operation, request, answer, content } = catalogue.entry(id);
    return operation.examples.flatMap((example, index) => {
      const examine = (side: Complaint['side'], schema: z.ZodType, value: unknown): SampleVerdict => {
        const parsed = schema.safeParse(value);
        const base = { operation: id, side, example: index };
        return { ...base, complaints: parsed.success ? [] : complaintsOf(parsed.error, value, base, operation) };
      };
      const sent = sampleRequest(operation, example, implicit);
      const body = example.sampleIsDataOnly ? { Data: example.response } : example.response;
      return [
        ...(sent ? [examine('request', request, sent)] : []),
        ...(example.response === undefined ? [] : [withContent(examine('answer', answer, body), content, body)]),
      ];
    });
  });
}

/** A sample that fits the schema must also have the content that answers must have. */
function withContent(verdict: SampleVerdict, content: AnswerContent, body: unknown): SampleVerdict {
  const lack = verdict.complaints.length > 0 ? null : lackIn(content, body, true);
  if (lack === null) return verdict;
  const { operation, side, example } = verdict;
  return { ...verdict, complaints: [{ operation, side, example, path: '', message: lack }] };
}
