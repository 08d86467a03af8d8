/** Work that VCS continues after its answer: instances start later. */
import { followUpOf, type FollowUps } from '../../core/client/follow-up.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

const followUp = followUpOf<AliyunVcsOperations>();

const STARTING = 'INIT';
const BROKEN = 'EXCEPTION';

export const FOLLOW_UPS: FollowUps = Object.fromEntries([
  followUp('CreateAIInstance', {
    ask: 'DescribeAIInstance',
    params: (_, { Data }) => ({ InstanceId: Data?.InstanceId ?? '', PageNumber: 1, PageSize: 100 }),
    stateOf: ({ Data: { Records = [] } = {} }) => {
      const status = Records[0]?.Status;
      if (status === BROKEN) return { kind: 'failed', detail: 'the instance does not run' };
      // An instance with a schedule waits for its time. It goes no further now, so it counts as done.
      return status === undefined || status === STARTING ? { kind: 'working', progress: null } : { kind: 'done' };
    },
  }),
  followUp('CreateComputeInstance', {
    ask: 'ListInstances',
    params: ({ InstanceName, ProjectId }) => ({
      InstanceName,
      CurrentPage: 1,
      PageSize: 100,
      ...(ProjectId === undefined ? {} : { ProjectId }),
    }),
    stateOf: ({ Data: { Items = [] } = {} }, { InstanceName }) => {
      const status = Items.find((one) => one.InstanceName === InstanceName)?.Status;
      return status === undefined || status === STARTING ? { kind: 'working', progress: null } : { kind: 'done' };
    },
  }),
]);
