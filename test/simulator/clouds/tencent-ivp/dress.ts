/**
 * The contract as this cloud reads it: form fields are checked like body members, and rules that the document states
 * in words, or spells in two ways, become rules of the check.
 */
import type { ContractField, ContractOperation } from '../../kernel/contract.ts';

type RawField = Omit<ContractField, 'in' | 'children'> & {
  readonly in?: string;
  readonly children?: readonly ContractField[];
  readonly allowEmpty?: boolean;
};

/** Spellings of tables and samples that are taken as well (see docQuirks). */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  'GetAITaskResult DetectType': ['AIType'],
  'importDevices OrganizationId': ['Organization_id'],
  'exportDevices IsAllResource': ['isAllResource'],
  'exportDevices DeviceIds': ['deviceIds'],
};

/** The tables of these name their `Id` `ID`; URLs and samples `Id`. */
const ID_TABLES = new Set([
  'deleteDomain',
  'updateDomain',
  'deleteDevice',
  'describeDevice',
  'updateDeviceStatus',
]); // prettier-ignore

/** A GB code, or "custom such as 1920*1080". */
const RESOLUTION = '^([1-6]|[1-9]\\d{1,4}\\*[1-9]\\d{1,4})$';

export function dress(operation: ContractOperation): ContractOperation {
  return { ...operation, params: operation.params.map((field) => dressField(operation.id, field)) };
}

function dressField(operation: string, source: ContractField): ContractField {
  const field = source as RawField;
  const { enum: values, min: _min, max: _max, default: _default, ...rest } = field as RawField & { default?: unknown };
  const aliases =
    ALIASES[`${operation} ${field.name}`] ?? (field.name === 'Id' && ID_TABLES.has(operation) ? ['ID'] : []);
  const base = {
    ...field,
    ...(field.in === 'form' ? { in: 'body' as const } : {}),
    ...(field.type === 'file' ? { type: 'object' } : {}),
    ...(field.allowEmpty === true ? { minLength: 0 } : {}),
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(field.children === undefined ? {} : { children: field.children.map((child) => dressField(operation, child)) }),
  } as ContractField;
  // "1 to 8; 4 when it is absent or out of range"
  if (operation === 'controlPtz' && field.name === 'Speed') return { ...rest, in: 'body', required: false };
  if (field.name === 'Resolution' && values !== undefined) return { ...rest, in: 'body', pattern: RESOLUTION };
  if (field.name === 'PageNumber' || field.name === 'PageSize') return { ...base, min: 1 };
  return base;
}
