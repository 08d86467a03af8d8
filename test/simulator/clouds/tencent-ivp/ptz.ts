/** PTZ and presets. There is no lock and no stop command: each command moves the camera one step. */
import { numberOf, textOf } from '../../kernel/values.ts';
import type { IvpContext, Operations } from './context.ts';
import { channelOf, refuseUnreachable } from './context.ts';
import type { Channel } from './estate.ts';
import { ACCESS } from './estate.ts';
import { NOT_FOUND, Refusal } from './refusals.ts';

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
    ptzChannel(context, textOf(values, 'ChannelId'));
    return null;
  },

  operatePreset(context, values) {
    const { presets } = ptzChannel(context, textOf(values, 'ChannelId'));
    const index = numberOf(values, 'Index', 0);
    const command = textOf(values, 'Cmd');
    // a preset cannot be named here; the sample of the list shows the index as its name
    if (command === 'set') presets.set(index, presets.get(index) ?? String(index));
    else if (!presets.has(index)) throw new Refusal(NOT_FOUND);
    else if (command === 'del') presets.delete(index);
    return null;
  },

  listPresets(context, values) {
    const { presets } = ptzChannel(context, textOf(values, 'ChannelId'));
    return [...presets].sort(([a], [b]) => a - b).map(([index, name]) => ({ Index: index, Name: name }));
  },
};
