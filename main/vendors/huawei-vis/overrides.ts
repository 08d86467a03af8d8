/** Where the VIS document is wrong about itself. Each line names its reason. */
import type { VendorOverrides } from '../core/contract/contract.ts';

export const OVERRIDES: VendorOverrides = {
  implicit: ['project_id', 'X-Auth-Token', 'Content-Type'],
  effects: { createIamToken: 'read' }, // tokens are not limited in number; an unused one just expires
  knownIds: [
    { id: 'device', names: ['device_id'] },
    { id: 'channel', names: ['channel_id'] },
    { id: 'stream', names: ['stream_name'] },
  ],
  fields: [],
  samples: [
    {
      operation: 'updateStreamRetention',
      side: 'request',
      example: 0,
      path: 'retention_in_hour',
      reason: 'the sample asks for 100000 hours; the table allows ten years, 87600',
    },
  ],
};
