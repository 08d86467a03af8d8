/**
 * Deletion of devices (4.3.7) and streams (4.2.3), invitations of channels (4.3.2) and activation of streams (4.2.2), and the channels
 * of recorders read again (4.3.6). The document has no other change of a device.
 */
import type {
  DeviceChangeRule,
  DeviceOrder,
  DeviceOutcome,
} from '../../../../preload/domain/cameras/device-changes.ts';
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { DeviceChangePort } from '../../../ports/device-changes.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { changeOneByOne } from '../../core/client/batch/outcomes.ts';
import { pollUntilDone, type WorkState } from '../../core/client/poll.ts';
import { VisCameraAccess } from './camera-access.ts';
import { streamOfDevice } from '../mapping.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';

type Sent = { readonly requestId: string | null };
const UNNAMED: Sent = { requestId: null };

const RULES: readonly DeviceChangeRule[] = [
  { change: 'rename', isByDevice: false, perCall: 1, protocols: ['other'], name: { minLength: 1, maxLength: 500 } },
  { change: 'refresh', isByDevice: true, perCall: 1, protocols: ['gb28181'], name: null },
  { change: 'connect', isByDevice: false, perCall: 1, protocols: null, name: null },
  { change: 'cut', isByDevice: false, perCall: 1, protocols: null, name: null },
  { change: 'delete', isByDevice: true, perCall: 1, protocols: null, name: null },
];

/** No such stream, no such device. The status 404 alone can mean "not subscribed" too. */
const GONE: ReadonlySet<string> = new Set(['VIS.0202', 'VIS.0302']);
const BEING_DELETED = 'VIS.0203';
const INVITED_OR_OFFLINE = 'VIS.0308';
const NOT_INVITED = 'VIS.0309';
/** The document names no duration of a deletion, and none of reading channels. */
const WORK = { firstDelayMs: 500, maxDelayMs: 2_000, maxMs: 20_000 } as const;

const codeOf = (error: unknown): string => (error instanceof AppError ? (error.vendor?.code ?? '') : '');

export class VisDeviceChanges implements DeviceChangePort {
  readonly rules = RULES;
  readonly #client: VendorClient<HuaweiVisOperations>;
  readonly #access: VisCameraAccess;

  constructor(client: VendorClient<HuaweiVisOperations>) {
    this.#client = client;
    this.#access = new VisCameraAccess(client);
  }

  async change({ change, items }: DeviceOrder, signal: AbortSignal): Promise<readonly DeviceOutcome[]> {
    return await changeOneByOne(items, signal, async ({ id, name }) => {
      switch (change) {
        case 'rename':
          return await this.#describe(id, name ?? '', signal);
        case 'delete':
          return await this.#delete(id, signal);
        case 'refresh':
          return await this.#readChannels(id, signal);
        case 'connect':
        case 'cut':
          return await this.#switch(id, change === 'connect', signal);
        default:
          throw new AppError('cloud.not-supported', `this cloud documents no ${change}`);
      }
    });
  }

  async #delete(id: ChannelId, signal: AbortSignal): Promise<Sent> {
    const { deviceNativeId } = channelRefOf(id);
    const name = streamOfDevice(deviceNativeId);
    if (name !== null) return await this.#deleteStream(name, signal);
    return await this.#client.call('deleteDevice', { device_id: deviceNativeId }, signal).catch(unlessGone);
  }

  /** VIS renames no stream: the description is the name that the tree shows. Nothing changes that of a device. */
  async #describe(id: ChannelId, description: string, signal: AbortSignal): Promise<Sent> {
    const name = streamOfDevice(channelRefOf(id).deviceNativeId);
    if (name === null) throw new AppError('cloud.not-supported', 'VIS documents no new name of a device');
    return await this.#client.call('updateStream', { stream_name: name, description }, signal);
  }

  /** New channels are in a list once VIS has read them, so this waits for the end. The order counts as done without it. */
  async #readChannels(id: ChannelId, signal: AbortSignal): Promise<Sent> {
    await this.#access.readChannels(id, signal);
    const ask = async (): Promise<WorkState> => {
      const { isReadingChannels } = await this.#access.read(id, signal);
      return isReadingChannels === true ? { kind: 'working', progress: null } : { kind: 'done' };
    };
    await pollUntilDone('refreshNvrChannels', ask, (state) => state, signal, { poll: WORK }).catch(unlessCancelled);
    return UNNAMED;
  }

  /** A camera that is as ordered already counts as done: VIS refuses such an order, and so it refuses one that is given again. */
  async #switch(id: ChannelId, isOn: boolean, signal: AbortSignal): Promise<Sent> {
    try {
      await this.#access.setOn(id, isOn, signal);
    } catch (error) {
      const code = codeOf(error);
      const isDone =
        (!isOn && code === NOT_INVITED) || (isOn && code === INVITED_OR_OFFLINE && (await this.#isOn(id, signal)));
      if (!isDone) throw error;
    }
    return UNNAMED;
  }

  async #isOn(id: ChannelId, signal: AbortSignal): Promise<boolean> {
    const { state } = await this.#access.read(id, signal);
    return state === 'on' || state === 'starting';
  }

  /** A list has the stream until its deletion has ended, so this waits for the end. The deletion counts as done without it. */
  async #deleteStream(name: string, signal: AbortSignal): Promise<Sent> {
    const sent = await this.#client.call('deleteStream', { stream_name: name }, signal).catch(unlessGone);
    const ask = (): Promise<WorkState> => this.#deletionOf(name, signal);
    await pollUntilDone('deleteStream', ask, (state) => state, signal, { poll: WORK }).catch(unlessCancelled);
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
  if (!isFailure(error)) throw error;
}
