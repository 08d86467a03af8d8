/** Target libraries over chapter 14, for HoloSens devices only. */
import type { AccountId, DeviceId } from '../../../../preload/domain/ids.ts';
import { DEVICE_ITSELF, type TargetDevice, type TargetLimits } from '../../../../preload/domain/people/targets.ts';
import type { TargetPlace, TargetPort } from '../../../ports/targets.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { toDevice } from '../mapping.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { IvmConsents } from './consents.ts';
import { LIMITS } from './limits.ts';
import { TargetListWriter } from './lists.ts';
import { nativeDeviceId, toGroup, toMaxGroups, toTargetDevice } from './mapping.ts';
import { TargetMover } from './mover.ts';
import { TargetReader } from './reader.ts';
import { TargetWriter } from './writer.ts';

export class IvmTargets implements TargetPort {
  readonly #accountId: AccountId;
  readonly #client: VendorClient<HuaweiIvmOperations>;
  readonly #reader: TargetReader;
  readonly #writer: TargetWriter;
  readonly #mover: TargetMover;
  readonly #lists: TargetListWriter;
  readonly #consents: IvmConsents;

  constructor(accountId: AccountId, client: VendorClient<HuaweiIvmOperations>) {
    this.#accountId = accountId;
    this.#client = client;
    this.#reader = new TargetReader(client);
    this.#writer = new TargetWriter(client, this.#reader);
    this.#mover = new TargetMover(this.#reader, this.#writer);
    this.#lists = new TargetListWriter(client, this.#reader);
    this.#consents = new IvmConsents(client, this.#reader);
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
    return { groups, unreadable: data.groups.length - groups.length, maxGroups: toMaxGroups(data.group_max_count) };
  }

  count = (place: TargetPlace, signal: AbortSignal): Promise<number> => this.#reader.count(place, signal);

  consent: TargetPort['consent'] = (deviceId, signal) => this.#consents.read(deviceId, DEVICE_ITSELF, signal);
  channelConsent: TargetPort['channelConsent'] = (deviceId, id, signal) => this.#consents.read(deviceId, id, signal);
  authorize: TargetPort['authorize'] = (deviceId, state, channels, signal) =>
    this.#consents.switch(deviceId, state, channels, signal);
  addGroup: TargetPort['addGroup'] = (deviceId, draft, signal) => this.#lists.add(deviceId, draft, signal);
  changeGroup: TargetPort['changeGroup'] = (place, change, signal) => this.#lists.change(place, change, signal);
  deleteGroup: TargetPort['deleteGroup'] = (place, signal) => this.#lists.delete(place, signal);
  page: TargetPort['page'] = (place, cursor, signal) => this.#reader.page(place, cursor, signal);
  seenIn: TargetPort['seenIn'] = (place) => this.#reader.seenIn(place);
  picture: TargetPort['picture'] = (place, targetId, signal) => this.#reader.picture(place, targetId, signal);
  get: TargetPort['get'] = (place, targetId, signal) => this.#reader.get(place, targetId, signal);
  add: TargetPort['add'] = (place, drafts, signal) => this.#writer.add(place, drafts, signal);
  update: TargetPort['update'] = (place, changes, signal) => this.#writer.update(place, changes, signal);
  delete: TargetPort['delete'] = (place, ids, signal) => this.#writer.delete(place, ids, signal);
  move: TargetPort['move'] = (place, to, ids, signal) => this.#mover.move(place, to, ids, signal);
  finishMove: TargetPort['finishMove'] = (place, to, ids, signal) => this.#mover.finish(place, to, ids, signal);
}
