/** Load of the whole client, as measured in main. */
import { create } from 'zustand';
import type { LoadSample } from '../../../preload/domain/media/load.ts';
import { on } from '../../page/bridge.ts';

export const useLoad = create<{ readonly sample: LoadSample | null }>(() => ({ sample: null }));

export function followLoad(): () => void {
  return on('load.measured', (sample) => useLoad.setState({ sample }));
}
