/** How parameters travel in a query: comma lists, JSON texts, and lists of objects flattened to `Name.N.Field`. */
import { jsonText } from '../core/client/compose.ts';
import type { Field } from '../core/contract/contract.ts';
import { isTextJson, isTextList } from '../core/contract/schema.ts';
import type { RpcParam } from './rpc-sign.ts';

type Scalar = string | number | bigint | boolean;
const scalar = (value: Scalar): string => String(value);

/** The query pairs of one value; an empty list has no pairs. */
export function encode(field: Field, value: unknown): readonly RpcParam[] {
  const { name } = field;
  if (isTextList(field)) return [[name, Array.isArray(value) ? value.join(',') : String(value)]];
  // VCS prints its lists as JSON in one value; the RPC style would flatten them.
  if (isTextJson(field) || field.encoding === 'json') return [[name, jsonText(field, value)]];
  if (Array.isArray(value)) return value.flatMap((item: unknown, i) => flatten(field, `${name}.${i + 1}`, item));
  if (typeof value === 'object') return [[name, jsonText(field, value)]];
  return [[name, scalar(value as Scalar)]];
}

function flatten(field: Field, prefix: string, item: unknown): readonly RpcParam[] {
  if (typeof item !== 'object' || item === null) return [[prefix, scalar(item as Scalar)]];
  const members = item as Readonly<Record<string, unknown>>;
  const children = field.children ?? Object.keys(members).map((name): Field => ({ name, type: 'string' }));
  return children
    .filter((child) => members[child.name] !== undefined)
    .flatMap((child) => encode({ ...child, name: `${prefix}.${child.name}` }, members[child.name]));
}
