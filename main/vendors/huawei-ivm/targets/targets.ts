/** Target libraries over chapter 14, for HoloSens devices only. */
import type { AccountId, DeviceId } from '../../../../preload/domain/ids.ts';
import type { TargetDevice, TargetLimits } from '../../../../preload/domain/targets.ts';
import type { TargetPlace, TargetPort } from '../../../ports/targets.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { toDevice } from '../mapping.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { LIMITS } from './limits.ts';
import { nativeDeviceId, toGroup, toTargetDevice } from './mapping.ts';
import { TargetMover } from './mover.ts';
import { TargetReader } from './reader.ts';
import { TargetWriter } from './writer.ts';

/** The channel that stands for the device itself (18.2). */
const DEVICE_ITSELF = '-1';

export class IvmTargets implements TargetPort {
  readonly #accountId: AccountId;
  readonly #client: VendorClient<HuaweiIvmOperations>;
  readonly #reader: TargetReader;
  readonly #writer: TargetWriter;
  readonly #mover: TargetMover;

  constructor(accountId: AccountId, client: VendorClient<HuaweiIvmOperations>) {
    this.#accountId = accountId;
    this.#client = client;
    this.#reader = new TargetReader(client);
    this.#writer = new TargetWriter(client, this.#reader);
    this.#mover = new TargetMover(this.#reader, this.#writer);
  }

  async devices(signal: AbortSignal): Promise<readonly TargetDevice[]> {
    const found = new Map<string, TargetDevice>();
    const asked = { sort_by: 'create_time', direction: 'ASC' } as const;
    for await (const { items } of this.#client.pages('listDevices', asked, signal)) {
      for (const row of items) {
        const device = toDevice(this.#accountId, row);
        const target = device && toTargetDevice(device, row.device_type);
        if (target) found.set(target.id, target);
      }
    }
    return [...found.values()];
  }

  async limits(deviceId: DeviceId, signal: AbortSignal): Promise<TargetLimits> {
    return LIMITS[await this.#reader.family(deviceId, signal)];
  }

  async groups(deviceId: DeviceId, signal: AbortSignal): ReturnType<TargetPort['groups']> {
    const asked = { device_id: nativeDeviceId(deviceId) };
    const { data } = await this.#client.call('listTargetGroups', asked, signal);
    if (data.groups === undefined) throw this.#reader.bad('groups is missing');
    const groups = data.groups.map(toGroup).filter((one) => one !== null);
    return { groups, unreadable: data.groups.length - groups.length };
  }

  count = (place: TargetPlace, signal: AbortSignal): Promise<number> => this.#reader.count(place, signal);

  async consent(deviceId: DeviceId, signal: AbortSignal): Promise<'opened' | 'closed'> {
    const asked = { device_id: nativeDeviceId(deviceId), channel_id: DEVICE_ITSELF };
    const { data } = await this.#client.call('getTargetAuthorization', asked, signal);
    if (data.device_state === 'OPENED') return 'opened';
    if (data.device_state === 'CLOSED') return 'closed';
    throw this.#reader.bad('device_state is missing');
  }

  page: TargetPort['page'] = (place, cursor, signal) => this.#reader.page(place, cursor, signal);
  seenIn: TargetPort['seenIn'] = (place) => this.#reader.seenIn(place);
  get: TargetPort['get'] = (place, targetId, signal) => this.#reader.get(place, targetId, signal);
  add: TargetPort['add'] = (place, drafts, signal) => this.#writer.add(place, drafts, signal);
  update: TargetPort['update'] = (place, changes, signal) => this.#writer.update(place, changes, signal);
  delete: TargetPort['delete'] = (place, ids, signal) => this.#writer.delete(place, ids, signal);
  move: TargetPort['move'] = (place, to, ids, signal) => this.#mover.move(place, to, ids, signal);
}
