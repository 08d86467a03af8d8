/** The switch for features that process pictures of persons (18.1 and 18.2), for a device and its channels. */
import type { DeviceId } from '../../../../preload/domain/ids.ts';
import { DEVICE_ITSELF, type ConsentOutcome, type TargetOutcome } from '../../../../preload/domain/people/targets.ts';
import { AppError } from '../../../errors.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { nativeDeviceId } from './mapping.ts';
import { afterFailure, inCalls, piecesBySize, refused } from './outcomes.ts';
import type { TargetReader } from './reader.ts';

const CHANNELS_PER_CALL = 65;
const STATES = { OPENED: 'opened', CLOSED: 'closed' } as const;
const DONE = '0';
const FAILED = '1';

export class IvmConsents {
  readonly #client: VendorClient<HuaweiIvmOperations>;
  readonly #reader: TargetReader;

  constructor(client: VendorClient<HuaweiIvmOperations>, reader: TargetReader) {
    this.#client = client;
    this.#reader = reader;
  }

  async read(deviceId: DeviceId, channelId: string, signal: AbortSignal): Promise<'opened' | 'closed'> {
    const asked = { device_id: nativeDeviceId(deviceId), channel_id: channelId };
    const { data } = await this.#client.call('getTargetAuthorization', asked, signal);
    const [name, state] =
      channelId === DEVICE_ITSELF ? ['device_state', data.device_state] : ['channel_state', data.channel_state];
    if (state !== 'OPENED' && state !== 'CLOSED') throw this.#reader.bad(`${name} is missing`);
    return STATES[state];
  }

  /** @throws {AppError} `cancelled` alone. */
  async switch(
    deviceId: DeviceId,
    state: 'opened' | 'closed',
    channels: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ConsentOutcome[]> {
    const pieces = piecesBySize(channels, { maxItems: CHANNELS_PER_CALL, weightOf: () => 0, maxWeight: null });
    const outcomes = await inCalls(
      pieces,
      (id) => id,
      (piece) => this.#send(deviceId, state, piece, signal),
    );
    return outcomes.map(({ targetId, ...rest }, i) => ({ channelId: targetId ?? channels[i] ?? '', ...rest }));
  }

  async #send(
    deviceId: DeviceId,
    state: 'opened' | 'closed',
    channels: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly TargetOutcome[]> {
    const operation = 'setTargetAuthorization';
    const asked = { device_id: nativeDeviceId(deviceId), state: state === 'opened' ? 'OPENED' : 'CLOSED' } as const;
    const { data, requestId, httpStatus } = await this.#client.call(operation, { ...asked, channels }, signal);
    const rows = new Map(data.channels_result?.map((row) => [row.channel_id, row.channel_result]));
    // A camera that is connected by itself answers for the device, which is its channel.
    const isDirect = data.channels_result === undefined && !channels.includes(DEVICE_ITSELF) && channels.length === 1;
    return channels.map((id): TargetOutcome => {
      const result = id === DEVICE_ITSELF || isDirect ? data.device_result : rows.get(id);
      if (result === DONE) return { targetId: id, state: 'done', error: null, requestId };
      const vendor = { id: 'huawei-ivm', operation, httpStatus, requestId, code: null, text: null } as const;
      return result === FAILED
        ? refused(id, new AppError('cloud.refused', `${operation}: a channel failed`, { vendor }))
        : afterFailure(id, new AppError('network.bad-answer', `${operation}: a channel is missing`, { vendor }));
    });
  }
}
