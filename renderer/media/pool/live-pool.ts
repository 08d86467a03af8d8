/** The page's only pool, wired to main's requests and events and to the page's own state. */
import { on, onConnection, request } from '../../page/bridge.ts';
import { followSight } from '../../page/sight.ts';
import { createEngine } from '../engines/create-engine.ts';
import { loadMpegts } from '../engines/mpegts.ts';
import { budgetOf } from './decoder-budget.ts';
import { FrameAligner } from '../live/frame-aligner.ts';
import { Governor } from './governor.ts';
import { LoadWatch, watchHeldUp } from './load-watch.ts';
import { followCpu, measuredCpu } from './measured-cpu.ts';
import { PlayerPool } from './player-pool.ts';
import { PoolGovernor } from './pool-governor.ts';
import { keepQuiet } from './quiet-events.ts';
import { ticker } from '../ticker.ts';
import { createVideo } from './video-element-pool.ts';

function createHost(): HTMLElement {
  const host = document.createElement('div');
  host.className = 'tile-host';
  return host;
}

export const poolGovernor = new PoolGovernor(
  new Governor(budgetOf({ cores: navigator.hardwareConcurrency, decoding: null })),
  new LoadWatch({ takeHeldUpMs: watchHeldUp(), cpu: measuredCpu }),
);

export const livePool = new PlayerPool({
  ports: {
    open: (channelId, profile) => {
      // The ticket takes longer than the library if both are requested now. The engine reports a failure of this
      // request.
      loadMpegts().catch(() => undefined);
      return request['live.open']({ channelId, profile });
    },
    close: (leaseId) => void request['live.close']({ leaseId }),
    retry: (leaseId) => void request['live.retry']({ leaseId }),
  },
  createEngine,
  createVideo,
  createHost,
  ticker,
  governor: poolGovernor,
  beat: new FrameAligner(),
});

/** Passes events of main and of the page to the pool, until the returned function is called. */
export function followLive(): () => void {
  let wasConnected = true;
  const onOnline = (): void => livePool.recoverNow();
  window.addEventListener('online', onOnline);
  void poolGovernor.measure();
  const stops = [
    keepQuiet(() => livePool.onProgress()),
    on('stream.changed', ({ leaseId, feed }) => livePool.onFeed(leaseId, feed)),
    on('stream.replaced', ({ leaseId, ticket }) => livePool.onReplaced(leaseId, ticket)),
    on('system.resumed', () => livePool.recoverNow()),
    on('live.account-restored', ({ accountId }) => livePool.retryAccount(accountId)),
    followCpu(),
    onConnection((isConnected) => {
      if (isConnected && !wasConnected) livePool.recoverNow();
      wasConnected = isConnected;
    }),
    followSight((isSeen) => livePool.setVisible(isSeen)),
    () => window.removeEventListener('online', onOnline),
  ];
  return () => stops.forEach((stop) => stop());
}
