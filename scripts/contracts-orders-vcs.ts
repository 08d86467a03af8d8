/** The changes of Aliyun VCS, and where each of them shows. */
import type { Orders } from './contracts-orders.ts';

const NEW_DEVICE = '@CreateDevice.DeviceId';
const PROJECT = { ProjectId: '@corpId' };
const AI = { InstanceId: '@CreateAIInstance.InstanceId' };

/** The sample is of a recorder with its channels. */
const ALONE = { ParentDeviceId: undefined, SubDeviceCount: undefined, SubDeviceIdList: undefined, DeviceId: undefined };
const SOURCE = { DataSourceId: '@AddDataSource.DataSourceId' };

/** The first item of the policy is in use. */
const SECOND_ITEM = '@DescribeWatchItems.Data~"WatchItemId":"[^"]+".*?"WatchItemId":"([^"]+)"';

export const VCS_ORDERS: Orders = {
  CreateCorp: { shows: 'ListCorps', says: 'CorpName' },
  UpdateCorp: { send: { CorpId: '@CreateCorp.CorpId', CorpName: 'Lanner' }, shows: 'ListCorps', says: 'CorpName' },
  CreateDevice: { send: { CorpId: '@corpId', DeviceType: 'IPC', ...ALONE }, shows: 'DescribeIpcs' },
  ModifyDevice: { send: { DeviceId: '@deviceId', DeviceName: 'Lanner' }, shows: 'DescribeIpcs', says: 'DeviceName' },
  SetStreamMode: {
    send: { DeviceIdList: ['@onDemand'], StreamMode: '1' },
    unseen: 'No operation says how the stream of a device is pulled.',
  },
  UpdateDevicesStorage: {
    send: {
      UpdateStorageRequests: [{ DeviceIds: '@deviceId', StorageDays: [{ StorageType: 'PICTURE', StorageDays: 20 }] }],
    },
    unseen: 'No operation says how long recordings and pictures are kept.',
  },
  CreateComputeInstance: { send: PROJECT, shows: 'ListInstances', reading: PROJECT, says: 'InstanceName' },
  BatchDeleteInstance: {
    send: { ...PROJECT, InstanceIds: ['@CreateComputeInstance.InstanceId'] },
    shows: 'ListInstances',
    reading: PROJECT,
  },
  CreateAIInstance: { send: PROJECT, shows: 'DescribeAIInstance', reading: PROJECT, says: 'InstanceName' },
  AddCameraForInstance: { send: { ...AI, CameraIds: ['@deviceId'] }, shows: 'DescribeCameraForInstance', reading: AI },
  DescribeCameraForInstance: { send: AI },
  RemoveCameraForInstance: {
    send: { ...AI, CameraIds: ['@deviceId'] },
    shows: 'DescribeCameraForInstance',
    reading: AI,
  },
  DeleteAIInstance: {
    send: { InstanceIds: ['@CreateAIInstance.InstanceId'] },
    shows: 'DescribeAIInstance',
    reading: PROJECT,
  },
  AddDataSource: {
    send: { CorpId: '@corpId', DataSourceType: 'PIC', Url: undefined },
    unseen: 'No operation lists data sources; UpdateDataSource and UploadFile know the new one.',
  },
  UpdateDataSource: { send: SOURCE, unseen: 'No operation lists data sources.' },
  UploadFile: { send: { ...SOURCE, CorpId: '@corpId' }, unseen: 'No operation lists the files of a data source.' },
  CreateWatchPolicy: { shows: 'DescribeWatchPolicies', says: 'WatchPolicyName' },
  UpdateWatchPolicy: {
    send: { WatchPolicyId: '@CreateWatchPolicy.WatchPolicyId', WatchPolicyName: 'Lanner' },
    shows: 'DescribeWatchPolicies',
    says: 'WatchPolicyName',
  },
  CreateWatchTask: { shows: 'DescribeWatchTasks', says: 'TaskName' },
  UpdateWatchTask: {
    send: { WatchTaskId: '@CreateWatchTask.WatchTaskId', TaskName: 'Lanner' },
    shows: 'DescribeWatchTasks',
    says: 'TaskName',
  },
  DeleteWatchTasks: { send: { WatchTaskIds: ['@CreateWatchTask.WatchTaskId'] }, shows: 'DescribeWatchTasks' },
  DescribeWatchItems: { send: { WatchPolicyId: '@watchPolicyId', WatchItemIds: undefined } },
  RemoveWatchItems: {
    send: { WatchPolicyId: '@watchPolicyId', WatchItemIds: [SECOND_ITEM] },
    shows: 'DescribeWatchItems',
    reading: { WatchPolicyId: '@watchPolicyId' },
  },
  DeleteWatchPolicies: {
    send: { WatchPolicyIds: ['@CreateWatchPolicy.WatchPolicyId'] },
    shows: 'DescribeWatchPolicies',
  },
  DeleteDevices: { send: { DeviceIdList: [NEW_DEVICE] }, shows: 'DescribeIpcs' },
};
