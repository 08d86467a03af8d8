/** The last report of the governor of the visible pictures: of the live wall, or of playback. */
import { create } from 'zustand';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { GovernorReport, PoolGovernor } from '../../media/pool/pool-governor.ts';

interface Governed {
  readonly report: GovernorReport | null;
  /** The name of the strongest step of the governor for a tile: its stream is closed, or only key pictures show. */
  readonly parkedAs: 'parked' | 'keysOnly';
  /** Shows the operator a camera that gives way. */
  readonly show: (id: ChannelId) => void;
}

const nothing = (): Governed => ({ report: null, parkedAs: 'parked', show: () => undefined });

export const useGovernor = create<Governed>(nothing);

/** Follows the governor until the returned function is called; then nothing is known. */
export function followGovernor(
  governor: Pick<PoolGovernor, 'subscribe'>,
  place: Pick<Governed, 'parkedAs' | 'show'>,
): () => void {
  useGovernor.setState(place);
  const stop = governor.subscribe((report) => useGovernor.setState({ report }));
  return () => {
    stop();
    useGovernor.setState(nothing());
  };
}
