/** Finds the documented operation of a method and a path. A literal segment wins over a parameter. */
import type { ContractOperation } from './contract.ts';

export type RouteResult =
  | { readonly kind: 'found'; readonly operation: ContractOperation; readonly path: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'unknown' };

interface Route {
  readonly operation: ContractOperation;
  readonly segments: readonly string[];
  readonly parameterCount: number;
}

const isParameter = (segment: string): boolean => segment.startsWith('{');

export class Router {
  readonly #bySize = new Map<number, Route[]>();

  constructor(operations: readonly ContractOperation[]) {
    for (const operation of operations) {
      const segments = operation.http.path.split('/').slice(1);
      const route = { operation, segments, parameterCount: segments.filter(isParameter).length };
      const peers = this.#bySize.get(segments.length) ?? [];
      peers.push(route);
      this.#bySize.set(segments.length, peers);
    }
    for (const peers of this.#bySize.values()) peers.sort((a, b) => a.parameterCount - b.parameterCount);
  }

  /** @param path percent-encoded path without the query. */
  find(method: string, path: string): RouteResult {
    const segments = path.split('/').slice(1).map(decodeSegment);
    let isKnownPath = false;
    for (const route of this.#bySize.get(segments.length) ?? []) {
      const values = match(route.segments, segments);
      if (values === null) continue;
      if (route.operation.http.method === method) return { kind: 'found', operation: route.operation, path: values };
      isKnownPath = true;
    }
    return { kind: isKnownPath ? 'wrong-method' : 'unknown' };
  }
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  const values: Record<string, string> = {};
  for (const [i, expected] of pattern.entries()) {
    const actual = segments[i] ?? '';
    if (isParameter(expected)) values[expected.slice(1, -1)] = actual;
    else if (expected !== actual) return null;
  }
  return values;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray percent sign: let the parameter's own pattern refuse it
  }
}
