/** The worker as one of its streams sees it. */
import type { LocalTransport, StreamFeed } from '../../../preload/domain/media/streams.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import type { GatewayTimings } from '../messages/messages.ts';
import type { UpstreamAttempt } from '../messages/types.ts';
import type { StreamRing } from '../past/ring.ts';
import type { StreamWork } from '../shared/work-board.ts';

export interface StreamHost {
  readonly timings: GatewayTimings;
  resolve(key: string, attempt: UpstreamAttempt, signal: AbortSignal): Promise<UpstreamSource>;
  feed(key: string, feed: StreamFeed): void;
  transportChanged(key: string, transport: LocalTransport): void;
  /** Names the stream on the board while work for it runs. */
  workOf(key: string): StreamWork;
  received(bytes: number): void;
  /** The memory for the last half minute of a stream. */
  createRing(): StreamRing;
}
