/** The capabilities of each cloud. They are the same for the whole run, so they are read once. */
import { create } from 'zustand';
import type { Output } from '../../../../preload/contract/contract.ts';
import { request } from '../../../page/bridge.ts';
import type { Load } from '../../../state/page/load-state.ts';

export type CapabilityColumn = Output<'account.capabilities'>[number];

interface CapabilitiesState {
  readonly columns: readonly CapabilityColumn[];
  readonly load: Load;
}

export const useCapabilities = create<CapabilitiesState>(() => ({ columns: [], load: { status: 'idle' } }));

export async function loadCapabilities(): Promise<void> {
  const { status } = useCapabilities.getState().load;
  if (status === 'loading' || status === 'ready') return;
  useCapabilities.setState({ load: { status: 'loading' } });
  const answer = await request['account.capabilities']({});
  if (answer.ok) useCapabilities.setState({ columns: answer.value, load: { status: 'ready' } });
  else useCapabilities.setState({ load: { status: 'failed', error: answer.error } });
}
