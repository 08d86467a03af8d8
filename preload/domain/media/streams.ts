/** Live streams as the page gets them from the gateway. */
import type { WireError } from '../error.ts';
import type { ChannelId, LeaseId } from '../ids.ts';

export type StreamProfile = 'main' | 'sub';

/** How the renderer receives a stream from the gateway. */
export type LocalTransport = 'flv' | 'hls';

/** A loopback URL of the gateway; never stored, and useless after `live.close` or a restart. */
export interface StreamTicket {
  readonly leaseId: LeaseId;
  readonly channelId: ChannelId;
  readonly profile: StreamProfile;
  readonly transport: LocalTransport;
  readonly url: string;
}

/** The next step for a lost stream. There is no value for "nothing is planned". */
export interface NextTry {
  /** Epoch ms: when the next try begins or, while a try runs, when that try is given up at the latest. */
  readonly nextAtMs: number;
  readonly isTrying: boolean;
}

/** The gateway's state of a lease's upstream. The player's own state is the renderer's. */
export type StreamFeed =
  | { readonly phase: 'connecting'; readonly attempt: number }
  | { readonly phase: 'flowing'; readonly sinceMs: number; readonly codec: string | null }
  | ({
      readonly phase: 'reconnecting';
      readonly attempt: number;
      readonly lastDataAtMs: number | null;
      readonly error: WireError;
    } & NextTry)
  | { readonly phase: 'failed'; readonly error: WireError }
  /** The lease exists, but the gateway neither pulls nor plans: the page has to ask again when it wants pictures. */
  | { readonly phase: 'idle' };
