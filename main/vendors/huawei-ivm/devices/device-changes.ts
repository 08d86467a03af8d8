/** Changes of devices over chapters 5 to 7. Batches answer HTTP 200 and report device by device. */
import type {
  DeviceChangeItem,
  DeviceChangeRule,
  DeviceOrder,
  DeviceOutcome,
} from '../../../../preload/domain/cameras/device-changes.ts';
import { channelRefOf, groupNativeIdOf, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { DeviceChangePort } from '../../../ports/device-changes.ts';
import type { Reply, VendorClient } from '../../core/client/client.ts';
import {
  changeInCalls,
  changeOneByOne,
  deviceDone,
  deviceFailed,
  deviceUnknown,
} from '../../core/client/batch/outcomes.ts';
import { SUCCESS } from '../wire/dialect.ts';
import { itemError } from '../onboarding/mapping.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

const DEVICES_PER_CALL = 100;
/** The wish of the change is fulfilled: the device is in the group already, or it does not exist. */
const FULFILLED = { moveDevicesToOrg: 'IVM.20000050', batchDeleteDevices: 'IVM.20000010' } as const;

const NAME = { minLength: 1, maxLength: 128, lengthUnit: 'Chinese character counts 2' } as const;
const RULES: readonly DeviceChangeRule[] = [
  {
    change: 'rename',
    isByDevice: false,
    perCall: 1,
    protocols: ['holosens'],
    name: { ...NAME, patterns: ['^[\\p{Script=Han}A-Za-z0-9_ ]+$'] },
  },
  {
    change: 'renameDevice',
    isByDevice: true,
    perCall: 1,
    protocols: null,
    name: { ...NAME, patterns: ['^[\\p{Script=Han}A-Za-z0-9 _-]+$'] },
  },
  { change: 'move', isByDevice: true, perCall: DEVICES_PER_CALL, protocols: null, name: null },
  { change: 'delete', isByDevice: true, perCall: DEVICES_PER_CALL, protocols: null, name: null },
];

type Row = { readonly device_id?: string; readonly result?: { readonly code?: string } };

const deviceOf = ({ id }: DeviceChangeItem): string => channelRefOf(id).deviceNativeId;

export class IvmDeviceChanges implements DeviceChangePort {
  readonly rules = RULES;
  readonly #client: VendorClient<HuaweiIvmOperations>;

  constructor(client: VendorClient<HuaweiIvmOperations>) {
    this.#client = client;
  }

  async change({ change, items, groupId }: DeviceOrder, signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    if (change === 'rename') return await this.#rename(items, signal);
    if (change === 'renameDevice') return await this.#renameDevices(items, signal);
    if (change === 'delete') return await this.#delete(items, signal);
    if (change === 'move' && groupId !== null) return await this.#move(items, groupId, signal);
    throw new AppError('cloud.not-supported', `this cloud documents no ${change}`);
  }

  #rename(items: readonly DeviceChangeItem[], signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    return changeOneByOne(items, signal, ({ id, name }) => {
      const { deviceNativeId: device_id, channelNativeId: channel_id } = channelRefOf(id);
      return this.#client.call('updateChannel', { device_id, channel_id, channel_name: name ?? '' }, signal);
    });
  }

  /** The type of the change keeps the text in the picture as it is, and lets a GB28181 device be off line. */
  #renameDevices(items: readonly DeviceChangeItem[], signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    return changeOneByOne(items, signal, (item) => {
      const asked = { device_id: deviceOf(item), device_name: item.name ?? '', modify_type: 'DEVICE_NAME' } as const;
      return this.#client.call('updateDevice', asked, signal);
    });
  }

  #delete(items: readonly DeviceChangeItem[], signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    return changeInCalls(items, DEVICES_PER_CALL, signal, async (piece) => {
      const reply = await this.#client.call('batchDeleteDevices', { devices: piece.map(deviceOf) }, signal);
      return outcomesIn('batchDeleteDevices', reply, reply.data.devices, piece);
    });
  }

  #move(
    items: readonly DeviceChangeItem[],
    groupId: OrgNodeId,
    signal: AbortSignal,
  ): Promise<readonly DeviceOutcome[]> {
    return changeInCalls(items, DEVICES_PER_CALL, signal, async (piece) => {
      const asked = { device_org_id: groupNativeIdOf(groupId), device_ids: piece.map(deviceOf) };
      const reply = await this.#client.call('moveDevicesToOrg', asked, signal);
      return outcomesIn('moveDevicesToOrg', reply, reply.data.results, piece);
    });
  }
}

/** The outcome of a device that the answer does not name is not known. */
function outcomesIn(
  operation: keyof typeof FULFILLED,
  reply: Reply<unknown>,
  rows: readonly Row[] = [],
  piece: readonly DeviceChangeItem[],
): readonly DeviceOutcome[] {
  return piece.map((item) => {
    const at = rows.findIndex(({ device_id: id }) => id === deviceOf(item));
    const vendorCode = rows[at]?.result?.code ?? null;
    if (vendorCode === SUCCESS || vendorCode === FULFILLED[operation]) return deviceDone(item.id, reply.requestId);
    const { code = 'cloud.refused', text = null } = reply.failures?.find(({ index }) => index === at) ?? {};
    const error = itemError(operation, reply, { code, vendorCode, text });
    return vendorCode === null ? deviceUnknown(item.id, error) : deviceFailed(item.id, error);
  });
}
