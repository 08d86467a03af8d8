/** The page's only pool, wired to main's requests and events and to the page's own state. */
import { on, onConnection, request } from '../bridge.ts';
import { createEngine } from './engines/create-engine.ts';
import { loadMpegts } from './engines/mpegts.ts';
import { FrameGrid, watchRefresh } from './frame-grid.ts';
import { PlayerPool } from './player-pool.ts';
import { ticker } from './ticker.ts';
import { createVideo } from './video-shelf.ts';

function createHost(): HTMLElement {
  const host = document.createElement('div');
  host.className = 'lv-host';
  return host;
}

export const livePool = new PlayerPool({
  ports: {
    open: (channelId, profile) => {
      // The ticket takes longer than the library, if both are asked for now. What fails here is told by the engine.
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
  grid: new FrameGrid(watchRefresh()),
});

/** Feeds the pool with what main and the page tell, until the returned function is called. */
export function followLive(): () => void {
  let wasConnected = true;
  const onVisibility = (): void => livePool.setVisible(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', onVisibility);
  onVisibility();
  const stops = [
    on('stream.changed', ({ leaseId, feed }) => livePool.onFeed(leaseId, feed)),
    on('stream.replaced', ({ leaseId, ticket }) => livePool.onReplaced(leaseId, ticket)),
    on('system.resumed', () => livePool.hurry()),
    onConnection((isConnected) => {
      if (isConnected && !wasConnected) livePool.hurry();
      wasConnected = isConnected;
    }),
    () => document.removeEventListener('visibilitychange', onVisibility),
  ];
  return () => stops.forEach((stop) => stop());
}
