/** The changes of Huawei IVM, and where each of them shows. */
import { PICTURE } from './contracts-fillings.ts';
import type { Orders } from './contracts-orders.ts';

const DOME = { device_id: '@ptzDome.deviceId', channel_id: '@ptzDome.channelId' };
const TRACK = { cruises_id: '@addCruiseTrack.cruises_id' };
const RECORDED = { device_id: '@recorded.deviceId', channel_id: '@recorded.channelId' };
const PEOPLED = { device_id: '@targets.IPC' };
const CAMERA = { device_id: '@deviceId', channel_id: '@channelId' };
const NEW_GROUP = { device_org_id: '@createDeviceOrg.device_org_id' };

const GROUPS: Orders = {
  createDeviceOrg: {
    send: { parent_org_id: '@deviceOrgId' },
    shows: 'listSubDeviceOrgs',
    reading: { device_org_id: '@deviceOrgId' },
    says: 'device_org_name',
  },
  renameDeviceOrg: {
    send: { ...NEW_GROUP, device_org_name: 'Lanner' },
    shows: 'listSubDeviceOrgs',
    reading: { device_org_id: '@deviceOrgId' },
    says: 'device_org_name',
  },
  deleteDeviceOrg: {
    send: { device_org_id: '@createDeviceOrg.device_org_id' },
    shows: 'listSubDeviceOrgs',
    reading: { device_org_id: '@deviceOrgId' },
  },
};

const DEVICES: Orders = {
  addHoloDevice: {
    send: { device_id: '@deviceToAdd.deviceId', verification_code: '@deviceToAdd.verificationCode' },
    shows: 'getDevice',
    reading: { device_id: '@deviceToAdd.deviceId' },
  },
  moveDevicesToOrg: {
    send: { device_org_id: '@deviceOrgId', device_ids: ['@deviceToAdd.deviceId'] },
    shows: 'listOrgDevices',
    reading: { device_org_id: '@deviceOrgId' },
  },
  batchAddGbDevices: { shows: 'listDevices', reading: { offset: 0 } },
  updateDevice: { send: { device_id: '@deviceId' }, shows: 'getDevice', says: 'device_name' },
  updateGbAccount: {
    send: { device_id: '34020000001320000001', device_username: 'lanner' },
    shows: 'getDeviceGateway',
    says: 'device_username',
  },
  updateChannel: { send: CAMERA, shows: 'getChannel', reading: CAMERA, says: 'channel_name' },
  setDevicePassword: { send: CAMERA, shows: 'getDevicePasswordState', reading: CAMERA },
  setStreamDetail: { send: CAMERA, shows: 'getStreamDetail', reading: CAMERA },
  setTargetAuthorization: { send: PEOPLED, shows: 'getTargetAuthorization', reading: PEOPLED },
};

const STEERING: Orders = {
  acquirePtzLock: {
    send: DOME,
    unseen:
      'No operation lists locks; controlPtz and moveToPresetPosition are taken with the token of the answer only.',
  },
  moveToPresetPosition: {
    send: { ...DOME, preset_index: 2, control_token: '@acquirePtzLock.control_token' },
    state: 'ptz/pose?deviceId=@device_id&channelId=@channel_id',
    withinMs: 3_000,
  },
  addPresetPosition: { send: { ...DOME, index: 10 }, shows: 'listPresetPositions', reading: DOME, says: 'preset_name' },
  updatePresetPosition: {
    send: { ...DOME, preset_index: '@addPresetPosition.preset_index', preset_name: 'Lanner' },
    shows: 'listPresetPositions',
    reading: DOME,
    says: 'preset_name',
  },
  addCruiseTrack: { send: DOME, shows: 'listCruiseTracks', reading: DOME, says: 'cruise_name' },
  updateCruiseTrack: {
    send: { ...DOME, ...TRACK, cruise_name: 'Lanner' },
    shows: 'getCruiseTrack',
    reading: { ...DOME, ...TRACK },
    says: 'cruise_name',
  },
  getCruiseTrack: { send: { ...DOME, ...TRACK } },
  enableCruiseTrack: { send: { ...DOME, ...TRACK }, shows: 'listCruiseTracks', reading: DOME },
  controlPtz: {
    send: { ...DOME, mode: 'NON_POINT', control_lock: '@acquirePtzLock.control_token' },
    restMs: 300,
    state: 'ptz',
  },
  deleteCruiseTrack: { send: { ...DOME, ...TRACK }, shows: 'listCruiseTracks', reading: DOME },
  deletePresetPosition: { send: { ...DOME, preset_index: 10 }, shows: 'listPresetPositions', reading: DOME },
  releasePtzLock: { send: DOME, unseen: 'No operation lists locks.' },
};

