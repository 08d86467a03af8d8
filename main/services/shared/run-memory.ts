/**
 * Data of this run that survives a crash of main but is never written to the disk: secrets that were typed for this
 * run, accounts of simulated clouds, and whether the simulated clouds were started. The supervisor stores it, in memory
 * only; see hosts/browser/start/supervisor.ts. Each kind has its own keys there.
 */
import type { SessionMemory } from '../../keychain/session-store.ts';

/** Texts that the next process of the same run is given. */
export type RunMemory = SessionMemory;

/** No account id begins so: the keys of secrets are `accountId/name`. */
const MARK = '=';

/** The part of the memory for secrets. */
export function secretsIn(runMemory: RunMemory | null): SessionMemory | null {
  return runMemory && { ...runMemory, kept: runMemory.kept.filter(([key]) => !key.startsWith(MARK)) };
}

/** The part that says whether the simulated clouds of the demo were started. */
export function demoIn(runMemory: RunMemory | null): RunMemory | null {
  return partOf(runMemory, 'demo');
}

/**
 * The part with accounts that live for this run. Those of the demo are left out: their clouds ended with the earlier main,
 * and come back under other addresses.
 */
export function accountsIn(runMemory: RunMemory | null): RunMemory | null {
  const part = partOf(runMemory, 'account');
  const hadDemo = (demoIn(runMemory)?.kept.length ?? 0) > 0;
  return part && hadDemo ? { ...part, kept: [] } : part;
}

function partOf(runMemory: RunMemory | null, part: 'account' | 'demo'): RunMemory | null {
  if (runMemory === null) return null;
  const prefix = `${MARK}${part}/`;
  return {
    kept: runMemory.kept.flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
    ),
    keep: (key, value) => runMemory.keep(prefix + key, value),
  };
}
