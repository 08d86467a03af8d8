/** What the governor of this window found and decided last. */
import { create } from 'zustand';
import type { GovernorReport, PoolGovernor } from '../../media/pool-governor.ts';

export const useGovernor = create<{ readonly report: GovernorReport | null }>(() => ({ report: null }));

/** Follows the governor until the returned function is called; then nothing is known. */
export function followGovernor(governor: Pick<PoolGovernor, 'subscribe'>): () => void {
  const stop = governor.subscribe((report) => useGovernor.setState({ report }));
  return () => {
    stop();
    useGovernor.setState({ report: null });
  };
}
