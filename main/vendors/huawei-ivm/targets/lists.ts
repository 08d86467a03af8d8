/**
 * Makes, changes and deletes target lists (14.2 to 14.7). Each change has two editions, which differ in the type of the id that
 * they answer. The second is asked first; a device that does not know it is asked by the first from then on.
 */
import type { DeviceId } from '../../../../preload/domain/ids.ts';
import type { TargetListType } from '../../../../preload/domain/people/targets.ts';
import { AppError } from '../../../errors.ts';
import type { TargetListChange, TargetListDraft, TargetPlace } from '../../../ports/targets.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { nativeDeviceId } from './mapping.ts';
import { groupNumber, type TargetReader } from './reader.ts';

const TYPES = {
  white: 'WHITE',
  stranger: 'STRANGE',
  black: 'BLACK',
  other: 'OTHER',
  default: 'DEFAULT',
  red: 'RED',
} as const satisfies Record<TargetListType, string>;

/** No such page (20.2): nothing was changed. */
const NO_SUCH_CALL = 'IVM.90000006';

/** The first edition answers the id as text. */
interface Made {
  readonly data: { readonly group_id?: string | number };
}

export class TargetListWriter {
  readonly #client: VendorClient<HuaweiIvmOperations>;
  readonly #reader: TargetReader;
  /** Devices that know the first edition only. */
  readonly #first = new Set<string>();

  constructor(client: VendorClient<HuaweiIvmOperations>, reader: TargetReader) {
    this.#client = client;
    this.#reader = reader;
  }

  /** @throws {AppError} `network.bad-answer` where the answer names no list: it may have been made. */
  async add(deviceId: DeviceId, { name, type }: TargetListDraft, signal: AbortSignal): Promise<string> {
    const device = nativeDeviceId(deviceId);
    const asked = { device_id: device, group_name: name, group_type: TYPES[type] };
    const { data } = await this.#byEdition<Made>(
      device,
      () => this.#client.call('createTargetGroupV2', asked, signal),
      () => this.#client.call('createTargetGroup', asked, signal),
    );
    const id = String(data.group_id ?? '');
    if (!/^\d{1,15}$/.test(id)) throw this.#reader.bad('group_id is missing');
    return id;
  }

  async change({ deviceId, groupId }: TargetPlace, change: TargetListChange, signal: AbortSignal): Promise<void> {
    const device = nativeDeviceId(deviceId);
    const { name, type, isEnabled } = change;
    const enable = isEnabled === null ? {} : ({ enable: isEnabled ? 'OPEN' : 'CLOSE' } as const);
    const named = { device_id: device, group_id: groupNumber(groupId), group_name: name };
    const asked = { ...named, group_type: TYPES[type], ...enable };
    await this.#byEdition<unknown>(
      device,
      () => this.#client.call('updateTargetGroupV2', asked, signal),
      () => this.#client.call('updateTargetGroup', asked, signal),
    );
  }

  async delete({ deviceId, groupId }: TargetPlace, signal: AbortSignal): Promise<void> {
    const device = nativeDeviceId(deviceId);
    const asked = { device_id: device, group_id: groupNumber(groupId) };
    await this.#byEdition<unknown>(
      device,
      () => this.#client.call('deleteTargetGroupV2', asked, signal),
      () => this.#client.call('deleteTargetGroup', asked, signal),
    );
  }

  /** Only a refusal that says that there is no such call leads to the first edition: after any other the change may be made. */
  async #byEdition<T>(device: string, second: () => Promise<T>, first: () => Promise<T>): Promise<T> {
    if (this.#first.has(device)) return await first();
    try {
      return await second();
    } catch (error) {
      if (!(error instanceof AppError) || error.vendor?.code !== NO_SUCH_CALL) throw error;
      this.#first.add(device);
      return await first();
    }
  }
}
