/** Pictures that VCS has a camera take (7.9): of now only. How long an address lives, and how often one may ask, is not said. */
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { RemoteFile } from '../../../ports/remote-file.ts';
import type { PictureAnswer, SnapshotPort } from '../../../ports/snapshots.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { overTls, toRemoteFile, type MediaRules } from '../../core/client/media-source.ts';
import { readPicture } from '../../core/client/picture.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

const OPERATION = 'GetDevicePicture';
/** The cloud says no more than this where the camera gives no picture. */
const NO_PICTURE = 'Failed';

export interface VcsSnapshotParts {
  readonly client: VendorClient<AliyunVcsOperations>;
  readonly rules: MediaRules;
}

/** "Failed" of a live stream means that there is none; of a picture, that the camera took none. */
function asDeviceFailure(error: unknown): unknown {
  if (!(error instanceof AppError) || error.vendor?.code !== NO_PICTURE) return error;
  return new AppError('device.failed', error.message, { vendor: error.vendor, action: 'retry', cause: error });
}

export class VcsSnapshots implements SnapshotPort {
  readonly minGapMs = 0;
  readonly #parts: VcsSnapshotParts;

  constructor(parts: VcsSnapshotParts) {
    this.#parts = parts;
  }

  async take(channelId: ChannelId, signal: AbortSignal): Promise<RemoteFile> {
    const { client, rules } = this.#parts;
    // A camera is a device of its own in VCS, also below a recorder.
    const asked = { DeviceId: channelRefOf(channelId).channelNativeId };
    try {
      const { data } = await client.call(OPERATION, asked, signal);
      const url = data.Data && overTls(data.Data, rules);
      return toRemoteFile({ url, host: client.host, expiresAtMs: null, ...rules });
    } catch (error) {
      throw asDeviceFailure(error);
    }
  }

  pictureIn(answer: PictureAnswer): Uint8Array {
    const { client } = this.#parts;
    const where = { vendor: 'aliyun-vcs', operation: OPERATION } as const;
    // The store that holds the pictures knows nothing of cameras and keys.
    return readPicture(answer, { client, dialect: null, where, unpack: (body) => body });
  }
}
