/**
 * Writes main/vendors/<vendor>/operations.gen.ts: the parameter and answer types of every documented operation.
 * Usage: node scripts/generate-operations.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { VENDOR_IDS, type VendorId } from '../preload/domain/vendor.ts';
import { applyOverrides, readContract, type Field, type Operation } from '../main/vendors/core/contract/contract.ts';
import { OVERRIDES } from '../main/vendors/registry.ts';
import { isTextJson, isTextList } from '../main/vendors/core/contract/schema.ts';

const vendorsUrl = new URL('../main/vendors/', import.meta.url);

function literals(field: Field, quote: (value: string) => string): string | null {
  const values = Object.keys(field.enum ?? {});
  return values.length === 0 || field.enumOpen ? null : values.map(quote).join(' | ');
}

const quoted = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const listOf = (type: string): string =>
  `readonly ${type.includes(' ') && !type.startsWith('{') ? `(${type})` : type}[]`;

function textOf(field: Field): string {
  return literals(field, quoted) ?? 'string';
}

function numberOf(field: Field): string {
  const isNumeric = Object.keys(field.enum ?? {}).every((value) => /^-?\d+$/.test(value));
  return (isNumeric ? literals(field, String) : null) ?? 'number';
}

function requestType(field: Field): string {
  if (field.multi === 'comma') return listOf(textOf(field));
  if (isTextList(field)) return `${listOf(textOf(field))} | string`;
  if (isTextJson(field)) {
    const item = field.children?.length ? shapeOf(field.children, 'request') : 'string | number';
    return `${listOf(item)} | ${field.children?.length ? item : 'string'}`;
  }
  return plainType(field, 'request');
}

/** Answers keep enums open: a cloud may add values at any time. */
function answerType(field: Field): string {
  return isTextJson(field) ? 'unknown' : plainType(field, 'answer');
}

function plainType(field: Field, side: 'request' | 'answer'): string {
  const shape = field.children?.length ? shapeOf(field.children, side) : 'Readonly<Record<string, unknown>>';
  switch (field.type) {
    case 'string':
      return side === 'request' ? textOf(field) : 'string';
    case 'integer':
    case 'float':
      return side === 'request' ? numberOf(field) : 'number';
    case 'long':
      return side === 'request' ? 'string | number | bigint' : 'string';
    case 'boolean':
      return 'boolean';
    case 'file':
      return side === 'request' ? 'Uint8Array | Blob' : 'unknown';
    case 'null':
      return side === 'request' ? 'null' : 'unknown';
    case 'map<string>':
      return 'Readonly<Record<string, string>>';
    case 'object':
      return shape;
    case 'array<object>':
      return listOf(shape);
    case 'array<string>':
      return listOf(side === 'request' ? textOf(field) : 'string');
    case 'array<integer>':
      return listOf('number');
    case 'array<long>':
      return listOf(side === 'request' ? 'string | number | bigint' : 'string');
    default:
      return field.type satisfies never;
  }
}

function shapeOf(fields: readonly Field[], side: 'request' | 'answer'): string {
  if (fields.length === 0) return '{}';
  const byName = new Map(fields.map((field) => [field.name, field])); // one name may travel in two places
  const members = [...byName.values()].map((field) => {
    const name = /^[A-Za-z_]\w*$/.test(field.name) ? field.name : quoted(field.name);
    const type = side === 'request' ? requestType(field) : answerType(field);
    const isOptional = side === 'answer' || !field.required;
    return `${name}${isOptional ? '?' : ''}: ${type}${side === 'request' && field.nullable ? ' | null' : ''}`;
  });
  return `{ ${members.join('; ')} }`;
}

function operationLines(operation: Operation, implicit: readonly string[]): string {
  const params = operation.params.filter((field) => !implicit.includes(field.name));
  return [
    `  ${operation.id}: {`,
    `    params: ${shapeOf(params, 'request')};`,
    `    answer: ${shapeOf(operation.result, 'answer')};`,
    `  };`,
  ].join('\n');
}

const nameOf = (vendor: VendorId): string =>
  vendor.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()).concat('Operations');

function render(vendor: VendorId): string {
  const operations = readContract(vendor).operations.map((op) => applyOverrides(op, OVERRIDES[vendor]));
  return [
    '// Written by scripts/generate-operations.ts from contract.json and overrides.ts; do not edit.',
    '/* eslint-disable */',
    '// prettier-ignore',
    `export interface ${nameOf(vendor)} {`,
    ...operations.map((operation) => operationLines(operation, OVERRIDES[vendor].implicit)),
    '}',
    '',
  ].join('\n');
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
for (const vendor of VENDOR_IDS) {
  const file = new URL(`${vendor}/operations.gen.ts`, vendorsUrl);
  const text = render(vendor);
  if (!values.check) {
    writeFileSync(file, text);
    continue;
  }
  let current = '';
  try {
    current = readFileSync(file, 'utf8');
  } catch {
    // a missing file is a stale one
  }
  if (current === text) continue;
  process.stderr.write(`main/vendors/${vendor}/operations.gen.ts is stale: run \`npm run generate\`\n`);
  process.exitCode = 1;
}
