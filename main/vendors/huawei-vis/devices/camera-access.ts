/**
 * Invitations of channels (4.3.2) and their access strategies (4.3.4), and the activation of streams (4.2.2). Strategies are in the
 * list of devices alone (4.3.3).
 */
import type { AccessLimits, AccessPlan, CameraAccess } from '../../../../preload/domain/cameras/camera-access.ts';
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { CameraAccessPort } from '../../../ports/camera-access.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import type { ParamsOf } from '../../core/contract/operations.ts';
import { streamOfDevice, type VisChannel, type VisDevice, type VisStream } from '../mapping.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';
import { formatDayMinute, parseDayMinute } from '../wire/time.ts';

/** Start from 00:10 to 23:40, end to 23:50, by ten minutes, in UTC+8. */
export const LIMITS: AccessLimits = {
  stepMinutes: 10,
  firstMinute: 10,
  lastStartMinute: 1_420,
  lastEndMinute: 1_430,
  utcOffsetMinutes: 480,
};

type Strategy = NonNullable<VisChannel['access_strategy']>;

const STATES: ReadonlyMap<string | undefined, CameraAccess['state']> = new Map([
  ['ONLINE', 'off'],
  ['INVITING', 'starting'],
  ['INVITE_SUCCESS', 'on'],
  ['CANCELING', 'ending'],
  ['TEMPORARY_OFFLINE', 'offline'],
  ['OFFLINE', 'offline'],
  ['UNREGISTERED', 'not-registered'],
]);

/** @throws {RangeError} for a strategy without its documented content. */
export function toPlan(strategy: Strategy): AccessPlan {
  const kind = wordOf(strategy.random_strategy, { RANDOM: 'random', CONSECUTIVE: 'continuous' } as const);
  const lengthMinutes = Number(strategy.total_length ?? Number.NaN);
  if (!Number.isInteger(lengthMinutes)) throw new RangeError('not a length in minutes');
  return {
    kind,
    startMinute: parseDayMinute(strategy.start_time ?? ''),
    endMinute: kind === 'random' ? parseDayMinute(strategy.end_time ?? '') : null,
    lengthMinutes,
    isDaily: wordOf(strategy.periodicity, { DAY: true, ONCE: false } as const),
    isActive: wordOf(strategy.state, { ACTIVE: true, STARTED: true, STOPPED: false } as const),
  };
}

/** The document ignores the case of these words. @throws {RangeError} for another word. */
function wordOf<T>(word: string | undefined, meanings: Readonly<Record<string, T>>): T {
  const meaning = meanings[word?.toUpperCase() ?? ''];
  if (meaning === undefined) throw new RangeError(`not a documented word: ${JSON.stringify(word)}`);
  return meaning;
}

/** @throws {RangeError} as {@link toPlan}. */
export function toAccess(device: VisDevice, channel: VisChannel): CameraAccess {
  const word = channel.invitation_status?.toUpperCase();
  const isRecorder = device.type?.toUpperCase() === 'NVR';
  return {
    state: STATES.get(word) ?? 'unknown',
    word: word?.slice(0, 64) ?? null,
    limits: LIMITS,
    plan: channel.access_strategy ? toPlan(channel.access_strategy) : null,
    isReadingChannels: isRecorder ? device.channels_query?.toUpperCase() === 'QUERYING' : null,
  };
}

/** A stream has no plan: it is active or stopped. */
export function toStreamAccess({ state }: Pick<VisStream, 'state'>): CameraAccess {
  const word = state?.toUpperCase();
  return {
    state: word === 'ACTIVE' ? 'on' : word === 'STOPPED' ? 'off' : 'unknown',
    word: word?.slice(0, 64) ?? null,
    limits: null,
    plan: null,
    isReadingChannels: null,
  };
}

/**
 * Every part of a strategy: a missing part falls back to the cloud's default, and a state that is left out stops it.
 */
export function toStrategy(
  plan: AccessPlan,
): Omit<ParamsOf<HuaweiVisOperations, 'updateChannelAccessStrategy'>, 'device_id' | 'channel_id'> {
  return {
    random_strategy: plan.kind === 'random' ? 'RANDOM' : 'CONSECUTIVE',
    start_time: formatDayMinute(plan.startMinute),
    ...(plan.endMinute === null ? {} : { end_time: formatDayMinute(plan.endMinute) }),
    total_length: plan.lengthMinutes,
    periodicity: plan.isDaily ? 'DAY' : 'ONCE',
    state: plan.isActive ? 'ACTIVE' : 'STOPPED',
  };
}

export class VisCameraAccess implements CameraAccessPort {
  readonly #client: VendorClient<HuaweiVisOperations>;

  constructor(client: VendorClient<HuaweiVisOperations>) {
    this.#client = client;
  }

  async read(channelId: ChannelId, signal: AbortSignal): Promise<CameraAccess> {
    const { deviceNativeId, channelNativeId } = channelRefOf(channelId);
    const name = streamOfDevice(deviceNativeId);
    if (name !== null) return await this.#readStream(name, signal);
    const { data } = await this.#client.call('listDevices', { device_id: deviceNativeId }, signal);
    if (data.entries === undefined) throw this.#bad('the devices are missing');
    // The filter takes a part of an id.
    const device = data.entries.find((one) => one.device_id === deviceNativeId);
    const channel = device?.channels?.find((one) => one.channel_id === channelNativeId);
    if (device === undefined || channel === undefined) {
      throw new AppError('cloud.not-found', 'VIS lists no such channel', { params: { detail: channelNativeId } });
    }
    try {
      return toAccess(device, channel);
    } catch (error) {
      if (error instanceof RangeError) throw this.#bad(error.message);
      throw error;
    }
  }

  async #readStream(name: string, signal: AbortSignal): Promise<CameraAccess> {
    const { data } = await this.#client.call('getStream', { stream_name: name }, signal);
    if (data.name !== name) throw otherAnswer(this.#client.host, 'getStream');
    return toStreamAccess(data);
  }

  async setOn(channelId: ChannelId, isOn: boolean, signal: AbortSignal): Promise<void> {
    const { deviceNativeId, channelNativeId } = channelRefOf(channelId);
    const state = isOn ? 'ACTIVE' : 'STOPPED';
    const name = streamOfDevice(deviceNativeId);
    if (name === null) {
      const channel = { device_id: deviceNativeId, channel_id: channelNativeId };
      await this.#client.call('updateChannel', { ...channel, state }, signal);
    } else await this.#client.call('updateStream', { stream_name: name, state }, signal);
  }

  async setPlan(channelId: ChannelId, plan: AccessPlan, signal: AbortSignal): Promise<void> {
    const { deviceNativeId, channelNativeId } = channelRefOf(channelId);
    const channel = { device_id: deviceNativeId, channel_id: channelNativeId };
    await this.#client.call('updateChannelAccessStrategy', { ...channel, ...toStrategy(plan) }, signal);
  }

  async readChannels(channelId: ChannelId, signal: AbortSignal): Promise<void> {
    const { deviceNativeId } = channelRefOf(channelId);
    await this.#client.call('refreshNvrChannels', { device_id: deviceNativeId }, signal);
  }

  #bad(detail: string): AppError {
    const { host } = this.#client;
    return new AppError('network.bad-answer', 'an answer about the access of a camera', { params: { host, detail } });
  }
}
