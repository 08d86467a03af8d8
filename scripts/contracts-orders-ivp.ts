/** The changes of Tencent IVP, and where each of them shows. */
import type { Orders } from './contracts-orders.ts';

/** The simulator looks at the frame of a certificate only. */
const KEY = new File(['-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n'], 'lanner.key');
const CERTIFICATE = new File(['-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'], 'lanner.crt');
const JOB = { JobId: '3f0c9a52-7c1e-4d5b-9a37-0c6d5e4b1f21' };
const NEW_DEVICE = '@addDevice.Id';
const FREE = [{ DeviceId: '@unplanned.deviceId', ChannelId: '@unplanned.channelId' }];

const SERVICE: Orders = {
  getDomainCname: { send: { ClusterId: '@freeClusterId' } },
  addDomain: {
    send: { ClusterId: '@freeClusterId', InternalDomain: '@getDomainCname.Data', Key: KEY, Cert: CERTIFICATE },
    shows: 'listDomains',
    says: 'PlayDomain',
  },
  updateDomain: {
    send: { Id: '@addDomain.Id', Key: KEY, Cret: CERTIFICATE },
    unseen: 'No operation says more of a certificate than that there is one.',
  },
  setStreamAuth: {
    send: { Id: '@getStreamAuth.Id', PullState: 1, PullSecret: 'lanner12', PullExpired: 60 },
    shows: 'getStreamAuth',
  },
};

const DEVICES: Orders = {
  addOrganization: { shows: 'listOrganizations', says: 'Name' },
  updateOrganization: { send: { Id: '@addOrganization.Id', Name: 'Lanner' }, shows: 'listOrganizations', says: 'Name' },
  addDevice: { shows: 'listDevices', reading: { OrganizationId: '@organizationId' } },
  updateDevice: {
    send: { Id: NEW_DEVICE, Name: 'Lanner', Password: undefined },
    shows: 'describeDevice',
    reading: { Id: NEW_DEVICE },
    says: 'Name',
  },
  updateDeviceStatus: { send: { Id: NEW_DEVICE }, shows: 'describeDevice', reading: { Id: NEW_DEVICE } },
  refreshDeviceChannels: {
    send: { DeviceId: '@gb28181.deviceId' },
    unseen: 'The simulated device tells the channels again that it had before.',
  },
  batchUpdateDeviceOrganization: {
    send: { Ids: [NEW_DEVICE], OrganizationId: '@addOrganization.Id' },
    shows: 'describeDevice',
    reading: { Id: NEW_DEVICE },
  },
  exportDeviceTemplate: { send: { AccessProtocol: 1 } },
  importDevices: {
    send: { ...JOB, AccessProtocol: '1', File: '@exportDeviceTemplate.(binary)' },
    shows: 'getDeviceImportProgress',
    reading: JOB,
  },
  getDeviceImportProgress: { send: JOB },
  exportDeviceImportResult: { send: JOB },
};

const WATCHING: Orders = {
  controlPtz: {
    send: { ChannelId: '@ptzDome.channelId' },
    state: 'ptz/pose?deviceId=@ptzDome.deviceId&channelId=@ChannelId',
  },
  operatePreset: {
    send: { ChannelId: '@ptzDome.channelId', Cmd: 'set', Index: 9 },
    shows: 'listPresets',
    reading: { ChannelId: '@ptzDome.channelId' },
  },
  getLocalRecordUrl: {
    send: { ChannelId: '@gb28181.channelId', Resolution: undefined },
    unseen: 'The answer is the address of the recording; no operation lists the sessions of a device.',
  },
  controlLocalPlayback: {
    send: {
      ChannelId: '@gb28181.channelId',
      Session: '@getLocalRecordUrl.Flv~@([^.]+)',
      Action: 'pause',
      Pos: undefined,
    },
    unseen: 'A pause shows in the pictures alone.',
  },
};

