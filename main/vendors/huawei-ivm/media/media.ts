/** Live and playback URLs, over the v2 interfaces (9.1 and 9.3), and the end of playback URLs (9.4). */
import { channelRefOf } from '../../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../../preload/domain/media/streams.ts';
import { AppError } from '../../../errors.ts';
import { vendorFailure } from '../../core/client/answers/answer-error.ts';
import type { Reply, VendorClient } from '../../core/client/client.ts';
import { requestOf } from '../../core/client/request-id.ts';
import type { Dialect } from '../../core/client/dialect.ts';
import { toMediaSource, type MediaRules } from '../../core/client/media-source.ts';
import type { LivePort, UpstreamSource } from '../../../ports/live.ts';
import type { PlaybackPort, PlaybackRequest, PlaybackSource } from '../../../ports/playback.ts';
import { SUCCESS } from '../wire/dialect.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { PLACES } from '../recording/records.ts';
import { formatBeijingTime, wholeSecondAfter } from '../wire/time.ts';

export interface IvmMediaParts {
  readonly client: VendorClient<HuaweiIvmOperations>;
  readonly dialect: Dialect;
  readonly rules: MediaRules;
}

/** An FLV URL is opened once and at once: the shortest life that is enough for a slow computer. */
const FLV_LIFE_SEC = 60;
/** A live playlist is fetched again and again; each fetch prolongs the URL by 60 s. */
const HLS_LIFE_SEC = 300;
/** A viewer may pause a recording for a while. */
const PLAYBACK_LIFE_SEC = 3_600;
const STREAM_NOT_SUPPORTED = 'IVM.10026004';

/** A batch answers 200 with failures inside: each item has its own outcome. */
function checkItem(
  result: { readonly code?: string; readonly msg?: string } | undefined,
  operation: string,
  reply: Reply<unknown>,
  { client, dialect }: IvmMediaParts,
): void {
  const code = result?.code ?? null;
  if (code === null || code === SUCCESS) return;
  const mapped = dialect.errorOf(code, 400);
  const where = { vendor: 'huawei-ivm', operation, httpStatus: reply.httpStatus, requestId: reply.requestId } as const;
  const vendor = vendorFailure(where, code, result?.msg ?? null, client.redactor);
  throw new AppError(mapped.code, `${operation}: ${vendor.code ?? 'refused'}`, { ...mapped, vendor });
}

type StreamType = 'PRIMARY_STREAM' | 'SECONDARY_STREAM_1';

/** Opens the stream of a profile. A camera without a sub-stream gives its main stream. */
async function ofProfile<T>(profile: StreamProfile, open: (streamType: StreamType) => Promise<T>): Promise<T> {
  if (profile === 'main') return open('PRIMARY_STREAM');
  try {
    return await open('SECONDARY_STREAM_1');
  } catch (error) {
    const hasNoSub = error instanceof AppError && error.vendor?.code === STREAM_NOT_SUPPORTED;
    if (!hasNoSub) throw error;
    return open('PRIMARY_STREAM');
  }
}

export const TRANSPORTS = ['http-flv', 'hls'] as const;

export class IvmLive implements LivePort {
  readonly transports = TRANSPORTS;
  readonly #parts: IvmMediaParts;

  constructor(parts: IvmMediaParts) {
    this.#parts = parts;
  }

  async open(request: Parameters<LivePort['open']>[0], signal: AbortSignal): Promise<UpstreamSource> {
    return ofProfile(request.profile, (streamType) => this.#open(request, streamType, signal));
  }

  async #open(
    request: Parameters<LivePort['open']>[0],
    streamType: StreamType,
    signal: AbortSignal,
  ): Promise<UpstreamSource> {
    const { deviceNativeId, channelNativeId } = channelRefOf(request.channelId);
    const isFlv = request.transport === 'http-flv';
    const lifeSec = isFlv ? FLV_LIFE_SEC : HLS_LIFE_SEC;
    const channel = {
      device_id: deviceNativeId,
      channel_id: channelNativeId,
      live_protocol: isFlv ? 'HTTPS_FLV' : 'HTTPS_HLS',
      stream_type: streamType,
    } as const;
    const reply = await this.#parts.client.call(
      'getLiveConnections',
      { channels: [channel], expire_time: lifeSec, use_times: isFlv ? 0 : 1 },
      signal,
    );
    const item = reply.data.live_connections?.find(
      (one) => one.device_id === deviceNativeId && one.channel_id === channelNativeId,
    );
    checkItem(item?.result, 'getLiveConnections', reply, this.#parts);
    const url = item?.cloud_trans_connections?.live_url;
    return toMediaSource({
      url,
      transport: request.transport,
      expiresAtMs: Date.now() + lifeSec * 1000,
      isSingleUse: isFlv,
      ...this.#parts.rules,
    });
  }
}

export class IvmPlayback implements PlaybackPort {
  readonly #parts: IvmMediaParts;

  constructor(parts: IvmMediaParts) {
    this.#parts = parts;
  }

  async open(request: PlaybackRequest, signal: AbortSignal): Promise<PlaybackSource> {
    return ofProfile(request.profile, (streamType) => this.#open(request, streamType, signal));
  }

  async #open(request: PlaybackRequest, streamType: StreamType, signal: AbortSignal): Promise<PlaybackSource> {
    const { deviceNativeId, channelNativeId } = channelRefOf(request.channelId);
    const reply = await this.#parts.client.call(
      'getPlaybackConnections',
      {
        device_id: deviceNativeId,
        channel_id: channelNativeId,
        playback_protocol: 'HTTPS_HLS',
        record_position: PLACES[request.place],
        start_time: formatBeijingTime(request.range.fromMs),
        end_time: formatBeijingTime(wholeSecondAfter(request.range.toMs)),
        expire_time: String(PLAYBACK_LIFE_SEC),
        use_times: '1',
        stream_type: streamType,
      },
      signal,
    );
    const connection = reply.data.playback_connections;
    // The document puts the outcome inside the P2P part, so a relay answer usually has none.
    const outcome = connection?.p2p_connections?.result;
    checkItem(outcome, 'getPlaybackConnections', reply, this.#parts);
    const url = connection?.cloud_trans_connections?.playback_url;
    const source = toMediaSource({
      url,
      transport: 'hls',
      expiresAtMs: Date.now() + PLAYBACK_LIFE_SEC * 1000,
      isSingleUse: false,
      ...this.#parts.rules,
    });
    const profile: StreamProfile = streamType === 'PRIMARY_STREAM' ? 'main' : 'sub';
    return { ...source, profile, ...requestOf(reply), end: (stop) => this.#revoke(source.url, stop) };
  }

  /** 9.4. The cloud knows no code for a URL that is already gone. */
  async #revoke(url: string, signal: AbortSignal): Promise<void> {
    await this.#parts.client.call('batchDeleteMediaUrls', { urls: [{ url }] }, signal);
  }
}
