/**
 * The cameras' RTMP addresses (14.1). The document has no other addresses, and it names neither a lifetime nor a choice
 * of stream nor a key for them.
 */
import { channelRefOf } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { toMediaSource, type MediaRules } from '../../core/client/media-source.ts';
import type { LivePort, UpstreamSource } from '../../../ports/live.ts';
import { instanceIdOf } from '../mapping.ts';
import type { AliyunCityvisualOperations } from '../operations.gen.ts';

export const TRANSPORTS = ['rtmp'] as const;

export class CityLive implements LivePort {
  readonly transports = TRANSPORTS;
  readonly #client: VendorClient<AliyunCityvisualOperations>;
  readonly #regionId: string;
  readonly #rules: MediaRules;

  constructor(client: VendorClient<AliyunCityvisualOperations>, regionId: string, rules: MediaRules) {
    this.#client = client;
    this.#regionId = regionId;
    this.#rules = rules;
  }

  async open({ channelId }: Parameters<LivePort['open']>[0], signal: AbortSignal): Promise<UpstreamSource> {
    const { deviceNativeId, channelNativeId: cameraId } = channelRefOf(channelId);
    const { data } = await this.#client.call(
      'DescribeCameras',
      {
        InstanceId: instanceIdOf(deviceNativeId),
        RegionId: this.#regionId,
        CameraId: cameraId,
        PageNumber: 1,
        PageSize: 10,
      },
      signal,
    );
    const camera = data.Cameras?.Camera?.find(({ CameraId }) => CameraId === cameraId);
    if (!camera) {
      const params = { detail: 'the cloud lists no such camera' };
      throw new AppError('cloud.not-found', `DescribeCameras: ${params.detail}`, { params });
    }
    if (camera.StreamStatus === 'OFF_LINE') {
      throw new AppError('device.offline', 'the camera point is OFF_LINE');
    }
    return toMediaSource({
      url: camera.RtmpPath,
      transport: 'rtmp',
      expiresAtMs: null,
      isSingleUse: false,
      ...this.#rules,
    });
  }
}
