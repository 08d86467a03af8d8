/** What is wrong with a field, as typed. Says the cause; never changes what was typed. */
import type { ProviderField } from '../../../preload/domain/providers.ts';

export type Problem =
  | { readonly kind: 'missing' | 'spaces' | 'bad' | 'endpoint' | 'label-missing' | 'label-long' }
  | { readonly kind: 'label-taken'; readonly label: string }
  | { readonly kind: 'too-long'; readonly limit: number; readonly count: number };

/** @param isOptional an empty value is fine: an edited account keeps its stored secret. */
export function fieldProblem(field: ProviderField, value: string, isOptional = false): Problem | null {
  if (value === '') return field.required && !isOptional ? { kind: 'missing' } : null;
  if (/\s/.test(value)) return { kind: 'spaces' };
  if (value.length > field.maxLength) return { kind: 'too-long', limit: field.maxLength, count: value.length };
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

/** An absolute http(s) address without sign-in data, query or fragment: those would be lost or leaked. */
export function endpointProblem(endpoint: string): Problem | null {
  const url = URL.parse(endpoint.trim());
  const isPlain =
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.hostname !== '' &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '';
  return isPlain && endpoint.length <= 512 ? null : { kind: 'endpoint' };
}

/** True for an address without TLS; loopback is exempt, nothing leaves the computer there. */
export function isUnprotected(endpoint: string): boolean {
  const url = URL.parse(endpoint.trim());
  return url?.protocol === 'http:' && !/^(localhost|127\..*|\[::1\])$/.test(url.hostname);
}
