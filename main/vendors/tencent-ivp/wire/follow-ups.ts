/** Work that IVP continues after its answer, and the calls that report its progress. */
import { followUpOf, type FollowUps } from '../../core/client/follow-up.ts';
import type { WorkState } from '../../core/client/poll.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

const followUp = followUpOf<TencentIvpOperations>();

const FINISHED = 1;
const RETRIEVED = 0;
const NOT_ARCHIVED = 3;
const BEING_DELETED = 0;
const WORKING: WorkState = { kind: 'working', progress: null };

/** A plan that can still be read is either being deleted or was never touched. */
const deletion = ({ Data }: { readonly Data?: { readonly Status?: number } }): WorkState =>
  Data?.Status === BEING_DELETED ? WORKING : { kind: 'failed', detail: 'the plan is still in use' };

export const FOLLOW_UPS: FollowUps = Object.fromEntries([
  followUp('importDevices', {
    ask: 'getDeviceImportProgress',
    params: ({ JobId }) => ({ JobId }),
    // The sample prints state 0 although no row is left, so the counts end the wait too.
    stateOf: ({ Data: { State, Rate, Total, Succeed = 0, Failed = 0 } = {} }) =>
      State === FINISHED || (Total !== undefined && Total > 0 && Succeed + Failed >= Total)
        ? { kind: 'done' }
        : { kind: 'working', progress: Rate ?? null },
  }),
  followUp('addRetrieveTask', {
    ask: 'getRetrieveTask',
    params: (_, { Data }) => ({ TaskId: Data?.TaskId ?? '' }),
    stateOf: ({ Data: { Status, Channels = [] } = {} }) => {
      if (Status === RETRIEVED) return { kind: 'done' };
      const ready = Channels.filter((one) => one.Status === RETRIEVED || one.Status === NOT_ARCHIVED).length;
      return { kind: 'working', progress: Channels.length === 0 ? null : ready / Channels.length };
    },
  }),
  followUp('upgradeGateway', {
    ask: 'getGatewayVersions',
    params: ({ Id }) => ({ Id }),
    stateOf: ({ Data: { Services = [] } = {} }) => {
      const behind = Services.filter(({ Version, LatestVersion }) => LatestVersion && Version !== LatestVersion).length;
      return behind === 0 ? { kind: 'done' } : { kind: 'working', progress: 1 - behind / Services.length };
    },
  }),
  followUp('deleteLiveRecordPlan', {
    ask: 'getLiveRecordPlan',
    params: ({ PlanId }) => ({ PlanId }),
    stateOf: deletion,
    endsWithNotFound: true,
  }),
  followUp('deleteRecordBackupPlan', {
    ask: 'getRecordBackupPlan',
    params: ({ PlanId }) => ({ PlanId }),
    stateOf: deletion,
    endsWithNotFound: true,
  }),
]);
