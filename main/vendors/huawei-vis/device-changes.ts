/** Deletion of devices (4.3.7) and streams (4.2.3). The document has no other change of a device. */
import type { DeviceChangeRule, DeviceOrder, DeviceOutcome } from '../../../preload/domain/device-changes.ts';
import { channelRefOf } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { DeviceChangePort } from '../../ports/device-changes.ts';
import type { VendorClient } from '../core/client/client.ts';
import { changeOneByOne } from '../core/client/outcomes.ts';
import { pollUntilDone, type WorkState } from '../core/client/poll.ts';
import { streamOfDevice } from './mapping.ts';
import type { HuaweiVisOperations } from './operations.gen.ts';

type Sent = { readonly requestId: string | null };

const RULES: readonly DeviceChangeRule[] = [
  { change: 'delete', isByDevice: true, perCall: 1, protocols: null, name: null },
];

/** No such stream, no such device. The status 404 alone can mean "not subscribed" too. */
const GONE: ReadonlySet<string> = new Set(['VIS.0202', 'VIS.0302']);
const BEING_DELETED = 'VIS.0203';
/** The document names no duration. */
const DELETION = { firstDelayMs: 500, maxDelayMs: 2_000, maxMs: 20_000 } as const;

const codeOf = (error: unknown): string => (error instanceof AppError ? (error.vendor?.code ?? '') : '');

export class VisDeviceChanges implements DeviceChangePort {
  readonly rules = RULES;
  readonly #client: VendorClient<HuaweiVisOperations>;

  constructor(client: VendorClient<HuaweiVisOperations>) {
    this.#client = client;
  }

  async change({ change, items }: DeviceOrder, signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    if (change !== 'delete') throw new AppError('cloud.not-supported', `this cloud documents no ${change}`);
    return await changeOneByOne(items, signal, async ({ id }) => {
      const { deviceNativeId } = channelRefOf(id);
      const name = streamOfDevice(deviceNativeId);
      if (name !== null) return await this.#deleteStream(name, signal);
      return await this.#client.call('deleteDevice', { device_id: deviceNativeId }, signal).catch(unlessGone);
    });
  }

  /** A list has the stream until its deletion has ended, so this waits for the end. The deletion counts as done without it. */
  async #deleteStream(name: string, signal: AbortSignal): Promise<Sent> {
    const sent = await this.#client.call('deleteStream', { stream_name: name }, signal).catch(unlessGone);
    const ask = (): Promise<WorkState> => this.#deletionOf(name, signal);
    await pollUntilDone('deleteStream', ask, (state) => state, signal, { poll: DELETION }).catch(unlessCancelled);
    return { requestId: sent.requestId };
  }

  async #deletionOf(name: string, signal: AbortSignal): Promise<WorkState> {
    try {
      await this.#client.call('getStream', { stream_name: name }, signal);
    } catch (error) {
      if (GONE.has(codeOf(error))) return { kind: 'done' };
      if (codeOf(error) !== BEING_DELETED) throw error;
    }
    return { kind: 'working', progress: null };
  }
}

function unlessGone(error: unknown): Sent {
  const code = codeOf(error);
  if (!(error instanceof AppError) || !(GONE.has(code) || code === BEING_DELETED)) throw error;
  return { requestId: error.vendor?.requestId ?? null };
}

function unlessCancelled(error: unknown): void {
  if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
}