const PLANS: Orders = {
  addLiveRecordTemplate: { shows: 'listLiveRecordTemplates', says: 'TemplateName' },
  modifyLiveRecordTemplate: {
    send: { TemplateId: '@addLiveRecordTemplate.TemplateId' },
    shows: 'getLiveRecordTemplate',
    reading: { TemplateId: '@addLiveRecordTemplate.TemplateId' },
  },
  addLiveRecordPlan: {
    send: { TemplateId: '@templateId', Channels: FREE, OrganizationId: undefined },
    shows: 'listLiveRecordPlans',
    says: 'PlanName',
  },
  modifyLiveRecordPlan: {
    send: { PlanId: '@addLiveRecordPlan.PlanId', Mod: { PlanName: 'Lanner' } },
    shows: 'getLiveRecordPlan',
    reading: { PlanId: '@addLiveRecordPlan.PlanId' },
  },
  deleteLiveRecordPlan: { send: { PlanId: '@addLiveRecordPlan.PlanId' }, shows: 'listLiveRecordPlans' },
  deleteLiveRecordTemplate: {
    send: { TemplateId: '@addLiveRecordTemplate.TemplateId' },
    shows: 'listLiveRecordTemplates',
  },
  addRecordBackupTemplate: { shows: 'listRecordBackupTemplates', says: 'TemplateName' },
  modifyRecordBackupTemplate: {
    send: { TemplateId: '@addRecordBackupTemplate.TemplateId' },
    shows: 'getRecordBackupTemplate',
    reading: { TemplateId: '@addRecordBackupTemplate.TemplateId' },
  },
  addRecordBackupPlan: {
    send: { TemplateId: '@backupTemplateId', Channels: FREE, OrganizationId: undefined },
    shows: 'listRecordBackupPlans',
    says: 'PlanName',
  },
  modifyRecordBackupPlan: {
    send: { PlanId: '@addRecordBackupPlan.PlanId', Mod: { PlanName: 'Lanner' } },
    shows: 'getRecordBackupPlan',
    reading: { PlanId: '@addRecordBackupPlan.PlanId' },
  },
  deleteRecordBackupPlan: { send: { PlanId: '@addRecordBackupPlan.PlanId' }, shows: 'listRecordBackupPlans' },
  deleteRecordBackupTemplate: {
    send: { TemplateId: '@addRecordBackupTemplate.TemplateId' },
    shows: 'listRecordBackupTemplates',
  },
  addRetrieveTask: { shows: 'listRetrieveTasks', says: 'TaskName' },
  getRetrieveTask: { send: { TaskId: '@addRetrieveTask.TaskId' } },
  deleteRetrieveTask: { send: { TaskId: '@addRetrieveTask.TaskId' }, shows: 'listRetrieveTasks' },
};

const REST: Orders = {
  CreateAITask: { shows: 'ListAITasks', says: 'Name' },
  UpdateAITaskStatus: {
    send: { TaskId: '@CreateAITask.TaskId', Status: 'off' },
    shows: 'GetAITaskDetail',
    reading: { TaskId: '@CreateAITask.TaskId' },
  },
  UpdateAITask: {
    send: { TaskId: '@CreateAITask.TaskId', Name: 'Lanner' },
    shows: 'GetAITaskDetail',
    reading: { TaskId: '@CreateAITask.TaskId' },
    says: 'Name',
  },
  DeleteAITask: { send: { TaskId: '@CreateAITask.TaskId' }, shows: 'ListAITasks' },
  updateGateway: { send: { Id: '@gatewayId' }, shows: 'getGateway', reading: { Id: '@gatewayId' }, says: 'Name' },
  upgradeGateway: {
    send: { Id: '@gatewayId' },
    shows: 'getGatewayVersions',
    reading: { Id: '@gatewayId' },
    withinMs: 15_000,
  },
  deleteGateway: { send: { Id: '@gatewayId' }, shows: 'listGateways' },
  deleteDevice: { send: { Id: NEW_DEVICE }, shows: 'describeDevice', reading: { Id: NEW_DEVICE } },
  deleteOrganization: { send: { Id: '@addOrganization.Id' }, shows: 'listOrganizations' },
  deleteDomain: { send: { Id: '@addDomain.Id' }, shows: 'listDomains' },
};

export const IVP_ORDERS: Orders = { ...SERVICE, ...DEVICES, ...WATCHING, ...PLANS, ...REST };
