/** Where the VCS document is wrong about itself. Each line names its reason. */
import type { VendorOverrides } from '../core/contract.ts';

export const OVERRIDES: VendorOverrides = {
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
};
