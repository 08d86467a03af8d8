/** Where the City Visual document is wrong about itself. Each line names its reason. */
import type { VendorOverrides } from '../core/contract.ts';

const FORGOTTEN = 'required by the table, forgotten by the sample';

export const OVERRIDES: VendorOverrides = {
  implicit: ['Action'],
  effects: {},
  fields: [
    {
      operation: 'CreateWorkGroup',
      side: 'request',
      path: 'TheoryCutsStatus',
      set: { name: 'TheoryCutStatus' },
      reason: 'TheoryCutsStatus in the table, TheoryCutStatus in the sample',
    },
  ],
  samples: [
    { operation: 'AttachStream', side: 'request', example: 0, path: 'JobGroupId', reason: FORGOTTEN },
    { operation: 'StartJobGroup', side: 'request', example: 0, path: 'JobGroupId', reason: FORGOTTEN },
    { operation: 'BatchModifyCameraStatus', side: 'request', example: 0, path: 'CameraIds', reason: FORGOTTEN },
    { operation: 'BatchModifyCameraStatus', side: 'request', example: 0, path: 'StreamStatus', reason: FORGOTTEN },
    { operation: 'BatchModifyCameraStatus', side: 'request', example: 0, path: 'WorkGroupId', reason: FORGOTTEN },
  ],
};
