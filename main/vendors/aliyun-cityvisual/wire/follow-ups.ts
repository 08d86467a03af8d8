/**
 * Work that City Visual continues after its answer. The lists that show its progress require an instance id, which
 * neither the request nor the answer has: the caller adds `InstanceId`.
 */
import { followUpOf, type FollowUps } from '../../core/client/follow-up.ts';
import type { WorkState } from '../../core/client/poll.ts';
import type { AliyunCityvisualOperations } from '../operations.gen.ts';

const followUp = followUpOf<AliyunCityvisualOperations>();

type JobGroup = { readonly JobGroupId?: string; readonly Status?: string };

const jobGroupIs =
  (wanted: string, onTheWay: readonly string[]) =>
  (
    { JobGroups }: { readonly JobGroups?: { readonly JobGroup?: readonly JobGroup[] } },
    { JobGroupId }: { readonly JobGroupId: string },
  ): WorkState => {
    const status = JobGroups?.JobGroup?.find((one) => one.JobGroupId === JobGroupId)?.Status ?? '';
    if (status === wanted) return { kind: 'done' };
    return onTheWay.includes(status)
      ? { kind: 'working', progress: null }
      : { kind: 'failed', detail: `the job group is ${status || 'gone'}` };
  };

const jobGroupParams = (
  { JobGroupId, RegionId }: { readonly JobGroupId: string; readonly RegionId?: string },
  _: unknown,
  { InstanceId }: Readonly<Record<string, unknown>>,
) => ({
  InstanceId: String(InstanceId),
  JobGroupId,
  PageNumber: 1,
  PageSize: 100,
  ...(RegionId === undefined ? {} : { RegionId }),
});

export const FOLLOW_UPS: FollowUps = Object.fromEntries([
  followUp('StartJobGroup', {
    ask: 'DescribeJobGroups',
    params: jobGroupParams,
    // The state may lag behind the order.
    stateOf: jobGroupIs('running', ['starting', 'stopped']),
  }),
  followUp('StopJobGroup', {
    ask: 'DescribeJobGroups',
    params: jobGroupParams,
    stateOf: jobGroupIs('stopped', ['stopping', 'running']),
  }),
]);
