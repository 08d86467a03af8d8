/** Live streams on lease. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { liveHandlers, type LiveRequests } from './handlers.ts';
import { LiveService } from './live.ts';

export interface LiveArea extends Area<LiveRequests> {
  readonly service: LiveService;
}

export function createLive({ gateway, sessions, emit }: ClientCore): LiveArea {
  const live = new LiveService(gateway, sessions, emit);
  return {
    service: live,
    handlers: liveHandlers(live),
    onAccount: (id, what) => {
      if (what === 'changed') live.retryAccount(id);
      if (what === 'disabled') live.onAccountGone(id, 'account.disabled');
      if (what === 'removed') live.onAccountGone(id, 'account.not-found');
    },
    onMediaHosts: (id, revoked) => (revoked === null ? live.onHostAllowed(id) : live.onHostRevoked(id, revoked)),
    onReconnect: () => live.retryAll(),
    onWindowGone: (windowId) => live.onWindowGone(windowId),
    dispose: () => live.dispose(),
  };
}
