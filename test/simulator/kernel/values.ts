/** Typed reading of values that `checkParameters` has already found to be of the documented type. */
import type { Values } from './check.ts';
import { isRecord } from './json.ts';

export function textOf(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}

export function maybeText(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

export function numberOf(values: Values, name: string, fallback: number): number {
  const value = values[name];
  return typeof value === 'number' ? value : fallback;
}

export function textsOf(values: Values, name: string): readonly string[] | null {
  const value = values[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : null;
}

export function recordsOf(values: Values, name: string): readonly Record<string, unknown>[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
