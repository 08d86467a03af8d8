/** Where the VCS document is wrong about itself. Each line names its reason. */
import type { VendorOverrides } from '../core/contract/contract.ts';

/** Many proxies and servers refuse a longer request line. */
const MAX_URL_BYTES = 8_192;

const CHOICE = 'the ids choose what is listed; each piece of them is a list of its own';

/**
 * The document heads the chapters of these operations by their names alone. The words are those of the overview and of the
 * tables of the document.
 */
const TITLES = {
  ListCorps: '查询空间列表',
  CreateDevice: '添加设备',
  ModifyDevice: '修改设备信息',
  DeleteDevices: '删除设备',
  DescribeIpcs: '获取 IPC 设备信息',
  DescribeNvrs: '获取 NVR 设备信息',
  SetStreamMode: '设置设备的拉流模式',
  GetDeviceLiveUrl: '获取设备实时视频取流 URL',
  GetDeviceVideoUrl: '获取设备录像视频取流 URL',
  GetDevicePicture: '获取设备的视频截图',
  CreateComputeInstance: '创建计算实例',
  BatchDeleteInstance: '批量删除计算实例',
  ListInstances: '查询计算实例列表',
  CreateAIInstance: '创建 AI 计算实例',
  DeleteAIInstance: '删除 AI 计算实例',
  DescribeAIInstance: '查询 AI 计算实例',
  DescribeCameraForInstance: '查询实例中的摄像机',
  AddCameraForInstance: '向实例添加摄像机',
  RemoveCameraForInstance: '从实例移除摄像机',
  AddDataSource: '创建数据源',
  UploadFile: '向数据源上传文件',
  UpdateDevicesStorage: '修改设备的存储配置',
  UpdateDataSource: '更新数据源',
  SearchTarget: '搜索目标',
  CreateWatchTask: '创建观察任务',
  DeleteWatchTasks: '删除观察任务',
  UpdateWatchTask: '更新观察任务',
  DescribeWatchTasks: '查询观察任务',
  CreateWatchPolicy: '创建关注策略',
  DeleteWatchPolicies: '删除关注策略',
  DescribeWatchPolicies: '查询关注策略',
  UpdateWatchPolicy: '更新关注策略',
  DescribeWatchItems: '查询关注目标',
  RemoveWatchItems: '移除关注目标',
};

export const OVERRIDES = {
  implicit: [],
  effects: {},
  titles: TITLES,
  knownIds: [
    // A camera has an id of its own, whether a recorder holds the camera or not. CreateDevice gives a new id.
    {
      id: 'channel',
      names: ['DeviceId', 'GbId', 'DeviceIdList', 'DeviceIds', 'DeviceList', 'CameraIds'],
      except: ['CreateDevice'],
    },
    { id: 'device', names: ['ParentDeviceId', 'NvrIdList', 'NvrDeviceIdList'] },
    { id: 'group', names: ['CorpId', 'CorpIdList', 'ParentCorpId'] },
  ],
  fields: [],
  batches: [
    { operation: 'CreateWatchTask', list: null, reason: 'each call makes a task of its own' },
    { operation: 'DescribeWatchTasks', list: 'WatchTaskIds', reason: CHOICE },
    { operation: 'DescribeWatchPolicies', list: 'WatchPolicyIds', reason: CHOICE },
    { operation: 'DescribeWatchItems', list: 'WatchItemIds', reason: CHOICE },
  ],
  answers: ['GetDeviceLiveUrl', 'GetDeviceVideoUrl'].map((operation) => ({
    operation,
    path: '',
    may: 'absent',
    reason: 'an answer without an address fails as media.no-url, which tells the operator more',
  })),
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
