/** Where the IVP document is wrong about itself. Each line names its reason. */
import type { VendorOverrides } from '../core/contract.ts';

/** Lists of channels that the samples print with blanks for ids, by the operation that takes them. */
const BLANK_CHANNELS: Readonly<Record<string, string>> = {
  addLiveRecordPlan: 'Channels',
  modifyLiveRecordPlan: 'Mod.Add',
  addRecordBackupPlan: 'Channels',
  modifyRecordBackupPlan: 'Mod.Add',
  addRetrieveTask: 'Channels',
};

const blankIds: VendorOverrides['samples'] = Object.entries(BLANK_CHANNELS).flatMap(([operation, list]) =>
  ['DeviceId', 'ChannelId'].map((name) => ({
    operation,
    side: 'request' as const,
    example: 0,
    path: `${list}.*.${name}`,
    reason: 'the sample leaves the ids of its channels blank; the table requires them',
  })),
);

export const OVERRIDES: VendorOverrides = {
  implicit: [],
  // It opens a session on the device, which often has but one: asked twice, the first one hangs.
  effects: { getLocalRecordUrl: 'write' },
  fields: [
    {
      operation: 'updateDevice',
      side: 'request',
      path: 'Password',
      set: { pattern: null },
      reason: 'the table says digits only, the sample sends admin123',
    },
    {
      operation: 'importDevices',
      side: 'request',
      path: 'OrganizationId',
      set: { name: 'Organization_id' },
      reason: 'OrganizationId in the table, Organization_id in the sample',
    },
    {
      operation: 'GetAITaskResult',
      side: 'request',
      path: 'AIType',
      set: { type: 'string', in: 'query' },
      reason: 'sent by the sample, missing in the table',
    },
  ],
  batches: [
    {
      operation: 'countOrganizationUnplannedChannels',
      list: null,
      reason: 'a channel that two of the organizations contain must not be counted twice',
    },
    { operation: 'addRetrieveTask', list: null, reason: 'each call makes a task of its own' },
    { operation: 'CreateAITask', list: null, reason: 'each call makes a task of its own' },
  ],
  samples: [
    ...blankIds,
    {
      operation: 'GetAITaskResult',
      side: 'request',
      example: 0,
      path: 'EndTime',
      reason: 'the sample masks the time as xx',
    },
  ],
};
