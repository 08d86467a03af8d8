/** Parts of the tests that drive the real sessions of the clouds against the simulated ones. */
import { expect } from 'vitest';
import type { Page } from '../../../main/ports/page.ts';
import type { TokenStore } from '../../../main/ports/tokens.ts';
import type { Secret } from '../../../main/secret.ts';
import type { Simulator } from '../../simulator/simulator.ts';

/** For clouds without tokens. */
export const NO_TOKENS: TokenStore = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

/** Stores one token in memory. */
export function memoryStore(): TokenStore & { kept: Secret | null } {
  return {
    kept: null,
    read() {
      return Promise.resolve(this.kept);
    },
    write(token) {
      this.kept = token;
      return Promise.resolve();
    },
    clear() {
      this.kept = null;
      return Promise.resolve();
    },
  };
}

/** The items of all pages of a list. */
export async function all<T>(walk: AsyncIterable<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of walk) items.push(...page.items);
  return items;
}

/** Orders a fault at the simulated clouds. */
export async function faultAt(simulator: Simulator, body: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(`${simulator.control}/faults`, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBeLessThan(300);
}

/** Faults that end by themselves, each with its name: a session tries again, and the caller gets its answer. */
export const PASSING_FAULTS = [
  ['a burst of 503', { kind: 'http', status: 503, count: 2 }],
  ['a burst of 429', { kind: 'http', status: 429, count: 2 }],
  ['dropped connections', { kind: 'drop', count: 2 }],
  ['cut-off JSON', { kind: 'malformed', count: 1 }],
] as const;
