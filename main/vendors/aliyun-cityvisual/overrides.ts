/** Where the City Visual document is wrong about itself. Each line names its reason. */
import type { VendorOverrides } from '../core/contract/contract.ts';

/** Many proxies and servers refuse a longer request line. */
const MAX_URL_BYTES = 8_192;
const FORGOTTEN = 'required by the table, forgotten by the sample';

export const OVERRIDES = {
  implicit: ['Action'],
  effects: {},
  knownIds: [
    { id: 'channel', names: ['CameraId', 'CameraIds'], except: ['CreateCamera'] }, // CreateCamera gives a new id
    { id: 'group', names: ['InstanceId', 'InstanceIds'] },
    { id: 'subgroup', names: ['WorkGroupId'] },
  ],
  fields: [
    {
      operation: 'CreateWorkGroup',
      side: 'request',
      path: 'TheoryCutsStatus',
      set: { name: 'TheoryCutStatus' },
      reason: 'TheoryCutsStatus in the table, TheoryCutStatus in the sample',
    },
  ],
  batches: [
    {
      operation: 'DescribeInstances',
      list: 'InstanceIds',
      reason: 'the ids choose what is listed; each piece of them is a list of its own',
    },
  ],
  totals: [
    {
      operation: 'DescribeCameras',
      filters: ['CameraId', 'CameraName', 'StreamStatus', 'WorkGroupId'],
      reason: 'TotalCount is documented as the number of all camera points of the instance (14.1)',
    },
  ],
  samples: [
    { operation: 'AttachStream', side: 'request', example: 0, path: 'JobGroupId', reason: FORGOTTEN },
    { operation: 'StartJobGroup', side: 'request', example: 0, path: 'JobGroupId', reason: FORGOTTEN },
    { operation: 'BatchModifyCameraStatus', side: 'request', example: 0, path: 'CameraIds', reason: FORGOTTEN },
    { operation: 'BatchModifyCameraStatus', side: 'request', example: 0, path: 'StreamStatus', reason: FORGOTTEN },
    { operation: 'BatchModifyCameraStatus', side: 'request', example: 0, path: 'WorkGroupId', reason: FORGOTTEN },
  ],
  longQuery: {
    maxUrlBytes: MAX_URL_BYTES,
    reason: 'only GET is described, yet pictures travel as Base64; the RPC style takes a signed form as well',
  },
} as const satisfies VendorOverrides;
