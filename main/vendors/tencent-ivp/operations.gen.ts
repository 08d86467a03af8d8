// Written by scripts/generate-operations.ts from contract.json and overrides.ts; do not edit.
/* eslint-disable */
// prettier-ignore
export interface TencentIvpOperations {
  listServiceNodes: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { Label?: string; Value?: string }[] };
  };
  getDomainCname: {
    params: { ClusterId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: string };
  };
  checkDomainRecord: {
    params: { PlayDomain: string; InternalDomain: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: boolean };
  };
  addDomain: {
    params: { PlayDomain: string; InternalDomain: string; Key: Uint8Array | Blob; Cert: Uint8Array | Blob; ClusterId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; PlayDomain?: string; InternalDomain?: string; Status?: number; HaveCert?: number; Have_cert?: number; ClusterId?: string; ClusterName?: string } };
  };
  deleteDomain: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  updateDomain: {
    params: { Id: string; Key: Uint8Array | Blob; Cret: Uint8Array | Blob };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  listDomains: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { Id?: string; PlayDomain?: string; InternalDomain?: string; HaveCert?: number; ClusterId?: string; ClusterName?: string }[] };
  };
  setStreamAuth: {
    params: { Id: string; PullState: 0 | 1; PullSecret: string; PullExpired: string | number | bigint; PushState: 0 | 1; PushSecret: string; PushExpired: string | number | bigint };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; PullState?: number; PullSecret?: string; PullExpired?: string; PushState?: number; PushSecret?: string; PushExpired?: string } };
  };
  getStreamAuth: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; PullState?: number; PullSecret?: string; PullExpired?: string; PushState?: number; PushSecret?: string; PushExpired?: string } };
  };
  addOrganization: {
    params: { Name: string; ParentId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; Name?: string; ParentId?: string; Level?: number } };
  };
  deleteOrganization: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  updateOrganization: {
    params: { Id: string; Name: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; Name?: string; ParentId?: string; Level?: number } };
  };
  listOrganizations: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { Id?: string; Name?: string; ParentId?: string; Level?: number; Total?: number; Online?: number }[] };
  };
  listDeviceServiceNodes: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { Label?: string; Value?: string }[] };
  };
  addDevice: {
    params: { Name: string; AccessProtocol: 1 | 2; Type: 1 | 2; TransportProtocol?: 1 | 2; Password?: string; Description?: string; OrganizationId: string; ClusterId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; Code?: string; Name?: string; AccessProtocol?: number; Type?: number; ClusterId?: string; ClusterName?: string; TransportProtocol?: number; Password?: string; Description?: string; Status?: number; OrganizationId?: string } };
  };
  deleteDevice: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  updateDevice: {
    params: { Id: string; Name?: string; TransportProtocol?: 1 | 2; Password?: string; Description?: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; Code?: string; Name?: string; AccessProtocol?: number; Type?: number; ClusterId?: string; ClusterName?: string; TransportProtocol?: number; Password?: string; Description?: string; Status?: number; OrganizationId?: string } };
  };
  describeDevice: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; OrganizationId?: string; Manufacturer?: string; Code?: string; Status?: number; AccessProtocol?: number; TransportProtocol?: number; Name?: string; Type?: number; Password?: string; Description?: string; SipId?: string; SipDomain?: string; SipIp?: string; SipPort?: number; PushStreamUrl?: string; ClusterId?: string; ClusterName?: string } };
  };
  updateDeviceStatus: {
    params: { Id: string; Status: 2 | 3 };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  listDevices: {
    params: { OrganizationId: string; IsContainSubLevel?: boolean; AccessProtocol?: 1 | 2 | 3; Type?: 1 | 2; Status?: 0 | 1 | 2 | 3; ClusterId?: string; Keyword?: string; Uin?: number; PageNumber?: number; PageSize?: number };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TotalCount?: number; List?: readonly { Id?: string; Code?: string; Status?: number; TransportProtocol?: number; Name?: string; Type?: number; Password?: string; Description?: string; ClusterId?: string; AccessProtocol?: number; OrganizationId?: string }[]; RequestId?: string } };
  };
  listDeviceChannels: {
    params: { DeviceId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { DeviceId?: string; ChannelId?: string; ChannelCode?: string; Name?: string; Status?: number; PtzType?: number; Manufacturer?: string; Resolution?: string; State?: number }[] };
  };
  refreshDeviceChannels: {
    params: { DeviceId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  batchUpdateDeviceOrganization: {
    params: { Ids: readonly string[]; OrganizationId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  importDevices: {
    params: { JobId: string; AccessProtocol: '1' | '2'; Organization_id: string; File: Uint8Array | Blob };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  getDeviceImportProgress: {
    params: { JobId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { State?: number; Rate?: number; Total?: number; Succeed?: number; Failed?: number } };
  };
  exportDeviceImportResult: {
    params: { JobId: string };
    answer: { '(binary)'?: unknown };
  };
  exportDeviceTemplate: {
    params: { AccessProtocol: 1 | 2 };
    answer: { '(binary)'?: unknown };
  };
  exportDevices: {
    params: { OrganizationId: string; IsContainSubLevel: boolean; IsAllResource?: boolean; DeviceIds?: readonly string[] };
    answer: { '(binary)'?: unknown };
  };
  controlPtz: {
    params: { ChannelId: string; Type: 'up' | 'down' | 'left' | 'right' | 'leftup' | 'rightup' | 'leftdown' | 'rightdown' | 'zoomin' | 'zoomout' | 'focusfar' | 'focusnear' | 'irisin' | 'irisout'; Speed: number };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  operatePreset: {
    params: { ChannelId: string; Cmd: 'goto' | 'set' | 'del'; Index: number };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  listPresets: {
    params: { ChannelId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { Index?: number; Name?: string }[] };
  };
  getLiveStreamUrl: {
    params: { DeviceId?: string; ChannelId?: string; StreamType?: 1 | 2; Resolution?: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Flv?: string; Hls?: string } };
  };
  queryCloudRecordTimeline: {
    params: { DeviceId: string; ChannelId: string; StartTime: string | number | bigint; EndTime: string | number | bigint };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Tips?: number; List?: readonly { Begin?: string; End?: string }[] } };
  };
  queryLocalRecordTimeline: {
    params: { ChannelId: string; Start: string | number | bigint; End: string | number | bigint };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { Begin?: string; End?: string }[] };
  };
  getCloudPlaybackUrl: {
    params: { ChannelId: string; StartTime: string | number | bigint; EndTime: string | number | bigint };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Hls?: string } };
  };
  getLocalRecordUrl: {
    params: { ChannelId: string; Start: string | number | bigint; End: string | number | bigint; StreamType?: 1 | 2; Resolution?: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Flv?: string } };
  };
  controlLocalPlayback: {
    params: { ChannelId: string; Session: string; Action: 'play' | 'pause' | 'stop'; Pos?: number; Scale?: number };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  getCloudRecordDownloadUrl: {
    params: { ChannelId: string; BeginTime: string; EndTime: string; FileType: 'mp4' | 'ts' };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Url?: string } };
  };
  addLiveRecordPlan: {
    params: { TemplateId: string; PlanName: string; Describe?: string; StreamType?: string; LifeCycle: { Transition: number; Expiration: number }; Channels?: readonly { DeviceId: string; ChannelId: string }[]; OrganizationId?: readonly string[] };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { PlanId?: string; PlanName?: string; TemplateId?: string; Describe?: string } };
  };
  deleteLiveRecordPlan: {
    params: { PlanId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: Readonly<Record<string, unknown>> };
  };
  modifyLiveRecordPlan: {
    params: { PlanId: string; Mod: { PlanName?: string; TemplateId?: string; Describe?: string; StreamType?: string; LifeCycle?: { Transition: number; Expiration: number }; Add?: readonly { DeviceId: string; ChannelId: string }[]; Del?: readonly string[]; OrganizationId?: readonly string[] } };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { PlanId?: string; PlanName?: string; TemplateId?: string; Describe?: string } };
  };
  getLiveRecordPlan: {
    params: { PlanId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { PlanId?: string; PlanName?: string; TemplateId?: string; Describe?: string; StreamType?: string; LifeCycle?: { Transition?: number; Expiration?: number }; Status?: number } };
  };
  listLiveRecordPlans: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { PlanId?: string; PlanName?: string; TemplateId?: string; Describe?: string; StreamType?: string; LifeCycle?: { Transition?: number; Expiration?: number }; Status?: number }[] };
  };
  listLiveRecordPlanChannels: {
    params: { PlanId: string; DeviceName?: string; ChannelName?: string; OrganizationName?: string; PageSize: number; PageNumber: number };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { PageNumber?: number; PageSize?: number; TotalCount?: number; List?: readonly { DeviceId?: string; DeviceName?: string; ChannelId?: string; ChannelName?: string; OrganizationName?: string }[] } };
  };
  listAllLiveRecordPlanChannels: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { List?: readonly string[] } };
  };
  listOrganizationChannels: {
    params: { OrganizationId: string; DeviceName?: string; ChannelName?: string; PageSize: number; PageNumber: number };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { PageNumber?: number; PageSize?: number; TotalCount?: number; List?: readonly { DeviceId?: string; DeviceName?: string; ChannelId?: string; ChannelName?: string; InPlan?: boolean }[] } };
  };
  countOrganizationUnplannedChannels: {
    params: { OrganizationId: readonly string[] };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TotalCount?: number; NotInPlanCount?: number } };
  };
  addRecordBackupPlan: {
    params: { TemplateId: string; PlanName: string; Describe?: string; LifeCycle: { Transition: number; Expiration: number }; Channels?: readonly { DeviceId: string; ChannelId: string }[]; OrganizationId?: readonly string[] };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { PlanId?: string; PlanName?: string; TemplateId?: string; Describe?: string; LifeCycle?: { Transition?: number; Expiration?: number } } };
  };
  deleteRecordBackupPlan: {
    params: { PlanId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: Readonly<Record<string, unknown>> };
  };
  modifyRecordBackupPlan: {
    params: { PlanId: string; Mod: { PlanName?: string; TemplateId?: string; Describe?: string; LifeCycle?: { Transition: number; Expiration: number }; Add?: readonly { DeviceId: string; ChannelId: string }[]; Del?: readonly string[]; OrganizationId?: readonly string[] } };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { PlanId?: string; PlanName?: string; TemplateId?: string; Describe?: string; LifeCycle?: { Transition?: number; Expiration?: number }; Status?: number; StreamType?: string; ChannelCount?: number; CreateAt?: string; UpdateAt?: string } };
  };
  getRecordBackupPlan: {
    params: { PlanId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { PlanId?: string; PlanName?: string; TemplateId?: string; Describe?: string; LifeCycle?: { Transition?: number; Expiration?: number }; Status?: number } };
  };
  listRecordBackupPlans: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { PlanId?: string; PlanName?: string; TemplateId?: string; Describe?: string; LifeCycle?: { Transition?: number; Expiration?: number }; Status?: number }[] };
  };
  listRecordBackupPlanChannels: {
    params: { PlanId: string; DeviceName?: string; ChannelName?: string; OrganizationName?: string; PageSize: number; PageNumber: number };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { PageNumber?: number; PageSize?: number; TotalCount?: number; List?: readonly { DeviceId?: string; DeviceName?: string; ChannelId?: string; ChannelName?: string; OrganizationName?: string }[] } };
  };
  addLiveRecordTemplate: {
    params: { TemplateName: string; TimeSections: readonly { DayOfWeek: 1 | 2 | 3 | 4 | 5 | 6 | 7; StartTime: string; EndTime: string }[] };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TemplateId?: string; TemplateName?: string; TimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[] } };
  };
  deleteLiveRecordTemplate: {
    params: { TemplateId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: Readonly<Record<string, unknown>> };
  };
  modifyLiveRecordTemplate: {
    params: { TemplateId: string; Mod: { TemplateName?: string; TimeSections?: readonly { DayOfWeek: 1 | 2 | 3 | 4 | 5 | 6 | 7; StartTime: string; EndTime: string }[] } };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TemplateId?: string; TemplateName?: string; TimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[] } };
  };
  getLiveRecordTemplate: {
    params: { TemplateId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TemplateId?: string; TemplateName?: string; TimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[] } };
  };
  listLiveRecordTemplates: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { TemplateId?: string; TemplateName?: string; TimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[] }[] };
  };
  addRecordBackupTemplate: {
    params: { TemplateName: string; TimeSections: readonly { DayOfWeek: 1 | 2 | 3 | 4 | 5 | 6 | 7; StartTime: string; EndTime: string }[]; DevTimeSections: readonly { DayOfWeek: 1 | 2 | 3 | 4 | 5 | 6 | 7; StartTime: string; EndTime: string }[]; Scale: 1 | 2 | 4 };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TemplateId?: string; TemplateName?: string; TimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[]; DevTimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[]; Scale?: number; CreateAt?: string; UpdateAt?: string } };
  };
  deleteRecordBackupTemplate: {
    params: { TemplateId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: Readonly<Record<string, unknown>> };
  };
  modifyRecordBackupTemplate: {
    params: { TemplateId: string; Mod: { TemplateName?: string; TimeSections: readonly { DayOfWeek: 1 | 2 | 3 | 4 | 5 | 6 | 7; StartTime: string; EndTime: string }[]; DevTimeSections: readonly { DayOfWeek: 1 | 2 | 3 | 4 | 5 | 6 | 7; StartTime: string; EndTime: string }[]; Scale: 1 | 2 | 4 } };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TemplateId?: string; TemplateName?: string; TimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[]; DevTimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[]; Scale?: number; CreateAt?: string; UpdateAt?: string } };
  };
  getRecordBackupTemplate: {
    params: { TemplateId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TemplateId?: string; TemplateName?: string; TimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[]; DevTimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[]; Scale?: number; CreateAt?: string; UpdateAt?: string } };
  };
  listRecordBackupTemplates: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { TemplateId?: string; TemplateName?: string; TimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[]; DevTimeSections?: readonly { DayOfWeek?: number; StartTime?: string; EndTime?: string }[]; Scale?: number; CreateAt?: string; UpdateAt?: string }[] };
  };
  addRetrieveTask: {
    params: { TaskName: string; StartTime: string | number | bigint; EndTime: string | number | bigint; Mode: 1; Expiration: number; Channels: readonly { DeviceId: string; ChannelId: string }[] };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TaskId?: string; TaskName?: string; StartTime?: string; EndTime?: string; Mode?: number; Expiration?: number; Status?: number; Capacity?: number } };
  };
  deleteRetrieveTask: {
    params: { TaskId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: Readonly<Record<string, unknown>> };
  };
  getRetrieveTask: {
    params: { TaskId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TaskId?: string; TaskName?: string; StartTime?: string; EndTime?: string; Mode?: number; Expiration?: number; Status?: number; Capacity?: number; Channels?: readonly { DeviceId?: string; DeviceName?: string; ChannelId?: string; ChannelName?: string; Status?: number }[] } };
  };
  listRetrieveTasks: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { TaskId?: string; TaskName?: string; StartTime?: string; EndTime?: string; Mode?: number; Expiration?: number; Status?: number; Capacity?: number }[] };
  };
  CreateAITask: {
    params: { Name: string; Desc?: string; ChannelList: readonly string[]; CallbackUrl?: string; IsStartTheTask?: boolean; Templates: readonly { Tag: 'AI' | 'Snapshot'; AIConfig?: { DetectType: string; TimeInterval: number; OperTimeslot: readonly { Start: string; End: string }[] }; SnapshotConfig?: { TimeInterval: number; OperTimeslot?: readonly { Start: string; End: string }[] } }[] };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TaskId?: string; Name?: string; Desc?: string; Status?: string; ChannelList?: readonly string[]; CallbackUrl?: string; Templates?: readonly { Tag?: string; AIConfig?: { DetectType?: string; TimeInterval?: number; OperTimeslot?: readonly { Start?: string; End?: string }[] }; SnapshotConfig?: { TimeInterval?: number; OperTimeslot?: readonly { Start?: string; End?: string }[] } }[]; CreatedTime?: string; UpdatedTime?: string } };
  };
  UpdateAITask: {
    params: { TaskId: string; Name?: string; Desc?: string; ChannelList?: readonly string[]; CallbackUrl?: string; Templates?: readonly { Tag: 'AI' | 'Snapshot'; AIConfig?: { DetectType: string; TimeInterval: number; OperTimeslot: readonly { Start: string; End: string }[] }; SnapshotConfig?: { TimeInterval: number; OperTimeslot?: readonly { Start: string; End: string }[] } }[] };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TaskId?: string; Name?: string; Desc?: string; Status?: string; ChannelList?: readonly string[]; CallbackUrl?: string; Templates?: readonly { Tag?: string; AIConfig?: { DetectType?: string; TimeInterval?: number; OperTimeslot?: readonly { Start?: string; End?: string }[] }; SnapshotConfig?: { TimeInterval?: number; OperTimeslot?: readonly { Start?: string; End?: string }[] } }[]; CreatedTime?: string; UpdatedTime?: string } };
  };
  DeleteAITask: {
    params: { TaskId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string };
  };
  GetAITaskDetail: {
    params: { TaskId: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TaskId?: string; Name?: string; Desc?: string; Status?: string; ChannelList?: readonly string[]; CallbackUrl?: string; Templates?: readonly { Tag?: string; AIConfig?: { DetectType?: string; TimeInterval?: number; OperTimeslot?: readonly { Start?: string; End?: string }[] }; SnapshotConfig?: { TimeInterval?: number; OperTimeslot?: readonly { Start?: string; End?: string }[] } }[]; CreatedTime?: string; UpdatedTime?: string } };
  };
  GetAITaskResult: {
    params: { TaskId: string; ChannelId: string; Object?: string; DetectType?: 'Facemask' | 'Chefhat' | 'Smoking' | 'Chefcloth' | 'PhoneCall' | 'Pet' | 'Body' | 'Car'; BeginTime?: number; EndTime?: number; PageNumber?: number; PageSize?: number; AIType?: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TaskId?: string; AIResultCount?: number; AIResults?: { Body?: readonly { Time?: string; Url?: string; BodyInfo?: readonly { Name?: string; Score?: number; Location?: { X?: number; Y?: number; Width?: number; Height?: number } }[] }[]; Pet?: readonly { Time?: string; Url?: string; PetInfo?: readonly { Name?: string; Score?: number; Location?: { X?: number; Y?: number; Width?: number; Height?: number } }[] }[]; Car?: readonly { Time?: string; Url?: string; CarInfo?: readonly { Serial?: string; Brand?: string; Type?: string; Color?: string; Confidence?: number; Year?: number; PlateContent?: { Plate?: string; Color?: string; Type?: string; Location?: { X?: number; Y?: number; Width?: number; Height?: number } }; Location?: { X?: number; Y?: number; Width?: number; Height?: number } }[] }[]; Chefhat?: readonly { Time?: string; Url?: string; ChefhatInfo?: readonly { Name?: string; Score?: number; Location?: { X?: number; Y?: number; Width?: number; Height?: number } }[] }[]; Chefcloth?: readonly { Time?: string; Url?: string; ChefclothInfo?: readonly { Name?: string; Score?: number; Location?: { X?: number; Y?: number; Width?: number; Height?: number } }[] }[]; Facemask?: readonly { Time?: string; Url?: string; FacemaskInfo?: readonly { Name?: string; Score?: number; Location?: { X?: number; Y?: number; Width?: number; Height?: number } }[] }[]; Smoking?: readonly { Time?: string; Url?: string; SmokingInfo?: readonly { Name?: string; Score?: number; Location?: { X?: number; Y?: number; Width?: number; Height?: number } }[] }[]; PhoneCall?: readonly { Time?: string; Url?: string; PhoneCallInfo?: readonly { Name?: string; Score?: number; Location?: { X?: number; Y?: number; Width?: number; Height?: number } }[] }[] } } };
  };
  ListAITasks: {
    params: { IsContainChannelList?: boolean; IsContainTemplate?: boolean; PageNumber?: number; PageSize?: number };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { TotalCount?: number; List?: readonly { TaskId?: string; Name?: string; Desc?: string; Status?: string; ChannelList?: readonly string[]; CallbackUrl?: string; Templates?: readonly { Tag?: string; AIConfig?: { DetectType?: string; TimeInterval?: number; OperTimeslot?: readonly { Start?: string; End?: string }[] }; SnapshotConfig?: { TimeInterval?: number; OperTimeslot?: readonly { Start?: string; End?: string }[] } }[]; CreatedTime?: string; UpdatedTime?: string }[] } };
  };
  UpdateAITaskStatus: {
    params: { TaskId: string; Status: 'on' | 'off' };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string };
  };
  listGateways: {
    params: { PageNumber?: number; PageSize?: number; Name?: string; ClusterId?: string; Status?: 0 | 1 };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { List?: readonly { Id?: string; GwId?: string; Name?: string; Description?: string; ClusterId?: string; ClusterName?: string; Status?: number; CreatedAt?: string }[]; TotalCount?: number } };
  };
  getGateway: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; GwId?: string; Name?: string; Description?: string; ClusterId?: string; ClusterName?: string; Version?: readonly { Name?: string; Version?: string }[] } };
  };
  getGatewayMonitor: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { UpFlow?: number; DeviceTotal?: number; DeviceOnline?: number; DeviceOffline?: number; ChannelTotal?: number; ChannelOnline?: number; ChannelOffline?: number } };
  };
  listGatewayDevices: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { List?: readonly { Id?: string; ProtocolType?: number; ProtocolTypeName?: string; Name?: string; Type?: number; Ip?: string; Port?: number; ChannelNum?: number; Status?: number }[]; TotalCount?: number } };
  };
  listGatewayProtocolTypes: {
    params: {};
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: readonly { TypeCode?: string; Value?: number; Label?: string }[] };
  };
  getGatewayVersions: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Services?: readonly { Name?: string; Version?: string; LatestVersion?: string; IsUpdate?: boolean; UpgradeInfo?: string }[] } };
  };
  upgradeGateway: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
  updateGateway: {
    params: { Id: string; Name: string; Description?: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: { Id?: string; GwId?: string; Name?: string; Description?: string; ClusterId?: string; ClusterName?: string; Status?: number } };
  };
  deleteGateway: {
    params: { Id: string };
    answer: { RequestId?: string; Code?: number; StatusCode?: number; Message?: string; Data?: unknown };
  };
}