const RECORDING: Orders = {
  batchSetChannelRecordConfig: { shows: 'getChannelRecordConfig', reading: RECORDED },
  batchSetChannelRecordPlan: { shows: 'getChannelRecordPlan', reading: RECORDED },
  batchDeleteChannelRecordPlan: { shows: 'getChannelRecordPlan', reading: RECORDED },
  batchSetChannelTimePolicy: { shows: 'getChannelTimePolicy', reading: RECORDED },
  batchSetChannelRecordAlarmPlan: { shows: 'getChannelRecordAlarmPlan', reading: RECORDED },
  batchCloseChannelServices: { send: { channels: [RECORDED] }, shows: 'listChannelResources', reading: RECORDED },
  listResources: { send: { resource_type_code: 'NORMAL', resource_id: undefined, offset: 0 } },
  batchOpenChannelServices: {
    send: { resource_id: '@listResources.resource_id', channels: [RECORDED] },
    shows: 'listChannelResources',
    reading: RECORDED,
  },
  snapChannelPicture: {
    send: RECORDED,
    unseen: 'The answer is the picture; no operation lists the pictures that were taken.',
  },
  batchDeleteMediaUrls: { unseen: 'No operation lists the addresses of live pictures and recordings that are valid.' },
};

const PEOPLE: Orders = {
  createTargetGroup: { send: PEOPLED, shows: 'listTargetGroups', reading: PEOPLED, says: 'group_name' },
  createTargetGroupV2: {
    send: { ...PEOPLED, group_name: 'second' },
    shows: 'listTargetGroups',
    reading: PEOPLED,
    says: 'group_name',
  },
  updateTargetGroup: {
    send: { ...PEOPLED, group_id: '@createTargetGroup.group_id', enable: 'CLOSE' },
    shows: 'listTargetGroups',
    reading: PEOPLED,
    says: 'group_name',
  },
  updateTargetGroupV2: {
    send: { ...PEOPLED, group_id: '@createTargetGroupV2.group_id', group_name: 'third', enable: 'CLOSE' },
    shows: 'listTargetGroups',
    reading: PEOPLED,
    says: 'group_name',
  },
  batchAddTargets: {
    send: {
      ...PEOPLED,
      group_id: '@createTargetGroup.group_id',
      targets: [{ name: 'Mark', gender: 'male', jpegBase64: PICTURE }],
    },
    shows: 'listTargets',
    reading: { ...PEOPLED, group_id: '@createTargetGroup.group_id' },
  },
  batchUpdateTargets: {
    send: {
      ...PEOPLED,
      group_id: '@createTargetGroup.group_id',
      targets: [{ target_id: '@batchAddTargets.target_id', name: 'Lanner', gender: 'male', jpegBase64: PICTURE }],
    },
    shows: 'listTargets',
    reading: { ...PEOPLED, group_id: '@createTargetGroup.group_id' },
  },
  batchDeleteTargets: {
    send: { ...PEOPLED, group_id: '@createTargetGroup.group_id', target_ids: ['@batchAddTargets.target_id'] },
    shows: 'countTargets',
    reading: { ...PEOPLED, group_id: '@createTargetGroup.group_id' },
  },
  deleteTargetGroup: {
    send: { ...PEOPLED, group_id: '@createTargetGroup.group_id' },
    shows: 'listTargetGroups',
    reading: PEOPLED,
  },
  deleteTargetGroupV2: {
    send: { ...PEOPLED, group_id: '@createTargetGroupV2.group_id' },
    shows: 'listTargetGroups',
    reading: PEOPLED,
  },
};

const MESSAGES: Orders = {
  setMessageCallback: { send: { callback_url: '@callbackUrl' }, shows: 'getMessageCallback', says: 'callback_url' },
  batchGetAlarmPictureUrls: {
    refused: {
      code: 'IVM.10027008',
      because: 'Only an alarm with a picture that was pushed has one; none was pushed here.',
    },
  },
  batchGetIntelligencePictureUrls: {
    refused: {
      code: 'IVM.10027009',
      because: 'Only data with a picture that was pushed has one; none was pushed here.',
    },
  },
  deleteMessageCallback: { shows: 'getMessageCallback' },
};

export const IVM_ORDERS: Orders = {
  ...GROUPS,
  ...DEVICES,
  ...STEERING,
  ...RECORDING,
  ...PEOPLE,
  ...MESSAGES,
  batchDeleteDevices: {
    send: { devices: ['@deviceToAdd.deviceId'] },
    shows: 'getDevice',
    reading: { device_id: '@deviceToAdd.deviceId' },
  },
};
