/** Work that VIS continues after its answer; all of it shows in the device. */
import { followUpOf, type FollowUps } from '../../core/client/follow-up.ts';
import type { WorkState } from '../../core/client/poll.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';

const followUp = followUpOf<HuaweiVisOperations>();
const WORKING: WorkState = { kind: 'working', progress: null };

/** The final states of an invitation, by the asked state. */
const SETTLED: Readonly<Record<string, readonly string[]>> = {
  ACTIVE: ['INVITE_SUCCESS'],
  STOPPED: ['ONLINE', 'UNREGISTERED', 'OFFLINE'],
};
const LOST: ReadonlySet<string> = new Set(['UNREGISTERED', 'OFFLINE']);

export const FOLLOW_UPS: FollowUps = Object.fromEntries([
  followUp('refreshNvrChannels', {
    ask: 'getDevice',
    params: ({ device_id }) => ({ device_id }),
    stateOf: ({ channels_query }) => {
      if (channels_query === 'QUERIED') return { kind: 'done' };
      return channels_query === 'QUERYING' ? WORKING : { kind: 'failed', detail: 'the recorder gave no channel list' };
    },
  }),
  followUp('updateChannel', {
    ask: 'getDevice',
    params: ({ device_id }) => ({ device_id }),
    stateOf: ({ channels = [] }, { channel_id, state }) => {
      const status = channels.find((one) => one.channel_id === channel_id)?.invitation_status ?? '';
      if (SETTLED[state]?.includes(status)) return { kind: 'done' };
      return LOST.has(status) ? { kind: 'failed', detail: `the channel is ${status}` } : WORKING;
    },
  }),
]);
