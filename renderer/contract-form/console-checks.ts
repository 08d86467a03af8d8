/**
 * Checks the parameters while they are typed, so that the limit stands beside the field before anything is sent. Main
 * checks again against the same document; what this does not know, main says.
 */
import type { ConsoleField, FieldComplaint } from '../../preload/contract/console.ts';
import {
  listFaults,
  longFaults,
  numberFaults,
  textFaults,
  type FieldFault,
  type FieldLimits,
} from '../../preload/domain/field-rules.ts';
import { isObject, plainText, type Json, type JsonObject } from './console-json.ts';
import type { FieldPath } from './console-values.ts';

type Complain = (path: FieldPath, code: FieldComplaint['code'], detail?: string) => void;

const MAX_COMPLAINTS = 50;

/** Every complaint, at most {@link MAX_COMPLAINTS}, in the order of the form. */
export function complaintsOf(
  fields: readonly ConsoleField[],
  params: JsonObject,
  supplied: readonly string[] = [],
  files: ReadonlySet<string> = new Set(),
): readonly FieldComplaint[] {
  const complaints: FieldComplaint[] = [];
  const complain: Complain = (path, code, detail = '') => {
    if (complaints.length < MAX_COMPLAINTS) complaints.push({ path: [...path], code, detail });
  };
  checkFields(fields, params, [], complain, files);
  const known = new Set(fields.map((field) => field.name));
  for (const name of Object.keys(params)) {
    if (!known.has(name)) complain([name], supplied.includes(name) ? 'supplied' : 'unknown');
  }
  return complaints;
}

function checkFields(
  fields: readonly ConsoleField[],
  values: JsonObject,
  path: FieldPath,
  complain: Complain,
  files: ReadonlySet<string>,
): void {
  for (const field of fields) {
    const at = [...path, field.name];
    const value = values[field.name];
    if (field.kind === 'file') {
      if (field.isRequired && !files.has(field.name)) complain(at, 'required');
    } else if (value === undefined) {
      if (field.isRequired) complain(at, 'required');
    } else checkValue(field, value, at, complain);
  }
}

function checkValue(field: ConsoleField, value: Json, path: FieldPath, complain: Complain): void {
  if (value === null) {
    if (field.isNullable !== true && field.kind !== 'null') complain(path, 'type', field.kind);
    return;
  }
  const wrongType = (): void => complain(path, 'type', field.kind);
  switch (field.kind) {
    case 'string':
      if (typeof value !== 'string') return wrongType();
      return complainOf(textFaults(limitsOf(field), value), path, complain);
    case 'long':
      return checkLong(field, value, path, complain);
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || (field.kind === 'integer' && !Number.isSafeInteger(value))) return wrongType();
      return complainOf(numberFaults(limitsOf(field), value), path, complain);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrongType();
    case 'list':
      return Array.isArray(value) ? checkList(field, value as readonly Json[], path, complain) : wrongType();
    case 'object':
      return isObject(value) ? checkMembers(field.children ?? [], value, path, complain) : wrongType();
    case 'map':
    case 'json':
      return isObject(value) ? undefined : wrongType();
    case 'file':
    case 'null':
      return wrongType();
  }
}

function checkMembers(fields: readonly ConsoleField[], value: JsonObject, path: FieldPath, complain: Complain): void {
  checkFields(fields, value, path, complain, new Set());
  const known = new Set(fields.map((field) => field.name));
  for (const name of Object.keys(value)) if (!known.has(name)) complain([...path, name], 'unknown');
}

function checkList(field: ConsoleField, list: readonly Json[], path: FieldPath, complain: Complain): void {
  const { item } = field;
  complainOf(listFaults(limitsOf(field), list.length), path, complain);
  if (item === undefined) return;
  list.forEach((value, index) => {
    const at = [...path, index];
    if (value === '' && item.isEmptyAllowed !== true) complain(at, 'required');
    else checkValue(item, value, at, complain);
  });
}

function limitsOf({ enumValues = [], isEnumOpen, ...limits }: ConsoleField): FieldLimits {
  return { ...limits, values: isEnumOpen === true ? [] : enumValues.map(({ value }) => value) };
}

/** One complaint a value: the first limit that it breaks. */
function complainOf([fault]: readonly FieldFault[], path: FieldPath, complain: Complain): void {
  if (fault !== undefined) complain(path, fault.code, fault.detail);
}

function checkLong(field: ConsoleField, value: Json, path: FieldPath, complain: Complain): void {
  const isLong = typeof value === 'string' ? /^-?\d+$/.test(value) : Number.isSafeInteger(value);
  if (!isLong) return complain(path, 'type', 'long');
  complainOf(longFaults(limitsOf(field), plainText(value)), path, complain);
}
