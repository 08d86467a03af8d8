/** Changes of devices over chapter 3. The answers of single devices are empty; a move answers for all devices at once. */
import type {
  DeviceChangeItem,
  DeviceChangeRule,
  DeviceOrder,
  DeviceOutcome,
} from '../../../../preload/domain/cameras/device-changes.ts';
import { channelRefOf, groupNativeIdOf, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { DeviceChangePort } from '../../../ports/device-changes.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { changeInCalls, changeOneByOne, deviceDone, unlessGone } from '../../core/client/batch/outcomes.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

/** The document states no maximum. All devices of a call move, or none. */
const MOVED_PER_CALL = 50;
/** Written to enable a device, which is off line until it registers again. */
const ENABLED = 2;
const DISABLED = 3;

const rule = (change: DeviceChangeRule['change'], more: Partial<DeviceChangeRule> = {}): DeviceChangeRule => ({
  change,
  isByDevice: true,
  perCall: 1,
  protocols: null,
  name: null,
  ...more,
});

const RULES: readonly DeviceChangeRule[] = [
  rule('renameDevice', { name: { minLength: 1, maxLength: 32, patterns: ['^[\\u4e00-\\u9fa5A-Za-z0-9_-]+$'] } }),
  ...[
    rule('move', { perCall: MOVED_PER_CALL }),
    rule('enable'),
    rule('disable'),
    rule('refresh', { protocols: ['gb28181'] }),
    rule('delete'),
  ],
];

const deviceOf = ({ id }: DeviceChangeItem): string => channelRefOf(id).deviceNativeId;

export class IvpDeviceChanges implements DeviceChangePort {
  readonly rules = RULES;
  readonly #client: VendorClient<TencentIvpOperations>;

  constructor(client: VendorClient<TencentIvpOperations>) {
    this.#client = client;
  }

  async change({ change, items, groupId }: DeviceOrder, signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    if (change === 'move' && groupId !== null) return await this.#move(items, groupId, signal);
    return await changeOneByOne(items, signal, (item) => this.#changeOne(change, item, signal));
  }

  #move(
    items: readonly DeviceChangeItem[],
    groupId: OrgNodeId,
    signal: AbortSignal,
  ): Promise<readonly DeviceOutcome[]> {
    return changeInCalls(items, MOVED_PER_CALL, signal, async (piece) => {
      const order = { Ids: piece.map(deviceOf), OrganizationId: groupNativeIdOf(groupId) };
      const { requestId } = await this.#client.call('batchUpdateDeviceOrganization', order, signal);
      return piece.map(({ id }) => deviceDone(id, requestId));
    });
  }

  #changeOne(
    change: DeviceOrder['change'],
    item: DeviceChangeItem,
    signal: AbortSignal,
  ): Promise<{ readonly requestId: string | null }> {
    const [client, Id] = [this.#client, deviceOf(item)];
    switch (change) {
      case 'renameDevice':
        return client.call('updateDevice', { Id, Name: item.name ?? '' }, signal);
      case 'enable':
        return client.call('updateDeviceStatus', { Id, Status: ENABLED }, signal);
      case 'disable':
        return client.call('updateDeviceStatus', { Id, Status: DISABLED }, signal);
      case 'refresh':
        return client.call('refreshDeviceChannels', { DeviceId: Id }, signal);
      case 'delete':
        return client.call('deleteDevice', { Id }, signal).catch(unlessGone);
      default:
        throw new AppError('cloud.not-supported', `this cloud documents no ${change}`);
    }
  }
}
