/** Chapter 7: channels, and chapter 8: PTZ. */
import { maybeText, numberOf, textOf } from '../../kernel/values.ts';
import type { IvmContext, Operations } from './context.ts';
import { channelOf, refuseUnreachable } from './context.ts';
import type { IvmChannel } from './estate.ts';
import { channelNotice } from './device-notices.ts';
import { filterChannels } from './filters.ts';
import { Refusal } from './refusals.ts';
import type { Values } from '../../kernel/check.ts';
import { turnHead } from './ptz-movement.ts';
import { channelDetail, channelRow } from './views.ts';

const ZOOMS = new Set(['IN', 'OUT']);
const FOCUSES = new Set(['FOCUS_FAR', 'FOCUS_NEAR']);
/** Commands that end or adjust a movement and do not begin one. */
const NO_MOVEMENT = new Set(['STOP', 'FI_STOP', 'ZOOM_STOP', 'AUTO_FOCUS']);

export const channelOperations: Operations = {
  updateChannel(context, values) {
    const channel = addressed(context, values);
    if (channel.state !== 'ONLINE' || channel.device.state !== 'ONLINE') throw new Refusal('IVM.20000037');
    channel.name = textOf(values, 'channel_name');
    channel.updatedAtMs = context.clock.nowMs();
    context.estate.touch();
    context.messages.send('device_status', channelNotice(channel, 'channel_name_notice', context.clock.nowMs()));
    return { ...idsOf(channel), channel_name: channel.name };
  },

  /** `offset` is a row. `total` is text, as in the sample. */
  listChannels(context, values) {
    const limit = numberOf(values, 'limit', 10);
    const row = numberOf(values, 'offset', 0);
    const matches = filterChannels(context.estate, values, 'ASC');
    return {
      total: String(matches.length),
      channels: matches.slice(row, row + limit).map((one) => channelRow(context.estate, one)),
    };
  },

  getChannel(context, values) {
    return channelDetail(addressed(context, values), values['need_cloud_ability'] === true);
  },

  acquirePtzLock(context, values) {
    const channel = addressed(context, values);
    refuseUnreachable(channel);
    if (!channel.hasPtz) throw new Refusal('IVM.20002008');
    return { control_token: context.ptz.acquire(channel.cameraKey) };
  },

  releasePtzLock(context, values) {
    const channel = addressed(context, values);
    if (!channel.hasPtz) throw new Refusal('IVM.20002008');
    context.ptz.release(channel.cameraKey);
    return idsOf(channel);
  },

  controlPtz(context, values) {
    const channel = addressed(context, values);
    refuseUnreachable(channel);
    if (!channel.hasPtz) throw new Refusal('IVM.20002008');
    const [direction, mode] = [textOf(values, 'direction'), maybeText(values, 'mode') ?? 'POINT'];
    refuseMode(channel, direction, mode);
    context.ptz.use(channel.cameraKey, textOf(values, 'control_lock'));
    context.ptz.command(channel.cameraKey, direction, mode, channel.device.family === 'IPC');
    turnHead(channel, { direction, mode, speed: numberOf(values, 'speed', 5) }, context.clock.nowMs());
    return idsOf(channel);
  },
};

/** The channel that `device_id` and `channel_id` name. */
export function addressed(context: IvmContext, values: Values): IvmChannel {
  return channelOf(context, textOf(values, 'device_id'), textOf(values, 'channel_id'));
}

export function idsOf(channel: IvmChannel): { device_id: string; channel_id: string } {
  return { device_id: channel.device.id, channel_id: channel.id };
}

/** GB devices turn continuously only; cameras without a recorder zoom and focus continuously only (chapter 8.3). */
function refuseMode(channel: IvmChannel, direction: string, mode: string): void {
  if (mode === 'NON_POINT' || NO_MOVEMENT.has(direction)) return;
  if (channel.device.protocol === 'GB28181') throw new Refusal('IVM.20002007');
  const isDirect = channel.device.family === 'IPC';
  if (isDirect && ZOOMS.has(direction)) throw new Refusal('IVM.20002004');
  if (isDirect && FOCUSES.has(direction)) throw new Refusal('IVM.20002005');
}
