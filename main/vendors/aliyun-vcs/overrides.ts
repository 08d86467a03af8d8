/** Where the VCS document is wrong about itself. Each line names its reason. */
import type { VendorOverrides } from '../core/contract/contract.ts';

/** Many proxies and servers refuse a longer request line. */
const MAX_URL_BYTES = 8_192;

const CHOICE = 'the ids choose what is listed; each piece of them is a list of its own';

export const OVERRIDES = {
  implicit: [],
  effects: {},
  fields: [],
  batches: [
    { operation: 'CreateWatchTask', list: null, reason: 'each call makes a task of its own' },
    { operation: 'DescribeWatchTasks', list: 'WatchTaskIds', reason: CHOICE },
    { operation: 'DescribeWatchPolicies', list: 'WatchPolicyIds', reason: CHOICE },
    { operation: 'DescribeWatchItems', list: 'WatchItemIds', reason: CHOICE },
  ],
  answers: ['GetDeviceLiveUrl', 'GetDeviceVideoUrl'].map((operation) => ({
    operation,
    path: '',
    may: 'absent',
    reason: 'an answer without an address fails as media.no-url, which tells the operator more',
  })),
  samples: [
    {
      operation: 'CreateAIInstance',
      side: 'request',
      example: 0,
      path: 'InstanceType',
      reason: 'required by the table, forgotten by the sample',
    },
  ],
  longQuery: {
    maxUrlBytes: MAX_URL_BYTES,
    reason: 'only GET is described, yet pictures travel as Base64; the RPC style takes a signed form as well',
  },
} as const satisfies VendorOverrides;
