// Written by scripts/generate-operations.ts from contract.json and overrides.ts; do not edit.
/* eslint-disable */
// prettier-ignore
export interface AliyunCityvisualOperations {
  AttachStream: {
    params: { JobGroupId: string; InstanceId?: string; RegionId?: string; Streams?: readonly { StreamName?: string; StreamURL?: string }[] };
    answer: { RequestId?: string };
  };
  DetachStream: {
    params: { JobGroupId: string; RegionId?: string; Streams?: readonly { StreamName?: string }[] };
    answer: { RequestId?: string };
  };
  DescribeStreams: {
    params: { JobGroupId: string; PageNumber?: number; PageSize?: number; RegionId?: string };
    answer: { PageNumber?: number; PageSize?: number; TotalCount?: number; RequestId?: string; Streams?: { Stream?: readonly { ComputeJobId?: string; JobId?: string; DelayMS?: number; JobGroupId?: number; ObjCount?: number; StreamName?: string; StreamURL?: string }[] } };
  };
  DescribeRegions: {
    params: { AcceptLanguage?: 'zh-CN' | 'en-US' };
    answer: { Regions?: { Region?: readonly { LocalName?: string; RegionEndpoint?: string; RegionId?: string }[] }; RequestId?: string };
  };
  SearchImages: {
    params: { Contents: string; From: number; InstanceId: string; Size: number; StartTime: string; Attribute?: readonly { Key?: 'Sex' | 'Age' | 'Hair' | 'Pose' | 'ClothType' | 'ClothColor' | 'TrouserType' | 'TrouserColor' | 'PlateNumber' | 'VehicleColor' | 'VehicleType' | 'Brand' | 'HeadWear' | 'NonVehicleType'; Value?: string }[]; CameraIds?: string; EndTime?: string; ImageIds?: string; NoFeature?: 'True' | 'False'; RegionId?: string; Type?: 'person' | 'bicycle' | 'vehicle' };
    answer: { Images?: { Image?: readonly { AgeType?: string; AgeTypeScore?: number; Brand?: string; BrandScore?: number; CameraId?: string; ClothColor?: string; ClothColorScore?: number; ClothType?: string; ClothTypeScore?: number; CropImage?: string; CropImageSigned?: string; EntryTime?: string; ExtImage?: string; Feature?: string; HairType?: string; Hair?: number; HairTypeScore?: number; HairScore?: number; HeadWear?: string; HeadWearScore?: number; ImageId?: string; LeaveTime?: string; NonVehicleType?: string; NonVehicleTypeScore?: number; ObjBottom?: number; ObjLeft?: number; ObjRight?: number; ObjTop?: number; ObjType?: string; OrigImage?: string; OriImageSigned?: string; PlateNumber?: string; PoseType?: string; PoseTypeScore?: number; Score?: number; SexType?: string; Sex?: number; SexTypeScore?: number; SexScore?: number; TimeStamp?: string; TrouserColor?: string; TrouserColorScore?: number; TrouserType?: string; TrouserTypeScore?: number; VehicleColor?: string; VehicleColorScore?: number; VehicleType?: string; VehicleTypeScore?: number }[] }; RequestId?: string; PageNumber?: number; PageSize?: number; TotalCount?: number };
  };
  CreateCapability: {
    params: { CapabilityName: string; InstanceId: string; RegionId?: string };
    answer: { CapabilityId?: string; RequestId?: string };
  };
  DescribeCapabilities: {
    params: { InstanceId: string; PageNumber?: number; PageSize?: number; RegionId?: string };
    answer: { Capabilities?: { Capability?: readonly { CapabilityId?: string; CapabilityName?: string }[] }; PageNumber?: number; PageSize?: number; TotalCount?: number; RequestId?: string };
  };
  DeleteCapability: {
    params: { CapabilityId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  ModifyCapability: {
    params: { CapabilityId: string; CapabilityName: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  DescribeResourceProfiles: {
    params: { InstanceId: string; PageNumber: number; PageSize?: number; RegionId?: string; ResourceProfileId?: string };
    answer: { PageNumber?: number; PageSize?: number; TotalCount?: number; RequestId?: string; ResourceProfiles?: { ResourceProfile?: readonly { ResourceProfileId?: string; ResourceProfileName?: string; ResourceProfileParams?: { ResourceProfileParam?: readonly { Key?: string; Value?: string }[] } }[] } };
  };
  CreateResourceProfile: {
    params: { InstanceId: string; ResourceProfileName: string; RegionId?: string; ResourceProfileParams?: readonly { Key?: string; Value?: string }[] };
    answer: { RequestId?: string; ResourceProfileId?: string };
  };
  DeleteResourceProfile: {
    params: { ResourceProfileId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  ModifyResourceProfile: {
    params: { ResourceProfileId: string; ResourceProfileName: string; RegionId?: string; ResourceProfileParams?: readonly { Key?: string; Value?: string }[] };
    answer: { RequestId?: string };
  };
  ModifyAlgoLib: {
    params: { AlgoLibId: string; AlgoLibName: string; AlgoLibVersion: string; CapabilityNames: string; Capacity: number; JsonText: readonly { objType?: string; dbTableName?: string; indexName?: string; indexMode?: string; topicName?: string; fields?: readonly { name?: string; type?: string; mandatory?: boolean; isDatabaseField?: boolean; isSearchEngineField?: boolean; isMessageQueueField?: boolean }[] }[] | { objType?: string; dbTableName?: string; indexName?: string; indexMode?: string; topicName?: string; fields?: readonly { name?: string; type?: string; mandatory?: boolean; isDatabaseField?: boolean; isSearchEngineField?: boolean; isMessageQueueField?: boolean }[] }; OssAccessKeyId: string; OssAccessKeySecret: string; OssBucket: string; OssEndpoint: string; OssPath: string; Text: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  DescribeAlgoLibs: {
    params: { InstanceId: string; AlgoLibId?: string; AlgoLibName?: string; CapabilityName?: string; PageNumber?: number; PageSize?: number; RegionId?: string };
    answer: { AlgoLibs?: { AlgoLib?: readonly { AlgoLibId?: string; AlgoLibName?: string; AlgoLibVersion?: string; CapabilityNames?: string; Capacity?: string; JsonText?: unknown; OssAccessKeyId?: string; OssBucket?: string; OssEndpoint?: string; OssPath?: string; Text?: string; UploadTime?: string }[] }; PageNumber?: number; PageSize?: number; TotalCount?: number; RequestId?: string };
  };
  DeleteAlgoLib: {
    params: { AlgoLibId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  CreateAlgoLib: {
    params: { AlgoLibName: string; AlgoLibVersion: string; CapabilityNames: string; Capacity: number; InstanceId: string; JsonText: readonly { objType?: string; dbTableName?: string; indexName?: string; indexMode?: string; topicName?: string; fields?: readonly { name?: string; type?: string; mandatory?: boolean; isDatabaseField?: boolean; isSearchEngineField?: boolean; isMessageQueueField?: boolean }[] }[] | { objType?: string; dbTableName?: string; indexName?: string; indexMode?: string; topicName?: string; fields?: readonly { name?: string; type?: string; mandatory?: boolean; isDatabaseField?: boolean; isSearchEngineField?: boolean; isMessageQueueField?: boolean }[] }; OssAccessKeyId: string; OssAccessKeySecret: string; OssBucket: string; OssEndpoint: string; OssPath: string; Text: string; RegionId?: string };
    answer: { AlgoLibId?: string; RequestId?: string };
  };
  StopJobGroup: {
    params: { JobGroupId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  ListComputeJobLogs: {
    params: { ComputeJobId: string; JobGroupId: string; RegionId?: string };
    answer: { JobLogs?: { JobLog?: readonly string[] }; RequestId?: string };
  };
  CreateJobGroup: {
    params: { AlgoLibId: string; InstanceId: string; JobGroupName: string; PlannedJobCount: number; ResourceProfileId: string; StreamPerJob: number; JobCount?: number; JobGroupParams?: readonly { Key?: 'ES_ENABLE' | 'RDS_ENABLE' | 'OUT_MQ_ENABLE' | 'DATAHUB_ENABLE' | 'SCHEDULE_FLOW_START_TIME'; Value?: 'True' | 'False' | 'Latest' | 'Oldest' }[]; RegionId?: string };
    answer: { JobGroupId?: string; RequestId?: string };
  };
  ModifyJobGroup: {
    params: { AlgoLibId: string; JobGroupId: string; JobGroupName: string; ResourceProfileId: string; JobCount?: number; JobGroupParams?: readonly { Key?: 'ES_ENABLE' | 'RDS_ENABLE' | 'OUT_MQ_ENABLE' | 'DATAHUB_ENABLE' | 'SCHEDULE_FLOW_START_TIME'; Value?: 'True' | 'False' | 'Latest' | 'Oldest' }[]; PlannedJobCount?: number; RegionId?: string; Status?: 'Running' | 'Stopped'; StreamPerJob?: number };
    answer: { RequestId?: string };
  };
  DescribeJobGroups: {
    params: { InstanceId: string; PageNumber: number; PageSize: number; JobGroupId?: string; RegionId?: string };
    answer: { JobGroups?: { JobGroup?: readonly { AlgoLibId?: string; ComputeJobs?: readonly { ComputeJobId?: string; ComputeJobName?: string; ComputeJobStatus?: string; Duration?: number; EndTime?: string; StartTime?: string }[]; JobCount?: number; JobGroupId?: string; JobGroupName?: string; Name?: string; JobGroupParams?: { JobGroupParam?: readonly { Key?: string; Value?: string }[] }; PlannedJobCount?: number; ResourceProfileId?: string; Status?: string; StreamPerJob?: number }[] }; PageNumber?: number; PageSize?: number; TotalCount?: number; RequestId?: string };
  };
  StartJobGroup: {
    params: { JobGroupId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  DeleteJobGroup: {
    params: { JobGroupId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  GetComputeJobLog: {
    params: { JobGroupId: string; JobId: string; JobLogName: string; RegionId?: string; Size?: number };
    answer: { JobLog?: string; RequestId?: string };
  };
  DescribeCameras: {
    params: { InstanceId: string; PageNumber: number; PageSize: number; CameraId?: string; CameraName?: string; RegionId?: string; StreamStatus?: 'ON_LINE' | 'OFF_LINE'; WorkGroupId?: string };
    answer: { Cameras?: { Camera?: readonly { CameraId?: string; CameraName?: string; Name?: string; Conf?: unknown; Id?: string; InviteUri?: string; Location?: unknown; RtmpPath?: string; StreamStatus?: string; UpdateTime?: string; UpdationTime?: string; WorkGroupId?: string }[] }; PageNumber?: number; PageSize?: number; TotalCount?: number; RequestId?: string };
  };
  CreateCamera: {
    params: { CameraId: string; CameraName: string; InstanceId: string; InviteUri: string; LocationInfo: readonly { latitude?: string; longitude?: string }[] | { latitude?: string; longitude?: string }; WorkGroupId: string; OssPath?: string; RegionId?: string };
    answer: { CameraId?: string; RequestId?: string };
  };
  BatchModifyCameraStatus: {
    params: { CameraIds: readonly (string | number)[] | string; StreamStatus: 'ON_LINE' | 'OFF_LINE'; WorkGroupId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  ModifyCamera: {
    params: { CameraId: string; CameraName: string; InviteUri: string; LocationInfo: readonly { latitude?: string; longitude?: string }[] | { latitude?: string; longitude?: string }; RegionId?: string; StreamStatus?: 'ON_LINE' | 'OFF_LINE' };
    answer: { RequestId?: string };
  };
  GetStreamsForCameras: {
    params: { CameraIds: readonly (string | number)[] | string; InstanceId: string; RegionId?: string };
    answer: { RequestId?: string; Streams?: { Stream?: readonly { StreamName?: string; StreamUrl?: string }[] } };
  };
  DeleteCamera: {
    params: { CameraId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  DeleteWorkGroup: {
    params: { WorkGroupId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  DescribeWorkGroups: {
    params: { InstanceId: string; PageNumber?: number; PageSize?: number; RegionId?: string; WorkGroupId?: string };
    answer: { PageNumber?: number; PageSize?: number; TotalCount?: number; RequestId?: string; WorkGroups?: { WorkGroup?: readonly { CreateTime?: string; Description?: string; InstanceId?: string; Protocol?: string; ProtocolType?: string; TheoryCutStatus?: string; UpdateTime?: string; WorkGroupId?: string; WorkGroupName?: string }[] } };
  };
  CreateWorkGroup: {
    params: { Account: string; Description: string; InstanceId: string; Ip: string; JobNum: number; Password: string; Port: number; Protocol: string; TheoryCutStatus: 'True' | 'False'; TopicNum: number; TopicPrefix: string; WorkGroupName: string; RegionId?: string };
    answer: { RequestId?: string; WorkGroupId?: string };
  };
  ModifyWorkGroup: {
    params: { Description: string; WorkGroupId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  DescribeProtocols: {
    params: { RegionId?: string };
    answer: { Protocols?: Readonly<Record<string, string>>; RequestId?: string };
  };
  ModifyInstance: {
    params: { InstanceId: string; Description?: string; InstanceName?: string; RegionId?: string; Status?: 'Running' | 'Stopped' };
    answer: { RequestId?: string };
  };
  DescribeInstances: {
    params: { RegionId: string; InstanceIds?: readonly (string | number)[] | string; InstanceName?: string; PageNumber?: number; PageSize?: number };
    answer: { Instances?: { Instance?: readonly { CreateTime?: string; Description?: string; InstanceCapacity?: number; InstanceId?: string; InstanceName?: string; RegionId?: string; Status?: string }[] }; PageNumber?: number; PageSize?: number; TotalCount?: number; RequestId?: string };
  };
  DeleteInstance: {
    params: { InstanceId: string; RegionId?: string };
    answer: { RequestId?: string };
  };
  CreateInstance: {
    params: { InstanceCapacity: number; RegionId: string; Description?: string; InstanceName?: string; Status?: 'Running' | 'Stopped' };
    answer: { InstanceId?: string; RequestId?: string };
  };
}
