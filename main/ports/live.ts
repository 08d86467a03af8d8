/** Live pictures, and where the gateway pulls a stream from. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { StreamProfile } from '../../preload/domain/media/streams.ts';

/** The source from which the gateway pulls. It stays in main: everybody who has the URL may watch. */
export interface UpstreamSource {
  readonly transport: 'http-flv' | 'hls' | 'rtmp';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** When the URL stops opening new connections, or null when the cloud does not say. */
  readonly expiresAtMs: number | null;
  readonly isSingleUse: boolean;
  /**
   * The host of `url` where the account's token would be needed, but goes to hosts of the cloud only. The stream is tried
   * without the token; absent for all other streams.
   */
  readonly tokenWithheldFrom?: string;
  /** The URL may lead to this computer: the account's own endpoint does, as a simulator's does. */
  readonly isLocalAllowed: boolean;
  /** The only certificate that the host of `url` may show, as PEM: a person trusts it. Absent: one that this computer trusts. */
  readonly certificate?: string;
  /** The cloud offers a transport with less delay, which was left because its connections were lost. */
  readonly hasFaster?: boolean;
}

export interface LivePort {
  /** Transports in the order the client should try. */
  readonly transports: readonly UpstreamSource['transport'][];
  open(
    request: {
      readonly channelId: ChannelId;
      readonly profile: StreamProfile;
      readonly transport: UpstreamSource['transport'];
    },
    signal: AbortSignal,
  ): Promise<UpstreamSource>;
}
