/** Live pictures (4.2.7): one address per stream, FLV for H.264 and HLS for H.265, asked for again at every opening. */
import { AppError } from '../../../errors.ts';
import type { Secret } from '../../../secret.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { isExposed, overTls, toMediaSource, type MediaRules } from '../../core/client/media-source.ts';
import type { LivePort, UpstreamSource } from '../../../ports/live.ts';
import type { VisDirectory } from '../directory.ts';
import { isPrivate } from '../mapping.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';

/** The token that a private stream is pulled with. */
export interface PullToken {
  readonly token: Secret;
  readonly expiresAtMs: number | null;
}

export interface VisLiveOptions {
  readonly client: VendorClient<HuaweiVisOperations>;
  readonly directory: VisDirectory;
  /** Null for accounts that sign with access keys: they have no token. */
  readonly pullToken: ((signal: AbortSignal) => Promise<PullToken>) | null;
  readonly rules: MediaRules;
  /** The account's own address. */
  readonly endpoint: string;
}

/** Where the document and Huawei's own pages place interfaces and streams; `apigw.com` is the domain of the samples. */
const OWN_DOMAINS = ['myhuaweicloud.com', 'huaweicloud.com', 'huaweicloudapis.com', 'apigw.com'] as const;

/**
 * Whether a stream may be pulled with the account's token: from the host of the account's own address, from a host below
 * it, or from a host of the cloud. A holder of the token can do everything that the account may do: it must not travel in
 * the clear, whatever a person allowed for the pictures.
 *
 * @param endpoint of the account.
 */
export function mayHoldToken(url: string, endpoint: string, rules: MediaRules): boolean {
  if (isExposed(url, rules)) return false;
  const hostOf = (text: string): string => new URL(text).hostname.replace(/\.$/, '').toLowerCase();
  const host = hostOf(url);
  return [hostOf(endpoint), ...OWN_DOMAINS].some((domain) => host === domain || host.endsWith(`.${domain}`));
}

export const TRANSPORTS = ['http-flv', 'hls'] as const;

export class VisLive implements LivePort {
  readonly transports = TRANSPORTS;
  readonly #options: VisLiveOptions;

  constructor(options: VisLiveOptions) {
    this.#options = options;
  }

  /**
   * The encoding decides how a stream leaves VIS, so the source may be of the other transport than the one asked for.
   * There is one profile only.
   */
  async open(request: Parameters<LivePort['open']>[0], signal: AbortSignal): Promise<UpstreamSource> {
    const { client, directory, rules, endpoint } = this.#options;
    const stream = { stream_name: await directory.streamOf(request.channelId, signal) };
    const [address, facts] = await Promise.all([
      client.call('getStreamEndpoint', stream, signal),
      client.call('getStream', stream, signal),
    ]);
    const { pull_flow_address: flv, hls_pull_flow_address: hls } = address.data;
    const isFlv = flv !== undefined && flv !== '' && (request.transport === 'http-flv' || !hls);
    const url = isFlv ? flv : hls;
    const pull = isPrivate(facts.data.share_type) ? await this.#pullToken(signal) : null;
    const source = toMediaSource({
      // The samples print http for FLV and https for HLS on the same gateway.
      url: url && overTls(url.trim(), rules),
      transport: isFlv ? 'http-flv' : 'hls',
      expiresAtMs: pull?.expiresAtMs ?? null,
      isSingleUse: false,
      ...rules,
    });
    if (pull === null) return source;
    if (!mayHoldToken(source.url, endpoint, rules)) return { ...source, tokenWithheldFrom: new URL(source.url).host };
    return { ...source, headers: { 'X-Auth-Token': pull.token.reveal() } };
  }

  async #pullToken(signal: AbortSignal): Promise<PullToken> {
    const { pullToken } = this.#options;
    if (pullToken) return pullToken(signal);
    throw new AppError('auth.needs-token', 'a private stream needs the token of its owner', { action: 'edit-account' });
  }
}
