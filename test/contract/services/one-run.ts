/** Carries accounts and typed keys from one client to the next, as the process that starts a client again does. */
import { UNSUPERVISED, type Supervision } from '../../../main/supervision.ts';

export function oneRun(): Supervision {
  const memory = new Map<string, string>();
  return {
    ...UNSUPERVISED,
    memory: {
      get kept() {
        return [...memory];
      },
      keep: (key, value) => void (value === null ? memory.delete(key) : memory.set(key, value)),
    },
  };
}
