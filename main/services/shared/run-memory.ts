/**
 * What belongs to this run and not to the disk, over a crash of main: secrets that were typed for this run, accounts of
 * simulated clouds, and whether the simulated clouds were started. The supervisor holds it, in memory only; see
 * hosts/browser/supervisor.ts. Each kind has keys of its own there.
 */
import type { SessionKeeper } from '../../keychain/session-store.ts';

/** Texts that the next process of the same run is given. */
export type RunKeeper = SessionKeeper;

/** No account id begins so: the keys of secrets are `accountId/name`. */
const MARK = '=';

/** The part of the memory that holds secrets. */
export function secretsIn(keeper: RunKeeper | null): SessionKeeper | null {
  return keeper && { ...keeper, kept: keeper.kept.filter(([key]) => !key.startsWith(MARK)) };
}

/** The part that says whether the simulated clouds of the demo were started. */
export function demoIn(keeper: RunKeeper | null): RunKeeper | null {
  return partOf(keeper, 'demo');
}

/**
 * The part with accounts that live for this run. Those of the demo are left out: their clouds ended with the earlier main,
 * and come back under other addresses.
 */
export function accountsIn(keeper: RunKeeper | null): RunKeeper | null {
  const part = partOf(keeper, 'account');
  const hadDemo = (demoIn(keeper)?.kept.length ?? 0) > 0;
  return part && hadDemo ? { ...part, kept: [] } : part;
}

function partOf(keeper: RunKeeper | null, part: 'account' | 'demo'): RunKeeper | null {
  if (keeper === null) return null;
  const prefix = `${MARK}${part}/`;
  return {
    kept: keeper.kept.flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
    ),
    keep: (key, value) => keeper.keep(prefix + key, value),
  };
}
