/** Lowers the quality of playback's cameras while this computer cannot play all of them as wanted. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../../preload/domain/media/streams.ts';
import { budgetOf } from '../../../media/pool/decoder-budget.ts';
import { Governor } from '../../../media/pool/governor.ts';
import { LoadWatch, watchHeldUp } from '../../../media/pool/load-watch.ts';
import { followCpu, measuredCpu } from '../../../media/pool/measured-cpu.ts';
import { PastRelief } from '../../../media/playback/past-relief.ts';
import { PoolGovernor } from '../../../media/pool/pool-governor.ts';
import { isSeen } from '../../../page/sight.ts';
import { followGovernor } from '../../../state/players/governor.ts';
import { selectCamera, streamByTiles, useSession } from '../session.ts';
import { chosenStream } from './stream-choice.ts';
import { usePlayBar } from '../play-bar/play-bar.ts';

/** The stream that the operator chose for a camera, else the one that the number of tiles asks for. */
export const wishOf = (
  id: ChannelId,
  session: ReturnType<typeof useSession.getState> = useSession.getState(),
): StreamProfile => chosenStream(id) ?? streamByTiles(id, session);

const heldUpMs = watchHeldUp();

/** Pictures that stand still cost nothing: what else loads the computer then is no reason to give way. */
const whilePlaying = (read: () => number | null) => (): number | null => {
  const value = read();
  return usePlayBar.getState().isPlaying ? value : null;
};

const governor = new PoolGovernor(
  new Governor(budgetOf({ cores: navigator.hardwareConcurrency, decoding: null })),
  new LoadWatch({ takeHeldUpMs: whilePlaying(heldUpMs), cpu: whilePlaying(measuredCpu) }),
);

export const relief = new PastRelief({
  governor,
  isProtected: (id) =>
    usePlayBar.getState().standings[id]?.isSynced === false ||
    useSession.getState().cameras.some(({ channelId, place }) => channelId === id && place === 'device'),
});

/** Looks after the load while the screen is there. @returns ends it. */
export function followRelief(): () => void {
  void governor.measure();
  relief.select(useSession.getState().selectedId, Date.now());
  const stops = [
    followCpu(),
    followGovernor(governor, { parkedAs: 'keysOnly', show: selectCamera }),
    useSession.subscribe(({ selectedId }, before) => {
      if (selectedId !== before.selectedId) relief.select(selectedId, Date.now());
    }),
    // The play bar's clock publishes with each of its ticks.
    usePlayBar.subscribe(({ rate }) => {
      if (isSeen()) relief.tick(rate, Date.now());
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
