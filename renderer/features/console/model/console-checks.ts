/**
 * Checks the parameters while they are typed, so that the limit stands beside the field before anything is sent. Main
 * checks again against the same document; what this does not know, main says.
 */
import type { ConsoleField, FieldComplaint } from '../../../../preload/contract/console.ts';
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
      return typeof value === 'string' ? checkText(field, value, path, complain) : wrongType();
    case 'long':
      return checkLong(field, value, path, complain);
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || (field.kind === 'integer' && !Number.isSafeInteger(value))) return wrongType();
      return checkNumber(field, value, path, complain);
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
  const { minItems, maxItems, item } = field;
  if (minItems !== undefined && list.length < minItems) complain(path, 'too-few', String(minItems));
  if (maxItems !== undefined && list.length > maxItems) complain(path, 'too-many', String(maxItems));
  if (item === undefined) return;
  list.forEach((value, index) => {
    const at = [...path, index];
    if (value === '' && item.isEmptyAllowed !== true) complain(at, 'required');
    else checkValue(item, value, at, complain);
  });
}

/** Length in the document's own counting: a Chinese character counts 2 or 3 in some fields. */
function lengthOf(text: string, unit: string | undefined): number {
  const wide = unit?.includes('counts 3') === true ? 3 : unit?.includes('counts 2') === true ? 2 : 1;
  let length = 0;
  for (const char of text) length += (char.codePointAt(0) ?? 0) > 0xff ? wide : 1;
  return length;
}

function isLegal(field: ConsoleField, text: string): boolean {
  const { enumValues = [], isEnumOpen } = field;
  return isEnumOpen === true || enumValues.length === 0 || enumValues.some(({ value }) => value === text);
}

const legalValues = (field: ConsoleField): string => (field.enumValues ?? []).map(({ value }) => value).join(', ');

function checkText(field: ConsoleField, text: string, path: FieldPath, complain: Complain): void {
  if (field.isEmptyAllowed === true && text === '') return;
  const length = lengthOf(text, field.lengthUnit);
  if (!isLegal(field, text)) return complain(path, 'enum', legalValues(field));
  const { minLength, maxLength, patterns = [] } = field;
  if (minLength !== undefined && length < minLength) complain(path, 'too-short', String(minLength));
  else if (maxLength !== undefined && length > maxLength) complain(path, 'too-long', String(maxLength));
  else if (patterns.length > 0 && !patterns.some((p) => new RegExp(p, 'u').test(text)))
    complain(path, 'pattern', patterns.join(' | '));
  else if (/^-?\d+$/.test(text)) checkRange(field, Number(text), path, complain);
}

function checkLong(field: ConsoleField, value: Json, path: FieldPath, complain: Complain): void {
  const isLong = typeof value === 'string' ? /^-?\d+$/.test(value) : Number.isSafeInteger(value);
  if (!isLong) return complain(path, 'type', 'long');
  if (!isLegal(field, plainText(value))) return complain(path, 'enum', legalValues(field));
  const { min, max } = field;
  const long = BigInt(value as string | number);
  if (min !== undefined && long < BigInt(min)) complain(path, 'too-small', String(min));
  else if (max !== undefined && long > BigInt(max)) complain(path, 'too-large', String(max));
}

function checkNumber(field: ConsoleField, value: number, path: FieldPath, complain: Complain): void {
  if (!isLegal(field, String(value))) complain(path, 'enum', legalValues(field));
  else if (isOutsideRule(field.rule, value)) complain(path, 'rule', field.rule);
  else if (field.multipleOf !== undefined && value % field.multipleOf !== 0) {
    complain(path, 'multiple', String(field.multipleOf));
  } else checkRange(field, value, path, complain);
}

function checkRange(field: ConsoleField, value: number, path: FieldPath, complain: Complain): void {
  const { min, max, isMaxExclusive } = field;
  if (min !== undefined && value < min) complain(path, 'too-small', String(min));
  else if (max !== undefined && (isMaxExclusive === true ? value >= max : value > max)) {
    complain(path, 'too-large', String(max));
  }
}

/** `0 or 60..3650`: a value that stands for "not set" beside a range. */
function isOutsideRule(rule: string | undefined, value: number): boolean {
  const [, unset, from, to] = /^(\d+) or (\d+)\.\.(\d+)$/.exec(rule ?? '') ?? [];
  if (unset === undefined) return false;
  return value !== Number(unset) && (value < Number(from) || value > Number(to));
}
