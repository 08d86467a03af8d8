// Written by scripts/generate-operations.ts from contract.json and overrides.ts; do not edit.
/* eslint-disable */
// prettier-ignore
export interface AliyunVcsOperations {
  CreateCorp: {
    params: { CorpName: string; AppName: string; ParentCorpId?: string; Description?: string; AlgorithmType?: string; IsvSubId?: string; IconPath?: string };
    answer: { CorpId?: string; Message?: string; RequestId?: string; Code?: string };
  };
  ListCorps: {
    params: { PageNumber: number; PageSize: number; CorpName?: string };
    answer: { Message?: string; RequestId?: string; Data?: { Records?: readonly { ParentCorpId?: string; AppName?: string; IsvSubId?: string; Description?: string; CorpName?: string; CorpId?: string; AcuUsed?: number; CreateDate?: string; IconPath?: string; DeviceCount?: number; YOfflineAcuUsed?: number }[]; TotalPage?: number; PageNumber?: number; PageSize?: number; TotalCount?: number }; Code?: string };
  };
  UpdateCorp: {
    params: { CorpId?: string; CorpName?: string; AppName?: string; ParentCorpId?: string; Description?: string; IsvSubId?: string; IconPath?: string };
    answer: { Message?: string; RequestId?: string; Data?: string; Code?: string };
  };
  CreateDevice: {
    params: { CorpId: string; DeviceType: 'IPC' | 'NVR' | 'ABOX'; DataSourceType: 'VIDEO' | 'PIC_VIDEO'; DeviceName: string; DeviceAddress: string; DeviceSn?: string; ParentDeviceId?: string; SubDeviceCount?: string | number | bigint; SubDeviceIdList?: readonly string[] | string; Vendor?: string; DeviceModel?: string; InProtocol?: 'GBT28181' | 'SAPI'; DeviceId?: string; CityCode?: string; Longitude?: string; Latitude?: string; DeviceSite?: string; DeviceDirection?: string; DeviceResolution?: string; DeviceRate?: string; FrameRate?: string; GovLength?: string; EncodeFormat?: '3' | '6' | '13'; AudioEnable?: '0' | '1'; OSDTimeEnable?: '0' | '1'; OSDTimeType?: '0' | '1' | '2' | '3' | '4'; OSDTimeX?: string; OSDTimeY?: string; ActivateCode?: string };
    answer: { RequestId?: string; Code?: string; Message?: string; Data?: { ServerId?: string; ServerIp?: string; ServerRealm?: string; ServerPort?: string; DeviceId?: string; Password?: string; SubDeviceInfo?: readonly { SubDeviceId?: string }[] } };
  };
  ModifyDevice: {
    params: { DeviceId: string; DeviceName?: string; DeviceAddress?: string; Longitude?: string; Latitude?: string; DeviceDirection?: string; DeviceSite?: string; DeviceResolution?: string; DeviceRate?: string; FrameRate?: string; GovLength?: string; EncodeFormat?: '3' | '6' | '13'; AudioEnable?: '0' | '1'; OSDTimeEnable?: '0' | '1'; OSDTimeType?: '0' | '1' | '2' | '3' | '4'; OSDTimeX?: string; OSDTimeY?: string; Vendor?: string; DeviceModel?: string; DeviceSubType?: '1' | '2' | '3' | '4' | '199'; DeviceIp?: string; Password?: string };
    answer: { RequestId?: string; Code?: string; Message?: string };
  };
  DeleteDevices: {
    params: { DeviceIdList: readonly string[] | string };
    answer: { RequestId?: string; Code?: string; Message?: string; Data?: readonly { DeviceId?: string; Code?: string; Description?: string }[] };
  };
  DescribeIpcs: {
    params: { PageNum: string | number | bigint; PageSize: string | number | bigint; ParentDeviceType?: 'IPC' | 'NVR' | 'ABOX'; DeviceIdList?: readonly string[] | string; NvrIdList?: readonly string[] | string; CorpIdList?: readonly string[] | string; DeviceFilter?: string; DeviceStatus?: '0' | '1' | '2' };
    answer: { RequestId?: string; Code?: string; Message?: string; Data?: { TotalCount?: string; TotalPage?: string; PageNum?: string; PageSize?: string; Records?: readonly { CorpId?: string; ServerId?: string; ServerIp?: string; ServerRealm?: string; ServerPort?: string; DeviceId?: string; Password?: string; DeviceName?: string; DeviceAddress?: string; Longitude?: string; Latitude?: string; DeviceDirection?: string; DeviceSite?: string; DeviceResolution?: string; DeviceRate?: string; FrameRate?: string; GovLength?: string; EncodeFormat?: string; AudioEnable?: string; OSDTimeEnable?: string; OSDTimeType?: string; OSDTimeX?: string; OSDTimeY?: string; Vendor?: string; DeviceType?: string; DeviceModel?: string; InProtocol?: string; DeviceSn?: string; DatasourceType?: string; DeviceSubType?: string; DeviceIp?: string; DeviceStatus?: string; StreamStatus?: string; StreamAction?: string; ParentDeviceId?: string; CreateTime?: string; ModifyTime?: string; Vap?: string }[] } };
  };
  DescribeNvrs: {
    params: { PageNum: string | number | bigint; PageSize: string | number | bigint; NvrDeviceIdList?: readonly string[] | string; CorpIdList?: readonly string[] | string; DeviceFilter?: string };
    answer: { RequestId?: string; Code?: string; Message?: string; Data?: { TotalCount?: string; TotalPage?: string; PageNum?: string; PageSize?: string; Records?: readonly { CorpId?: string; ServerId?: string; ServerIp?: string; ServerRealm?: string; ServerPort?: string; DeviceId?: string; Password?: string; DeviceName?: string; DeviceAddress?: string; Longitude?: string; Latitude?: string; Vendor?: string; DeviceType?: string; InProtocol?: string; DeviceSn?: string; DatasourceType?: string; DeviceStatus?: string; SubDeviceCount?: string; SubDeviceInfo?: readonly { SubDeviceId?: string }[]; CreateTime?: string; ModifyTime?: string; DeviceModel?: string }[] } };
  };
  SetStreamMode: {
    params: { DeviceIdList: readonly string[] | string; StreamMode: '0' | '1' };
    answer: { RequestId?: string; Code?: string; Message?: string };
  };
  GetDeviceLiveUrl: {
    params: { CorpId?: string; DeviceId?: string; StreamType?: '1' | '2'; OutProtocol?: 'hls' | 'rtmp' | 'rtsp' | 'httpsflv' | 'httpshls'; GbId?: string };
    answer: { RequestId?: string; Code?: string; Message?: string; OutProtocol?: string; StreamType?: string; Url?: string };
  };
  GetDeviceVideoUrl: {
    params: { CorpId: string; DeviceId?: string; StorageType?: '0' | '1'; StartTime?: string | number | bigint; EndTime?: string | number | bigint; OutProtocol?: 'hls' | 'flv' | 'httpshls' | 'httpsflv' | 'rtsp'; GbId?: string };
    answer: { RequestId?: string; Code?: string; Message?: string; OutProtocol?: string; Url?: string };
  };
  GetDevicePicture: {
    params: { DeviceId: string };
    answer: { RequestId?: string; Code?: string; Message?: string; Data?: string };
  };
  CreateComputeInstance: {
    params: { InstanceName: string; PicType?: string; PicTopic?: string; AlgorithmType: 'REALTIME_STREAM' | 'PICTURE'; AcuUsed?: string | number | bigint; StorageUsed?: string; ProjectId?: string; Devices: readonly { RegionId?: string; DeviceId: string; BitRate?: string; CodingFormat?: 'H264' | 'H265'; ResolvingPower?: string; StartStream: boolean }[]; Algorithms: readonly { AlgorithmId: string; AlgorithmName: string }[]; ScheduleDay?: '1' | '7' | '30'; ScheduleDaySize?: string; ScheduleType: 'EVERYDAY' | 'ONCE' | 'EVERY_WEEK' | 'EVERY_MONTH'; ScheduleCycleDate?: readonly string[] | string; ScheduleTimes?: readonly { StartTime: string; EndTime: string }[] | { StartTime: string; EndTime: string }; IsPolling?: boolean; SliceExecutionTime?: string; OverallExecutionTime?: string; PollingConfigs?: string; DatasourceType?: 'REALTIME_STREAM' | 'PICTURE' | 'VIRTUAL_VIDEO'; ComputePictureType?: 'spf'; ComputePictureValue?: string; IsFrameExtraction?: '0' | '1' };
    answer: { Message?: string; RequestId?: string; Data?: { AcuUsed?: string; InstanceId?: string }; Code?: string; Success?: boolean };
  };
  BatchDeleteInstance: {
    params: { InstanceIds: readonly string[]; ProjectId: string };
    answer: { Message?: string; RequestId?: string; Code?: string; Success?: boolean };
  };
  ListInstances: {
    params: { ProjectId?: string; InstanceName?: string; PageSize?: number; CurrentPage?: number };
    answer: { Message?: string; RequestId?: string; Data?: { Items?: readonly { Status?: string; InstanceName?: string; CreateTime?: string; DeviceNumber?: number; InstanceId?: string; AcuUsed?: number; Algorithms?: readonly { AlgorithmName?: string; AlgorithmId?: string }[] }[]; CurrentPage?: number; PageSize?: number; TotalCount?: number }; Code?: string; Success?: boolean };
  };
  CreateAIInstance: {
    params: { InstanceName: string; ProjectId: string; AlgorithmId: string; ComputeType: 'StreamCompute'; DataSource: 'Camera'; DataType: 'Picture'; ScheduleType?: 'EVERYDAY' | 'EVERY_WEEK' | 'EVERY_MONTH' | 'LONG_RUNNING'; ScheduleCycleDates?: readonly (string | number | bigint)[]; ScheduleTimes?: readonly { StartTime: string; EndTime: string }[]; Spf?: string | number | bigint; Fps?: string | number | bigint; AlgorithmName: string; InstanceType: 'Offline' | 'Normal'; ContainerType?: 'GCS' | 'ECS'; DataSourceTimes?: readonly { StartTime: string; EndTime: string }[] };
    answer: { Message?: string; RequestId?: string; Data?: { AcuUsed?: string; InstanceId?: string; Storage?: string }; Code?: string };
  };
  DeleteAIInstance: {
    params: { InstanceIds: readonly string[] };
    answer: { RequestId?: string; Code?: string; Message?: string };
  };
  DescribeAIInstance: {
    params: { PageSize: string | number | bigint; InstanceId?: string; PageNumber: string | number | bigint; ProjectId?: string; InstanceName?: string };
    answer: { RequestId?: string; Code?: string; Message?: string; Data?: { TotalCount?: string; PageSize?: string; PageNumber?: string; Records?: readonly { InstanceId?: string; InstanceName?: string; AlgorithmId?: string; AlgorithmName?: string; ComputeType?: string; DataSource?: string; DataType?: string; ScheduleType?: string; ScheduleCycleDates?: unknown; ScheduleTimes?: unknown; Spf?: string; Status?: string; CreateDateTime?: string; AcuUsed?: string; CameraNumber?: string; Storage?: number }[] } };
  };
  DescribeCameraForInstance: {
    params: { PageSize: string | number | bigint; InstanceId: string; PageNumber: string | number | bigint };
    answer: { RequestId?: string; Code?: string; Message?: string; Data?: { TotalCount?: string; PageSize?: string; PageNumber?: string; Records?: readonly { CameraId?: string; CameraName?: string; CameraAddress?: string; CameraStatus?: string }[] } };
  };
  AddCameraForInstance: {
    params: { InstanceId: string; CameraIds: readonly string[] };
    answer: { RequestId?: string; Code?: string; Message?: string };
  };
  RemoveCameraForInstance: {
    params: { InstanceId: string; CameraIds?: readonly string[] };
    answer: { RequestId?: string; Code?: string; Message?: string };
  };
  AddDataSource: {
    params: { CorpId: string; DataSourceName: string; DataSourceType: 'AUDIO' | 'VIDEO' | 'DEVICE' | 'PIC'; Description?: string; Url?: string };
    answer: { Message?: string; Data?: { KafkaTopic?: string; DataSourceId?: string; OssPath?: string }; Code?: string; RequestId?: string };
  };
  UploadFile: {
    params: { FileType: 'AUDIO' | 'VIDEO' | 'DEVICE' | 'PIC'; MD5?: string; CorpId?: string; FileContent?: string; FileName: string; FileAliasName?: string; DataSourceId: string; FilePath?: string };
    answer: { Message?: string; RequestId?: string; Data?: { Records?: readonly { OssPath?: string; SourceId?: string }[] }; Code?: string };
  };
  UpdateDevicesStorage: {
    params: { UpdateStorageRequests: readonly { DeviceIds: readonly string[] | string; StorageDays: readonly { StorageType: 'PICTURE' | 'VIDEO'; StorageDays: string | number | bigint }[] }[] };
    answer: { RequestId?: string; Success?: boolean; Data?: boolean; Code?: string; Message?: string };
  };
  UpdateDataSource: {
    params: { DataSourceId: string; DataSourceName: string; Description?: string; Url?: string };
    answer: { Code?: string; Message?: string; RequestId?: string };
  };
  SearchTarget: {
    params: { CorpId: string; PageNumber: string | number | bigint; PageSize: string | number | bigint; TargetType: 'Face' | 'Body' | 'Motor' | 'NonMotor' | 'Event' | 'AIoT'; TargetAttributes?: readonly { Key?: string; Value?: readonly string[]; Score?: number }[] | { Key?: string; Value?: readonly string[]; Score?: number }; TargetImageUrl?: string; TargetImageData?: string; OrderBy?: readonly { Key?: string; Type?: string }[] | { Key?: string; Type?: string }; DeviceList?: readonly (string | number)[] | string; ModelId?: string; BeginTime?: string; EndTime?: string; SimilarityThreshold?: number };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string; Data?: { Records?: readonly { TargetType?: string; Timestamp?: string; DeviceId?: string; TargetAttributes?: unknown; TargetImageUrl?: string; SourceImageUrl?: string; LeftTopX?: string; LeftTopY?: string; RightBottomX?: string; RightBottomY?: string; TargetImageSimilarity?: number }[]; TotalCount?: string; PageSize?: string; PageNumber?: string } };
  };
  CreateWatchTask: {
    params: { CorpId: string; TaskName?: string; DeviceList?: readonly (string | number)[] | string; ScheduleType: 'ONCE' | 'EVERYDAY' | 'EVERY_WEEK' | 'EVERY_MONTH' | 'LONG_RUNNING'; ScheduleCycleDates?: readonly (string | number)[] | string; ScheduleTimes?: readonly { StartTime: string; EndTime: string }[] | { StartTime: string; EndTime: string }; WatchPolicyIds: readonly (string | number)[] | string; MessageReceiver: readonly { MessageQueue: 'Kafka'; Config: { BootstrapServers: readonly string[] | string; Topic: string; Authorization: 'SASL'; SASL: { Type: 'PLAIN' | 'SCRAM'; Username: string; Password: string } } }[] | { MessageQueue: 'Kafka'; Config: { BootstrapServers: readonly string[] | string; Topic: string; Authorization: 'SASL'; SASL: { Type: 'PLAIN' | 'SCRAM'; Username: string; Password: string } } }; Description?: string };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string; Data?: { WatchTaskId?: string } };
  };
  DeleteWatchTasks: {
    params: { WatchTaskIds: readonly (string | number)[] | string };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string };
  };
  UpdateWatchTask: {
    params: { WatchTaskId: string; TaskName?: string; DeviceList?: readonly (string | number)[] | string; ScheduleType?: 'ONCE' | 'EVERYDAY' | 'EVERY_WEEK' | 'EVERY_MONTH' | 'LONG_RUNNING'; ScheduleCycleDates?: readonly (string | number)[] | string; ScheduleTimes?: readonly { StartTime: string; EndTime: string }[] | { StartTime: string; EndTime: string }; WatchPolicyIds?: readonly (string | number)[] | string; MessageReceiver?: readonly { MessageQueue: 'Kafka'; Config: { BootstrapServers: readonly string[] | string; Topic: string; Authorization: 'SASL'; SASL: { Type: 'PLAIN' | 'SCRAM'; Username: string; Password: string } } }[] | { MessageQueue: 'Kafka'; Config: { BootstrapServers: readonly string[] | string; Topic: string; Authorization: 'SASL'; SASL: { Type: 'PLAIN' | 'SCRAM'; Username: string; Password: string } } }; Description?: string };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string };
  };
  DescribeWatchTasks: {
    params: { PageNumber: string | number | bigint; PageSize: string | number | bigint; WatchTaskIds?: readonly (string | number)[] | string };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string; Data?: { TotalCount?: string; PageSize?: string; PageNumber?: string; Records?: readonly { WatchTaskId?: string; TaskName?: string; CorpId?: string; DeviceList?: unknown; ScheduleType?: string; ScheduleCycleDates?: unknown; ScheduleTimes?: unknown; WatchPolicyIds?: unknown; MessageReceiver?: unknown; Description?: string }[] } };
  };
  CreateWatchPolicy: {
    params: { WatchPolicyName?: string; WatchMode: 'NotifyIfInList' | 'NotifyIfNotInList' | 'NotifyAnyway'; TargetType: 'Face' | 'Body' | 'Motor' | 'NonMotor' | 'Event' | 'AIoT'; SimilarityThreshold?: number; ItemMatchType: 'ByAttributes' | 'ByImage' };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string; Data?: { WatchPolicyId?: string } };
  };
  DeleteWatchPolicies: {
    params: { WatchPolicyIds: readonly (string | number)[] | string };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string };
  };
  DescribeWatchPolicies: {
    params: { PageSize: string | number | bigint; PageNumber: string | number | bigint; WatchPolicyIds?: readonly (string | number)[] | string };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string; Data?: { TotalCount?: string; PageSize?: string; PageNumber?: string; Records?: readonly { WatchPolicyId?: string; WatchPolicyName?: string; WatchMode?: string; TargetType?: string; SimilarityThreshold?: number; ItemMatchType?: string }[] } };
  };
  UpdateWatchPolicy: {
    params: { WatchPolicyId: string; WatchPolicyName?: string; WatchMode?: 'NotifyIfInList' | 'NotifyIfNotInList' | 'NotifyAnyway'; TargetType?: 'Face' | 'Body' | 'Motor' | 'NonMotor' | 'Event' | 'AIoT'; SimilarityThreshold?: number; ItemMatchType?: 'ByAttributes' | 'ByImage' };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string };
  };
  DescribeWatchItems: {
    params: { PageNumber: string | number | bigint; PageSize: string | number | bigint; WatchPolicyId: string; WatchItemIds?: readonly (string | number)[] | string };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string; Data?: { TotalCount?: string; PageSize?: string; PageNumber?: string; Records?: readonly { WatchItemId?: string; WatchItemName?: string; ItemAttributes?: unknown; ItemImageUrl?: string }[] } };
  };
  RemoveWatchItems: {
    params: { WatchPolicyId: string; WatchItemIds: readonly (string | number)[] | string };
    answer: { RequestId?: string; Success?: boolean; Code?: string; Message?: string; Data?: { DeletedItemIds?: unknown; FailedItemIds?: unknown } };
  };
}
