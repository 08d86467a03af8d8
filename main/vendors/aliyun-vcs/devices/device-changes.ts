/** Changes of cameras over chapter 7. A camera is a device of its own, also below a recorder. */
import type {
  DeviceChangeItem,
  DeviceChangeRule,
  DeviceOrder,
  DeviceOutcome,
} from '../../../../preload/domain/cameras/device-changes.ts';
import { channelRefOf } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { DeviceChangePort } from '../../../ports/device-changes.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { changeInCalls, deviceDone, deviceFailed, deviceUnknown } from '../../core/client/batch/outcomes.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

const DEVICES_PER_CALL = 20;
const SUCCESS = '200';
const NOT_THERE = 'DeviceNotFound';
const STREAM_MODES = { pullOnDemand: '0', keepPulling: '1' } as const;

const RULES: readonly DeviceChangeRule[] = (['pullOnDemand', 'keepPulling', 'delete'] as const).map((change) => ({
  change,
  isByDevice: false,
  perCall: DEVICES_PER_CALL,
  protocols: null,
  name: null,
}));

const cameraOf = ({ id }: DeviceChangeItem): string => channelRefOf(id).channelNativeId;

export class VcsDeviceChanges implements DeviceChangePort {
  readonly rules = RULES;
  readonly #client: VendorClient<AliyunVcsOperations>;

  constructor(client: VendorClient<AliyunVcsOperations>) {
    this.#client = client;
  }

  async change({ change, items }: DeviceOrder, signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    if (change === 'delete') return await this.#delete(items, signal);
    if (change === 'pullOnDemand' || change === 'keepPulling') {
      return await this.#setMode(STREAM_MODES[change], items, signal);
    }
    throw new AppError('cloud.not-supported', `this cloud documents no ${change}`);
  }

  /** All cameras of a call, or none: the answer names no camera. */
  #setMode(StreamMode: '0' | '1', items: readonly DeviceChangeItem[], signal: AbortSignal) {
    return changeInCalls(items, DEVICES_PER_CALL, signal, async (piece) => {
      const asked = { DeviceIdList: piece.map(cameraOf), StreamMode };
      const { requestId } = await this.#client.call('SetStreamMode', asked, signal);
      return piece.map(({ id }) => deviceDone(id, requestId));
    });
  }

  /** The outcome of a camera that the answer does not name is not known. */
  #delete(items: readonly DeviceChangeItem[], signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    const operation = 'DeleteDevices';
    return changeInCalls(items, DEVICES_PER_CALL, signal, async (piece) => {
      const reply = await this.#client.call(operation, { DeviceIdList: piece.map(cameraOf) }, signal);
      const { requestId, httpStatus } = reply;
      return piece.map((item) => {
        const code = reply.data.Data?.find(({ DeviceId }) => DeviceId === cameraOf(item))?.Code ?? null;
        if (code === SUCCESS || code === NOT_THERE) return deviceDone(item.id, requestId);
        const failure = reply.failures?.find((one) => one.item === cameraOf(item));
        const vendor = {
          id: 'aliyun-vcs',
          operation,
          code,
          httpStatus,
          requestId,
          text: failure?.text ?? null,
        } as const;
        const error = new AppError(failure?.code ?? 'cloud.refused', `${operation}: ${code}`, { vendor });
        return code === null ? deviceUnknown(item.id, error) : deviceFailed(item.id, error);
      });
    });
  }
}
