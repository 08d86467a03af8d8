/** Every request of the client in one map: name to input and output schema. */
import type { z } from 'zod';
import type { Result } from '../domain/error.ts';
import { joined, type AllRequests } from './areas.ts';
import type { EventName, EventPayload } from './events.ts';

export const requests: AllRequests = joined('requests');

export type RequestName = keyof AllRequests;
export type Input<N extends RequestName> = z.infer<AllRequests[N]['in']>;
export type Output<N extends RequestName> = z.infer<AllRequests[N]['out']>;

/** Where a request comes from, as the host knows it: nothing that the page says of itself is in here. */
export interface RequestContext {
  /** Names one load of a page. */
  readonly windowId: string;
  /** The key of the window that the page is in; the same over reloads. */
  readonly windowKey: string;
}

/** The functions that main must supply: one per request. A missing one does not compile. */
export type Handlers = {
  readonly [N in RequestName]: (input: Input<N>, context: RequestContext) => Promise<Output<N>>;
};

/**
 * Why main does not talk to this page: `no-secret`, the page was not opened with an address from main; `copied`, the page is
 * a copy of a window that is open.
 */
export type EntryRefusal = 'no-secret' | 'copied';

/** The functions that the renderer calls: one per request, plus the event stream. This is `window.lanner`. */
export interface LannerApi {
  readonly request: { readonly [N in RequestName]: (input: Input<N>) => Promise<Result<Output<N>>> };
  /** Calls `listener` for every event of that name until the returned function is called. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** The connection to main: it can be lost on the browser host (main restarted), never on Electron. */
  onConnection(listener: (isConnected: boolean) => void): () => void;
  /** Main refuses this page for good. Only on the browser host; called at once if it is known already. */
  onRefused?(listener: (refusal: EntryRefusal) => void): () => void;
}
