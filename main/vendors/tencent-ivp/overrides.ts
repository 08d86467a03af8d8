/** Where the IVP document is wrong about itself. Each line names its reason. */
import type { VendorOverrides } from '../core/contract/contract.ts';

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

/**
 * Lists that the document calls empty when they have no rows, without saying whether null or an empty text stands there.
 * No other list is here: the document prints `Data: null` as the answer of writes only, and shows no list without rows. So
 * null for the list of cameras or of organizations stays a bad answer, and the tree keeps what it shows; null for the recordings
 * of a device stays one as well, and its time stays unknown: "nothing is recorded" is said only where the cloud says so, by an
 * empty list or by 41627. If the cloud is seen to answer null for an empty list, one line here allows that.
 */
const EMPTY_FORMS: Readonly<Record<string, string>> = {
  listLiveRecordPlans: 'Data',
  listAllLiveRecordPlanChannels: 'Data.List',
  listRecordBackupPlans: 'Data',
  listLiveRecordTemplates: 'Data',
  listRecordBackupTemplates: 'Data',
};

export const OVERRIDES: VendorOverrides = {
  implicit: [],
  // The call opens a session on the device, which often allows only one: a second call makes the first session hang.
  effects: { getLocalRecordUrl: 'write' },
  knownIds: [
    { id: 'device', names: ['DeviceId', 'DeviceIds'] },
    {
      id: 'device',
      names: ['Id'],
      operations: ['deleteDevice', 'updateDevice', 'describeDevice', 'updateDeviceStatus'],
    },
    { id: 'device', names: ['Ids'], operations: ['batchUpdateDeviceOrganization'] },
    { id: 'channel', names: ['ChannelId', 'ChannelList'] },
    { id: 'group', names: ['OrganizationId', 'Organization_id', 'ParentId'] },
    { id: 'group', names: ['Id'], operations: ['deleteOrganization', 'updateOrganization'] },
  ],
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
  answers: [
    {
      operation: 'queryCloudRecordTimeline',
      path: 'Data.List',
      may: 'empty',
      zero: 'Data.Tips',
      reason: 'Tips 0 says that nothing was recorded; the form of the empty list is not stated',
    },
    ...Object.entries(EMPTY_FORMS).map(([operation, path]) => ({
      operation,
      path,
      may: 'empty' as const,
      reason: 'without rows the field is empty in a form that the document does not state',
    })),
    ...['getLiveStreamUrl', 'getCloudPlaybackUrl'].map((operation) => ({
      operation,
      path: '',
      may: 'absent' as const,
      reason: 'an answer without an address fails as media.no-url, which tells the operator more',
    })),
    {
      operation: 'GetAITaskResult',
      path: 'Data.AIResults',
      may: 'absent',
      reason: 'only tasks that recognise have kinds of results; those of snapshot tasks have no documented shape',
    },
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
