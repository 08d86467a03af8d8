/** The fault of a field, as typed, with its cause. Never changes the typed text. */
import type { FieldProblem } from '../../../../preload/domain/field-problems.ts';
import { ADDRESS_FIELDS, addressProblem } from '../../../../preload/domain/accounts/key-addresses.ts';
import type { ProviderField } from '../../../../preload/domain/accounts/providers.ts';

/** No web address; parts that would be lost or leaked; http outside this computer. */
type AddressProblem = 'endpoint' | 'endpoint-parts' | 'endpoint-plain';

export type Problem =
  | { readonly kind: 'missing' | 'no-region' | 'spaces' | 'bad' | 'label-missing' | 'label-long' }
  | { readonly kind: AddressProblem }
  /** A key of an account whose address changed. */
  | { readonly kind: 'again' }
  /** No API of the cloud answered at the address. */
  | { readonly kind: 'no-api' }
  /** The faults that main named. */
  | { readonly kind: 'reason'; readonly detail: FieldProblem; readonly limit: number }
  /** Main asked about the host, and the answer was not yes. */
  | { readonly kind: 'not-confirmed' }
  | { readonly kind: 'label-taken'; readonly label: string }
  | { readonly kind: 'too-long'; readonly limit: number; readonly count: number };

/** @param isOptional an empty value is fine: an edited account keeps its stored secret. */
export function fieldProblem(field: ProviderField, value: string, isOptional = false): Problem | null {
  if (value === '') return field.required && !isOptional ? { kind: 'missing' } : null;
  if (/\s/.test(value)) return { kind: 'spaces' };
  if (value.length > field.maxLength) return { kind: 'too-long', limit: field.maxLength, count: value.length };
  if (ADDRESS_FIELDS.some((name) => name === field.name)) return endpointProblem(value);
  if (field.pattern !== null && !new RegExp(field.pattern).test(value)) return { kind: 'bad' };
  return null;
}

const MAX_LABEL = 64;

/** @param taken the names of the other accounts; upper and lower case count as the same. */
export function labelProblem(label: string, taken: readonly string[] = []): Problem | null {
  const name = label.trim();
  if (name === '') return { kind: 'label-missing' };
  if (name.length > MAX_LABEL) return { kind: 'label-long' };
  const isTaken = taken.some((other) => other.toLowerCase() === name.toLowerCase());
  return isTaken ? { kind: 'label-taken', label: name } : null;
}

const MAX_ADDRESS = 512;
const ADDRESS_KINDS = { address: 'endpoint', parts: 'endpoint-parts', plain: 'endpoint-plain' } as const;

/** An absolute address without sign-in data, query or fragment; http is for this computer. */
export function endpointProblem(endpoint: string): Problem | null {
  if (endpoint.length > MAX_ADDRESS) return { kind: 'too-long', limit: MAX_ADDRESS, count: endpoint.length };
  const problem = addressProblem(endpoint);
  return problem === null ? null : { kind: ADDRESS_KINDS[problem] };
}
