/** PTZ and presets. There is no lock and no stop command: each command moves the camera one step. */
import type { Pose, Rates } from '../../world/ptz-head.ts';
import { numberOf, textOf } from '../../kernel/values.ts';
import type { IvpContext, Operations } from './context.ts';
import { channelOf, refuseUnreachable } from './context.ts';
import type { Channel } from './estate.ts';
import { ACCESS } from './estate.ts';
import { NOT_FOUND, Refusal } from './refusals.ts';

const STRAIGHT: Pose = { panDeg: 0, tiltDeg: 0, zoom: 1 };
/** Degrees of a step for each of eight speeds, and zoom steps. No document says how far a step goes; these are ours. */
const TURN_STEP = 1;
const ZOOM_STEP = 0.1;

/** Focus and iris move nothing that a pose knows. */
function stepOf(type: string, speed: number): Rates {
  if (type.startsWith('zoom')) return { zoom: (type === 'zoomin' ? 1 : -1) * ZOOM_STEP * speed };
  const sum = (plus: string, minus: string): number => Number(type.includes(plus)) - Number(type.includes(minus));
  if (!/left|right|up|down/.test(type)) return {};
  return { panDeg: sum('right', 'left') * TURN_STEP * speed, tiltDeg: sum('up', 'down') * TURN_STEP * speed };
}

/**
 * @throws {Refusal} 40002 for a channel that pushes RTMP, and 51602 for a fixed camera: it does not answer the signal.
 */
function ptzChannel(context: IvpContext, id: string): Channel {
  const channel = channelOf(context, id);
  if (channel.device.accessProtocol === ACCESS.rtmp) throw new Refusal('40002');
  refuseUnreachable(channel);
  if (!channel.hasPtz) throw new Refusal('51602');
  return channel;
}

export const ptzOperations: Operations = {
  controlPtz(context, values) {
    const { head } = ptzChannel(context, textOf(values, 'ChannelId'));
    head?.step(stepOf(textOf(values, 'Type'), numberOf(values, 'Speed', 4)), context.clock.nowMs());
    return null;
  },

  operatePreset(context, values) {
    const { presets, head } = ptzChannel(context, textOf(values, 'ChannelId'));
    const index = numberOf(values, 'Index', 0);
    const command = textOf(values, 'Cmd');
    const nowMs = context.clock.nowMs();
    const known = presets.get(index);
    if (command === 'set') {
      presets.set(index, { name: known?.name ?? String(index), pose: head?.at(nowMs) ?? STRAIGHT });
    } else if (known === undefined) throw new Refusal(NOT_FOUND);
    else if (command === 'del') presets.delete(index);
    else head?.goTo(known.pose, nowMs);
    return null;
  },

  listPresets(context, values) {
    const { presets } = ptzChannel(context, textOf(values, 'ChannelId'));
    return [...presets].sort(([a], [b]) => a - b).map(([index, { name }]) => ({ Index: index, Name: name }));
  },
};
