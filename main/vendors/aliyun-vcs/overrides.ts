/** Where the VCS document is wrong about itself. Each line names its reason. */
import type { VendorOverrides } from '../core/contract.ts';

/** Few proxies and servers take a longer request line. */
const MAX_URL_BYTES = 8_192;

export const OVERRIDES = {
  implicit: [],
  effects: {},
  fields: [],
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
