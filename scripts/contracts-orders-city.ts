/** The changes of Aliyun City Visual, and where each of them shows. */
import type { Orders } from './contracts-orders.ts';

const HERE = { InstanceId: '@instanceId' };
const CAPABILITY = { CapabilityId: '@CreateCapability.CapabilityId' };
const PROFILE = { ResourceProfileId: '@CreateResourceProfile.ResourceProfileId' };
const LIB = { AlgoLibId: '@CreateAlgoLib.AlgoLibId' };
const MODEL = { CapabilityNames: 'LANNER2', OssEndpoint: 'oss-cn-shanghai.aliyuncs.com', OssBucket: 'lanner-models' };
const GROUP = { JobGroupId: '@CreateJobGroup.JobGroupId' };
const WORK = { WorkGroupId: '@CreateWorkGroup.WorkGroupId' };
const CAMERA = { CameraId: 'lanner_1' };

export const CITY_ORDERS: Orders = {
  GetComputeJobLog: { send: { JobGroupId: '@jobGroupId', JobId: '@computeJobId', JobLogName: 'compute.log' } },
  CreateInstance: { shows: 'DescribeInstances' },
  ModifyInstance: { send: { ...HERE, Description: 'Lanner' }, shows: 'DescribeInstances', says: 'Description' },
  CreateCapability: {
    send: { ...HERE, CapabilityName: 'LANNER' },
    shows: 'DescribeCapabilities',
    reading: HERE,
    says: 'CapabilityName',
  },
  ModifyCapability: {
    send: { ...CAPABILITY, CapabilityName: 'LANNER2' },
    shows: 'DescribeCapabilities',
    reading: HERE,
    says: 'CapabilityName',
  },
  CreateResourceProfile: { send: HERE, shows: 'DescribeResourceProfiles', reading: HERE, says: 'ResourceProfileName' },
  ModifyResourceProfile: {
    send: { ...PROFILE, ResourceProfileName: 'Lanner' },
    shows: 'DescribeResourceProfiles',
    reading: HERE,
    says: 'ResourceProfileName',
  },
  CreateAlgoLib: { send: { ...HERE, ...MODEL }, shows: 'DescribeAlgoLibs', reading: HERE, says: 'AlgoLibName' },
  ModifyAlgoLib: {
    send: { ...LIB, ...MODEL, AlgoLibName: 'Lanner' },
    shows: 'DescribeAlgoLibs',
    reading: HERE,
    says: 'AlgoLibName',
  },
  CreateJobGroup: {
    send: { ...HERE, ...PROFILE, ...LIB },
    shows: 'DescribeJobGroups',
    reading: HERE,
    says: 'JobGroupName',
  },
  ModifyJobGroup: {
    send: { ...GROUP, ...PROFILE, ...LIB, JobGroupName: 'Lanner' },
    shows: 'DescribeJobGroups',
    reading: HERE,
    says: 'JobGroupName',
  },
  AttachStream: {
    send: { ...GROUP, Streams: [{ StreamName: 'lanner', StreamURL: 'mq://lanner/1' }] },
    shows: 'DescribeStreams',
    reading: GROUP,
  },
  StartJobGroup: { send: GROUP, shows: 'DescribeJobGroups', reading: HERE },
  StopJobGroup: { send: GROUP, shows: 'DescribeJobGroups', reading: HERE },
  DetachStream: { send: { ...GROUP, Streams: [{ StreamName: 'lanner' }] }, shows: 'DescribeStreams', reading: GROUP },
  DeleteJobGroup: { send: GROUP, shows: 'DescribeJobGroups', reading: HERE },
  DeleteAlgoLib: { send: LIB, shows: 'DescribeAlgoLibs', reading: HERE },
  DeleteResourceProfile: { send: PROFILE, shows: 'DescribeResourceProfiles', reading: HERE },
  DeleteCapability: { send: CAPABILITY, shows: 'DescribeCapabilities', reading: HERE },
  CreateWorkGroup: { send: HERE, shows: 'DescribeWorkGroups', reading: HERE, says: 'WorkGroupName' },
  ModifyWorkGroup: {
    send: { ...WORK, Description: 'Lanner' },
    shows: 'DescribeWorkGroups',
    reading: HERE,
    says: 'Description',
  },
  CreateCamera: { send: { ...HERE, ...WORK, ...CAMERA }, shows: 'DescribeCameras', reading: HERE, says: 'CameraName' },
  ModifyCamera: {
    send: { ...CAMERA, CameraName: 'Lanner' },
    shows: 'DescribeCameras',
    reading: HERE,
    says: 'CameraName',
  },
  BatchModifyCameraStatus: {
    send: { WorkGroupId: '@workGroupId', CameraIds: '["{@cameraId}"]', StreamStatus: 'OFF_LINE' },
    shows: 'DescribeCameras',
    reading: HERE,
  },
  DeleteCamera: { send: CAMERA, shows: 'DescribeCameras', reading: HERE },
  DeleteWorkGroup: { send: WORK, shows: 'DescribeWorkGroups', reading: HERE },
  DeleteInstance: { send: { InstanceId: '@expiredInstanceId' }, shows: 'DescribeInstances' },
};
