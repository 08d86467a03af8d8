/** Where the IVM document is wrong about itself. Each line names its reason; the contract test drops none silently. */
import type { VendorOverrides } from '../core/contract/contract.ts';

const CHANNELS = 'the chapter states no limit; the appendix takes 1 to 100 channels (IVM.10024000)';

const ZERO = 'the sample sends 0 for what does not apply to the encoding';

const BOTH_DWELLS = {
  side: 'request',
  reason: 'dwel_time in three tables, dwell_time in a sample and in the answers (15.7 to 15.10): both are sent',
} as const;
const DWELL = { type: 'integer', min: 30, max: 3600 } as const;
const BOTH_SPEEDS = {
  operation: 'updateCruiseTrack',
  side: 'request',
  reason: 'speedLevel in the table, speed_level in the sample and in addCruiseTrack (15.10): both are sent',
} as const;

export const OVERRIDES: VendorOverrides = {
  implicit: ['user_id', 'Access-Token'],
  effects: {
    batchConnectP2pLive: 'read', // asks for addresses
    batchConnectP2pPlayback: 'read',
  },
  knownIds: [
    // These two register devices: their ids are new.
    { id: 'device', names: ['device_id', 'device_ids'], except: ['addHoloDevice', 'batchAddGbDevices'] },
    { id: 'device', names: ['devices'], operations: ['batchDeleteDevices'] },
    { id: 'channel', names: ['channel_id'] },
    { id: 'channel', names: ['channels'], operations: ['setTargetAuthorization'] },
    { id: 'group', names: ['device_org_id', 'parent_org_id', 'group_ids'] },
  ],
  persons: ['batchAddTargets', 'batchUpdateTargets'],
  fields: [
    {
      operation: 'getDeviceWebPlaybackUrl',
      side: 'request',
      path: 'protocol',
      set: { name: 'playback_protocol' },
      reason: 'named protocol in the table, playback_protocol in both samples (9.9)',
    },
    { ...BOTH_DWELLS, operation: 'updateCruiseTrack', path: 'cruise_points.dwell_time', set: DWELL },
    { ...BOTH_DWELLS, operation: 'updateCruiseTrack', path: 'cruise_points.dwel_time', set: { required: false } },
    { ...BOTH_SPEEDS, path: 'cruise_points.speed_level', set: { type: 'integer', min: 0, max: 10 } },
    { ...BOTH_SPEEDS, path: 'cruise_points.speedLevel', set: { required: false } },
    {
      operation: 'moveToPresetPosition',
      side: 'request',
      path: 'preset_index',
      set: { type: 'integer' },
      reason: 'String in the table, a number in the sample',
    },
    {
      operation: 'batchSetChannelRecordAlarmPlan',
      side: 'request',
      path: 'channels.stream_type',
      set: { type: 'integer' },
      reason: 'reserved field, String in the table, a number in the sample',
    },
    {
      operation: 'searchDeviceOrgTree',
      side: 'answer',
      path: 'result.children.enterprise_id',
      set: { type: 'long' },
      reason: 'Integer in the table, a text of 19 digits in the sample (5.7): more than a number of JavaScript holds',
      allowed: '{"result":[{"children":[{"enterprise_id":1230488562000000001}]}]}',
    },
    {
      operation: 'setDevicePassword',
      side: 'request',
      path: 'current_security_key',
      set: { required: false },
      reason: 'may be left out when the first password is set (table 16-6)',
      allowed: '{"device_id":"952352LWXT","channel_id":"0","new_security_key":"Password1"}',
    },
    {
      operation: 'setStreamDetail',
      side: 'request',
      path: 'stream_info.intelligence_encoding_level',
      set: { min: 0 },
      reason: ZERO,
    },
    {
      operation: 'setStreamDetail',
      side: 'request',
      path: 'stream_info.i_frame_interval',
      set: { min: 0 },
      reason: ZERO,
    },
    { operation: 'setStreamDetail', side: 'request', path: 'stream_info.jpeg_quality', set: { min: 0 }, reason: ZERO },
    {
      operation: 'setStreamDetail',
      side: 'request',
      path: 'stream_info.bit_rate_mode',
      set: { enumOpen: true },
      reason: ZERO,
    },
    {
      operation: 'setStreamDetail',
      side: 'request',
      path: 'stream_info.pic_quality',
      set: { enumOpen: true },
      reason: ZERO,
    },
  ],
  spellings: [{ ...BOTH_DWELLS, operation: 'addCruiseTrack', path: 'cruise_points.dwell_time', set: DWELL }],
  batches: [
    ...[
      'getLiveConnections',
      'batchGetLiveUrls',
      'batchConnectP2pLive',
      'batchDeleteChannelRecordPlan',
      'batchCloseChannelServices',
    ].map((operation) => ({ operation, list: 'channels', maxItems: 100, reason: CHANNELS })),
    {
      operation: 'batchConnectP2pPlayback',
      list: 'channels',
      maxItems: 100,
      reason: 'the chapter takes 1000, the appendix 100 (IVM.10024000): the smaller of them is right either way',
    },
  ],
  answers: [
    {
      operation: 'getMessageCallback',
      path: '',
      may: 'absent',
      reason: 'answers an empty object where no address is set for the type',
    },
    {
      operation: 'setTargetAuthorization',
      path: 'channels_result',
      may: 'absent',
      reason: 'directly connected devices have no channels to tell of',
    },
  ],
  samples: [
    {
      operation: 'getGbDevicePlaybackUrl',
      side: 'request',
      example: 0,
      path: 'channel_id',
      reason: 'the sample asks for channel 0 although the call serves GB channels only, which have 20 digits',
    },
    {
      operation: 'getPeopleStatistics',
      side: 'request',
      example: 0,
      path: 'device_id',
      reason: 'the sample asks for device 0; device ids have 8 to 32 characters',
    },
    {
      operation: 'batchGetIntelligencePictureUrls',
      side: 'answer',
      example: 0,
      path: 'failed_num',
      reason: 'the sample prints type names instead of values',
    },
  ],
};
