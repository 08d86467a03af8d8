/** The parameters of a player. */
import type { Result } from '../../../preload/domain/error.ts';
import type { ChannelId, LeaseId } from '../../../preload/domain/ids.ts';
import type { StreamProfile, StreamTicket } from '../../../preload/domain/media/streams.ts';
import type { EngineFactory } from '../engines/player-engine.ts';

/** The requests of main that a player needs. */
export interface LivePorts {
  open(channelId: ChannelId, profile: StreamProfile): Promise<Result<StreamTicket>>;
  close(leaseId: LeaseId): void;
  /** Skips the gateway's back-off. */
  retry(leaseId: LeaseId): void;
}

export interface PlayerSetup {
  readonly channelId: ChannelId;
  readonly profile: StreamProfile;
  readonly video: HTMLVideoElement;
  readonly ports: LivePorts;
  readonly createEngine: EngineFactory;
  /** Runs `begin` soon, together with other players that begin again; the returned function cancels it. */
  readonly rejoin: (begin: () => void) => () => void;
  /** Share of the jitter, 0 to 1. */
  readonly random: () => number;
  readonly onChange: () => void;
  readonly onUnsupported: (codec: string) => void;
  /** Reports the lease under which events of the gateway arrive; null when there is none. */
  readonly onLease: (now: LeaseId | null, before: LeaseId | null) => void;
}
