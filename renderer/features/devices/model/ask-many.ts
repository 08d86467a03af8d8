/** Asks for the facts of many devices, one after the other, until they are asked for or somebody stops. */
import { create } from 'zustand';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { askFacts, factsKey, isAskedFor, useFacts } from './facts.ts';
import type { DeviceRow } from './rows.ts';

/** Each device is a call to its cloud, which counts calls. */
export const MOST_ASKED = 500;

interface Asking {
  /** Null while nobody asks. */
  readonly run: { readonly done: number; readonly total: number } | null;
}

export const useAsking = create<Asking>(() => ({ run: null }));

/** Counts the runs: one that was stopped asks for nothing more, also while a later one continues. */
let runs = 0;

/**
 * Devices that were asked for already, that cannot be asked for, or whose cloud documents none of the facts, are left out. A
 * refusal stands in the row of its device.
 */
export async function askMany(rows: readonly DeviceRow[]): Promise<void> {
  if (useAsking.getState().run !== null) return;
  runs += 1;
  const own = runs;
  const { asked } = useFacts.getState();
  const wishes = askable(rows).flatMap(({ wish }) =>
    wish === null || asked.get(factsKey(wish))?.answer ? [] : [wish],
  );
  const most = wishes.slice(0, MOST_ASKED);
  for (const [done, wish] of most.entries()) {
    useAsking.setState({ run: { done, total: most.length } });
    await askFacts(wish);
    if (own !== runs) return;
  }
  stopAsking();
}

/** The rows whose cloud documents facts of the table. */
export function askable(rows: readonly DeviceRow[]): readonly DeviceRow[] {
  const { accounts } = useAccounts.getState();
  const ids = new Set(accounts.flatMap(({ id, vendor }) => (isAskedFor(vendor) ? [id] : [])));
  return rows.filter(({ accountId }) => ids.has(accountId));
}

export function stopAsking(): void {
  runs += 1;
  useAsking.setState({ run: null });
}
