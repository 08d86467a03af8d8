/** Live URLs: FLV and HLS come in one answer. */
import type { StreamProfile } from '../../../../preload/domain/media/streams.ts';
import { AppError } from '../../../errors.ts';
import type { Reply, VendorClient } from '../../core/client/client.ts';
import { overTls, toMediaSource, type MediaRules } from '../../core/client/media-source.ts';
import type { AnswerOf } from '../../core/contract/operations.ts';
import type { LivePort, UpstreamSource } from '../../../ports/live.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';
import { nativeRefOf } from '../mapping.ts';

const STREAM_TYPES = { main: 1, sub: 2 } as const satisfies Record<StreamProfile, 1 | 2>;

type StreamType = (typeof STREAM_TYPES)[StreamProfile];

/** The answers of a camera without a choice of streams when a call names a stream. */
const NO_SUCH_STREAM: ReadonlySet<string> = new Set(['cloud.invalid-parameter', 'cloud.not-supported']);

/**
 * The URL as it can be fetched. The document's own HLS sample carries the scheme `hls`; and domains that have a
 * certificate are printed with `http`, which is asked for over TLS unless a port says that this cannot be.
 */
export function fetchable(url: string | undefined, rules: MediaRules): string | undefined {
  return url === undefined ? undefined : overTls(url.replace(/^hls:/i, 'http:'), rules);
}

/**
 * Opens the stream of a profile. Never StreamType and Resolution together (41633). A camera without a choice gives the
 * stream that it has.
 *
 * @param open is called with nothing where no stream may be named.
 */
export async function ofProfile<T>(
  profile: StreamProfile,
  open: (choice: { readonly StreamType?: StreamType }) => Promise<T>,
): Promise<T> {
  try {
    return await open({ StreamType: STREAM_TYPES[profile] });
  } catch (error) {
    if (!(error instanceof AppError) || !NO_SUCH_STREAM.has(error.code)) throw error;
    return open({});
  }
}

export const TRANSPORTS = ['http-flv', 'hls'] as const;

export class IvpLive implements LivePort {
  readonly transports = TRANSPORTS;
  readonly #client: VendorClient<TencentIvpOperations>;
  readonly #rules: MediaRules;

  constructor(client: VendorClient<TencentIvpOperations>, rules: MediaRules) {
    this.#client = client;
    this.#rules = rules;
  }

  async open(request: Parameters<LivePort['open']>[0], signal: AbortSignal): Promise<UpstreamSource> {
    const { data } = await this.#ask(request, signal);
    const url = request.transport === 'http-flv' ? data.Data?.Flv : data.Data?.Hls;
    return toMediaSource({
      url: fetchable(url, this.#rules),
      transport: request.transport,
      expiresAtMs: null, // how long a URL opens new connections is set per account and not said in the answer
      isSingleUse: false,
      ...this.#rules,
    });
  }

  async #ask(
    { channelId, profile }: Parameters<LivePort['open']>[0],
    signal: AbortSignal,
  ): Promise<Reply<AnswerOf<TencentIvpOperations, 'getLiveStreamUrl'>>> {
    const ref = nativeRefOf(channelId);
    if (ref.ChannelId === undefined) return this.#client.call('getLiveStreamUrl', ref, signal);
    return ofProfile(profile, (choice) => this.#client.call('getLiveStreamUrl', { ...ref, ...choice }, signal));
  }
}
