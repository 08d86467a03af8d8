/** Connects to an upstream by its transport. */
import type { UpstreamSource } from '../../ports/live.ts';
import type { FlvFanout } from '../past/flv-fanout.ts';
import { pullFlv } from '../upstream/flv/flv-pull.ts';
import type { Pull, PullEvents } from '../upstream/flv/flv-pull.ts';
import type { HlsRelay } from '../upstream/hls/hls-relay.ts';
import { pullRtmp } from '../upstream/rtmp/rtmp-pull.ts';

/** The receivers of the media of an upstream. */
export interface PullTarget {
  readonly fanout: FlvFanout;
  readonly hls: HlsRelay;
  readonly connectTimeoutMs: number;
}

/** Connects to an upstream. For HLS the relay reports the events, for everything else the fan-out does. */
export type OpenPull = (source: UpstreamSource, target: PullTarget, events: PullEvents) => Pull;

export const openPull: OpenPull = (source, { fanout, hls, connectTimeoutMs }, events) => {
  if (source.transport === 'hls') return hls.connect(source, events);
  return (source.transport === 'rtmp' ? pullRtmp : pullFlv)(source, fanout, connectTimeoutMs, events);
};
