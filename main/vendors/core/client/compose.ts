/** Puts checked parameters where the document wants them: path, query, headers, JSON body or form. */
import type { Field, Operation } from '../contract/contract.ts';
import type { Dialect, Unsigned } from './dialect.ts';
import { composeForm, type FileContent, type UploadForm } from '../http/form.ts';
import { stringifyLossless } from '../http/lossless.ts';
import { isTextJson, isTextList } from '../contract/schema.ts';

/** An unsigned request. Path places of parameters that the session supplies stay open as `{name}`. */
export function composeRequest(
  operation: Operation,
  params: Readonly<Record<string, unknown>>,
  dialect: Dialect,
  endpoint: string,
): Unsigned {
  const given = operation.params.filter((field) => params[field.name] !== undefined);
  const inPlace = (place: Field['in']) => given.filter((field) => field.in === place);
  const textOf = (field: Field): string => dialect.encode(field, params[field.name])[0]?.[1] ?? '';
  const bodyFields = inPlace('body');
  const formFields = inPlace('form');
  const path = inPlace('path').reduce(
    (at, field) => at.replace(`{${field.name}}`, encodeURIComponent(textOf(field).toWellFormed())),
    operation.http.path,
  );
  return {
    operation,
    method: operation.http.method,
    endpoint,
    path,
    query: inPlace('query').flatMap((field) => dialect.encode(field, params[field.name])),
    headers: Object.fromEntries(inPlace('header').map((field) => [field.name, textOf(field)])),
    body: bodyFields.length === 0 ? null : stringifyLossless(bodyOf(bodyFields, params)),
    ...(formFields.length === 0 ? {} : { form: formOf(formFields, params, textOf) }),
  };
}

function formOf(
  fields: readonly Field[],
  params: Readonly<Record<string, unknown>>,
  textOf: (field: Field) => string,
): UploadForm {
  return composeForm(
    fields.map((field) => ({
      name: field.name,
      value: field.type === 'file' ? (params[field.name] as FileContent) : textOf(field),
    })),
  );
}

function bodyOf(fields: readonly Field[], values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .filter((field) => values[field.name] !== undefined)
      .map((field) => [field.name, bodyValue(field, values[field.name])]),
  );
}

/** The JSON text of a list or an object that travels as one value; a text is taken as that JSON text already. */
export function jsonText(field: Field, value: unknown): string {
  if (typeof value === 'string') return value;
  const { children, type } = field;
  const itemOf = (one: unknown): unknown => {
    if (type === 'array<long>') return BigInt(one as string);
    return children?.length && typeof one === 'object' ? bodyOf(children, one as Record<string, unknown>) : one;
  };
  return stringifyLossless(Array.isArray(value) ? value.map(itemOf) : itemOf(value));
}

/** A value as the JSON body has it: 64-bit integers without quotes, and embedded lists and objects as JSON text. */
function bodyValue(field: Field, value: unknown): unknown {
  if (isTextList(field)) return Array.isArray(value) ? value.join(',') : value;
  if (isTextJson(field)) return jsonText(field, value);
  const { children } = field;
  switch (field.type) {
    case 'long':
      return BigInt(value as string);
    case 'array<long>':
      return (value as string[]).map(BigInt);
    case 'object':
      return children?.length ? bodyOf(children, value as Record<string, unknown>) : value;
    case 'array<object>':
      return children?.length ? (value as Record<string, unknown>[]).map((item) => bodyOf(children, item)) : value;
    default:
      return value;
  }
}
