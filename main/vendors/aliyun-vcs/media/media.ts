/** Live and playback URLs (chapter 7). The document says neither how long they live nor how often they work. */
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { toMediaSource, type MediaRules } from '../../core/client/media-source.ts';
import { requestOf } from '../../core/client/request-id.ts';
import type { LivePort, UpstreamSource } from '../../../ports/live.ts';
import type { PlaybackPort, PlaybackRequest, PlaybackSource } from '../../../ports/playback.ts';
import type { CameraFactsCache } from '../devices/camera-facts-cache.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

export interface VcsMediaParts {
  readonly client: VendorClient<AliyunVcsOperations>;
  readonly cameraFacts: CameraFactsCache;
  readonly rules: MediaRules;
}

const PROTOCOLS = { 'http-flv': 'httpsflv', hls: 'httpshls', rtmp: 'rtmp' } as const;
const STREAMS = { main: '1', sub: '2' } as const;
const STORAGE = { cloud: '0', device: '1' } as const;
const NO_STREAM = 'Failed';

/** A camera is a device of its own in VCS, also below a recorder. */
const cameraIdOf = (channelId: ChannelId): string => channelRefOf(channelId).channelNativeId;

/**
 * Marks the failure "no stream" as one to retry: the cloud could not set up the stream now, and the next try may
 * succeed.
 */
function asTransient(error: unknown): unknown {
  if (!(error instanceof AppError) || error.vendor?.code !== NO_STREAM) return error;
  return new AppError(error.code, error.message, {
    params: error.params,
    vendor: error.vendor,
    retryable: true,
    cause: error,
  });
}

export const TRANSPORTS = ['http-flv', 'hls'] as const;

export class VcsLive implements LivePort {
  readonly transports = TRANSPORTS;
  readonly #parts: VcsMediaParts;

  constructor(parts: VcsMediaParts) {
    this.#parts = parts;
  }

  /** A camera over GB/T 28181 has one stream only, which is used for `sub` too. */
  async open(request: Parameters<LivePort['open']>[0], signal: AbortSignal): Promise<UpstreamSource> {
    const { client, cameraFacts, rules } = this.#parts;
    const { transport, profile } = request;
    const deviceId = cameraIdOf(request.channelId);
    const facts = profile === 'sub' ? await cameraFacts.find(deviceId, signal) : cameraFacts.peek(deviceId);
    const params = {
      DeviceId: deviceId,
      OutProtocol: PROTOCOLS[transport],
      ...(facts?.corpId ? { CorpId: facts.corpId } : {}),
      ...(facts?.hasSubStream ? { StreamType: STREAMS[profile] } : {}),
    };
    try {
      const { data } = await client.call('GetDeviceLiveUrl', params, signal);
      return toMediaSource({ url: data.Url, transport, expiresAtMs: null, isSingleUse: false, ...rules });
    } catch (error) {
      throw asTransient(error);
    }
  }
}

export class VcsPlayback implements PlaybackPort {
  readonly #parts: VcsMediaParts;

  constructor(parts: VcsMediaParts) {
    this.#parts = parts;
  }

  /**
   * Opens HLS, the only transport that recordings in the cloud and on the device share. `GetDeviceVideoUrl` documents no
   * choice of streams (7.8), so the profile changes nothing.
   */
  async open(request: PlaybackRequest, signal: AbortSignal): Promise<PlaybackSource> {
    const { client, cameraFacts, rules } = this.#parts;
    const deviceId = cameraIdOf(request.channelId);
    const facts = await cameraFacts.find(deviceId, signal);
    if (!facts?.corpId) {
      const detail = facts ? 'the camera belongs to no project' : 'the cloud lists no such camera';
      throw new AppError('cloud.not-found', `GetDeviceVideoUrl: ${detail}`, { params: { detail } });
    }
    const reply = await client.call(
      'GetDeviceVideoUrl',
      {
        CorpId: facts.corpId,
        DeviceId: deviceId,
        StorageType: STORAGE[request.place],
        StartTime: Math.floor(request.range.fromMs),
        EndTime: Math.ceil(request.range.toMs),
        OutProtocol: PROTOCOLS.hls,
      },
      signal,
    );
    const how = { transport: 'hls', expiresAtMs: null, isSingleUse: false, ...rules } as const;
    return { ...toMediaSource({ url: reply.data.Url, ...how }), ...requestOf(reply) };
  }
}
