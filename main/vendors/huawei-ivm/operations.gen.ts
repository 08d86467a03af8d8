// Written by scripts/generate-operations.ts from contract.json and overrides.ts; do not edit.
/* eslint-disable */
// prettier-ignore
export interface HuaweiIvmOperations {
  getAccessToken: {
    params: { ak: string; sk: string; force_update?: boolean };
    answer: { access_token?: string; expire_time?: string };
  };
  listSubDeviceOrgs: {
    params: { device_org_id: string };
    answer: { orgs?: readonly { device_org_id?: string; device_org_name?: string; device_org_level?: number; camera_count?: number; camera_online_count?: number; is_leaf?: number; channel_count?: number; channel_online_count?: number; channel_offline_count?: number }[] };
  };
  listOrgDevices: {
    params: { device_org_id: string; access_protocol?: readonly ('HOLO' | 'GB28181')[]; channel_resource_state?: readonly ('MANAGEMENT_GRANT' | 'MANAGEMENT_ARREAR' | 'MANAGEMENT_CLOSED' | 'EVENT_RECORD_GRANT' | 'EVENT_RECORD_ARREAR' | 'EVENT_RECORD_CLOSED' | 'FULL_RECORD_GRANT' | 'FULL_RECORD_ARREAR' | 'FULL_RECORD_CLOSED' | 'INDUSTRY_DATA_GRANT' | 'INDUSTRY_DATA_ARREAR' | 'INDUSTRY_DATA_CLOSED')[]; ability?: 'algorithm' | 'ptz'; device_id?: string; device_name?: string; device_state?: readonly ('OFFLINE' | 'ONLINE' | 'UNREGISTERED')[]; device_system_state?: readonly ('NORMAL' | 'UNAVAILABLE_FROZEN')[]; device_type?: readonly ('IPC' | 'NVR' | 'MEdge')[]; direction?: 'ASC' | 'DESC'; group_ids?: readonly string[]; is_current_org?: '0' | '1' | '2'; limit?: number; manufactures?: readonly string[]; offset?: number; sort_by?: 'create_time' | 'update_time' | 'operator_total'; user_order?: 0 | 1 };
    answer: { devices?: readonly { device_id?: string; device_name?: string; device_state?: string; device_type?: string; device_system_state?: string; access_protocol?: string; manufacture?: string; device_ability?: string; channel_total?: number; channels?: readonly { channel_resource_state?: readonly string[]; channel_state?: string; channel_system_state?: string; channel_id?: string; channel_name?: string; channel_model?: string; channel_model_e?: string; invalid_type?: string; channel_ability?: string; storage_card_status?: string; mask_mode?: string }[]; operator_total?: number; model?: string; create_time?: string; update_time?: string; device_org_name?: string; firmware?: string; channel_allocated_total?: number; channel_online_count?: number; audio_input_count?: number; audio_output_count?: number; gb_access_state?: string }[]; total?: number; device_total?: number; admin_total?: number; online_total?: number };
  };
  renameDeviceOrg: {
    params: { device_org_id: string; device_org_name: string };
    answer: { device_org_id?: string; device_org_name?: string };
  };
  createDeviceOrg: {
    params: { device_org_name: string; parent_org_id: string };
    answer: { device_org_id?: string };
  };
  deleteDeviceOrg: {
    params: { device_org_id: string };
    answer: { device_org_id?: string };
  };
  moveDevicesToOrg: {
    params: { device_org_id: string; device_ids: readonly string[] };
    answer: { failed_num?: number; results?: readonly { device_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  searchDeviceOrgTree: {
    params: { device_org_name: string };
    answer: { result?: readonly { device_org_id?: string; device_org_level?: number; device_org_name?: string; enterprise_id?: string; is_leaf?: number; is_result?: number; parent_id?: string; camera_count?: number; camera_online_count?: number; children?: readonly { device_org_id?: string; device_org_level?: number; device_org_name?: string; enterprise_id?: string; is_leaf?: number; is_result?: number; parent_id?: string; camera_count?: number; camera_online_count?: number; children?: readonly (Readonly<Record<string, unknown>>)[] }[] }[] };
  };
  getDevice: {
    params: { device_id: string; ability?: readonly string[]; need_cloud_ability?: boolean; need_specification?: boolean };
    answer: { mac?: string; device_id?: string; device_name?: string; device_state?: string; access_protocol?: string; device_type?: string; device_system_state?: string; description?: string; model?: string; manufacture?: string; channel_total?: number; stream_total?: number; firmware?: string; device_ability?: string; device_cloud_ability?: Readonly<Record<string, unknown>>; create_time?: string; update_time?: string; protocol_version?: string; device_ip?: string; device_port?: string; device_org_id?: string; sn?: string; device_org_name?: string; operator_total?: string; sdk_ability?: string };
  };
  listDevices: {
    params: { access_protocol?: readonly ('HOLO' | 'GB28181')[]; device_name?: string; device_state?: readonly ('OFFLINE' | 'ONLINE' | 'UNREGISTERED')[]; device_system_state?: readonly ('NORMAL' | 'UNAVAILABLE_FROZEN')[]; device_type?: readonly ('IPC' | 'NVR' | 'MEdge')[]; ability?: readonly string[]; need_cloud_ability?: boolean; need_specification?: boolean; direction?: 'ASC' | 'DESC'; limit?: number; offset?: number; sort_by?: 'create_time' | 'update_time' };
    answer: { devices?: readonly { device_id?: string; device_name?: string; device_state?: string; device_type?: string; device_system_state?: string; create_time?: string; update_time?: string; access_protocol?: string; manufacture?: string; device_ability?: string; device_cloud_ability?: Readonly<Record<string, unknown>>; channel_total?: number; channel_online_total?: number; channel_offline_total?: number; org_list?: readonly { device_org_id?: string; device_org_name?: string; device_org_level?: number }[]; sdk_ability?: string }[]; total?: number };
  };
  getDeviceGateway: {
    params: { device_id: string };
    answer: { device_username?: string; sip_server_id?: string; sip_server_domain?: string; sip_server_host?: string; sip_server_port?: string; device_id?: string };
  };
  updateDevice: {
    params: { device_id: string; device_name?: string; description?: string; modify_type?: 'DEFAULT' | 'OSD' | 'DEVICE_NAME' | 'ALL'; osd?: string };
    answer: { device_name?: string; description?: string; device_id?: string; osd?: string };
  };
  updateGbAccount: {
    params: { device_id: string; device_username?: string; device_password?: string };
    answer: { device_username?: string; device_id?: string };
  };
  addHoloDevice: {
    params: { device_id: string; verification_code: string; description?: string };
    answer: { device_id?: string; device_name?: string; device_type?: string; device_state?: string; manufacture?: string };
  };
  batchAddGbDevices: {
    params: { devices: readonly { device_id: string; device_name: string; device_username?: string; device_password: string; description?: string; algorithm: 'MD5' | 'SHA256' }[] };
    answer: { failed_num?: number; devices?: readonly { device_id?: string; sip_server_id?: string; sip_server_domain?: string; sip_server_host?: string; sip_server_port?: string; result?: { code?: string; msg?: string } }[] };
  };
  batchDeleteDevices: {
    params: { devices: readonly string[] };
    answer: { failed_num?: number; devices?: readonly { device_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  updateChannel: {
    params: { channel_id: string; device_id: string; channel_name: string };
    answer: { device_id?: string; channel_id?: string; channel_name?: string };
  };
  listChannels: {
    params: { access_protocol?: readonly ('HOLO' | 'GB28181')[]; channel_name?: string; channel_resource_state?: readonly ('MANAGEMENT_GRANT' | 'MANAGEMENT_ARREAR' | 'MANAGEMENT_CLOSED' | 'EVENT_RECORD_GRANT' | 'EVENT_RECORD_ARREAR' | 'EVENT_RECORD_CLOSED' | 'FULL_RECORD_GRANT' | 'FULL_RECORD_ARREAR' | 'FULL_RECORD_CLOSED' | 'INDUSTRY_DATA_GRANT' | 'INDUSTRY_DATA_ARREAR' | 'INDUSTRY_DATA_CLOSED' | 'CUSTOMER_GROUP_GRANT' | 'CUSTOMER_GROUP_ARREAR' | 'CUSTOMER_GROUP_CLOSED')[]; channel_state?: 'OFFLINE' | 'ONLINE' | 'UNALLOCATED'; channel_system_state?: 'NORMAL' | 'UNAVAILABLE_FROZEN'; device_id?: string; direction?: 'ASC' | 'DESC'; limit?: number; offset?: number; sort_by?: 'create_time' | 'update_time' };
    answer: { total?: number; channels?: readonly { device_id?: string; device_name?: string; channel_id?: string; channel_name?: string; channel_state?: string; model?: string; access_protocol?: string; create_time?: string; update_time?: string; channel_system_state?: string; channel_resource_state?: readonly string[]; channel_ability?: readonly string[]; channel_firmware?: string; config_state?: string; device_org_name?: string; channel_type?: string; resolution?: string }[] };
  };
  getChannel: {
    params: { channel_id: string; device_id: string; ability?: readonly string[]; need_cloud_ability?: boolean; need_specification?: boolean };
    answer: { device_id?: string; channel_id?: string; channel_name?: string; channel_state?: string; access_protocol?: string; channel_system_state?: string; channel_resource_state?: readonly string[]; channel_ability?: string; device_cloud_ability?: Readonly<Record<string, unknown>>; model?: string; channel_intelligent?: string; firmware?: string; create_time?: string; update_time?: string; sn?: string; channel_firmware_id?: string; channel_type?: string; resolution?: string };
  };
  acquirePtzLock: {
    params: { channel_id: string; device_id: string };
    answer: { control_token?: string };
  };
  releasePtzLock: {
    params: { channel_id: string; device_id: string };
    answer: { device_id?: string; channel_id?: string };
  };
  controlPtz: {
    params: { channel_id: string; device_id: string; direction: 'LEFT' | 'UP' | 'RIGHT' | 'DOWN' | 'UPPER_LEFT' | 'UPPER_RIGHT' | 'LOWER_LEFT' | 'LOWER_RIGHT' | 'STOP' | 'IN' | 'OUT' | 'ZOOM_STOP' | 'FOCUS_FAR' | 'FOCUS_NEAR' | 'AUTO_FOCUS' | 'IRIS_OPEN' | 'IRIS_CLOSE' | 'FI_STOP'; control_lock: string; speed?: number; mode?: 'POINT' | 'NON_POINT'; heartbeat_mode?: 'OPEN' | 'CLOSE' };
    answer: { device_id?: string; channel_id?: string };
  };
  getLiveConnections: {
    params: { channels: readonly { device_id: string; channel_id: string; live_protocol: 'HOLO' | 'HTTP_HLS' | 'HTTPS_HLS' | 'HTTP_FLV' | 'HTTPS_FLV' | 'RTSP'; stream_type: 'PRIMARY_STREAM' | 'SECONDARY_STREAM_1' | 'SECONDARY_STREAM_2' }[]; expire_time?: number; use_times?: 0 | 1 };
    answer: { fail_num?: number; live_connections?: readonly { device_id?: string; channel_id?: string; cloud_trans_connections?: { live_url?: string }; p2p_connections?: { token?: string; device_state?: string; p2p_nodes?: readonly { node_type?: string; address_type?: string; address?: readonly string[]; tcp_port?: number; udp_port?: number }[] }; result?: { code?: string; msg?: string } }[] };
  };
  listMediaRecords: {
    params: { device_id: string; channel_id: string; start_time: string; end_time: string; record_position: 'CLOUD' | 'DEVICE'; record_type?: 'ALL_RECORD' | 'NORMAL_RECORD' | 'MOTION_RECORD'; limit?: string; offset?: string; alarm_rec_type?: string };
    answer: { total?: number; device_id?: string; channel_id?: string; records?: readonly { record_id?: string; record_name?: string; record_type?: string; storage_state?: number; record_size?: number; start_time?: string; end_time?: string; alarm_rec_type?: readonly string[] }[] };
  };
  getPlaybackConnections: {
    params: { device_id: string; channel_id: string; playback_protocol: 'HOLO' | 'HTTP_HLS' | 'HTTPS_HLS' | 'RTSP'; start_time: string; end_time: string; record_position: 'CLOUD' | 'DEVICE'; record_type?: 'ALL_RECORD' | 'NORMAL_RECORD' | 'MOTION_RECORD'; expire_time?: string; use_times?: '0' | '1'; stream_type?: 'PRIMARY_STREAM' | 'SECONDARY_STREAM_1' | 'SECONDARY_STREAM_2' };
    answer: { playback_connections?: { device_id?: string; channel_id?: string; cloud_trans_connections?: { playback_url?: string }; p2p_connections?: { token?: string; device_state?: string; p2p_nodes?: readonly { node_type?: string; address_type?: string; address?: readonly string[]; tcp_port?: number; udp_port?: number }[]; result?: { code?: string; msg?: string }; start_time?: string; end_time?: string } } };
  };
  batchDeleteMediaUrls: {
    params: { urls: readonly { url: string }[] };
    answer: { error_code?: string; error_msg?: string };
  };
  listCloudRecords: {
    params: { device_id: string; channel_id: string; start_time: string; end_time: string; limit?: number; offset?: number; record_type?: 'NORMAL_RECORD' | 'MOTION_RECORD' };
    answer: { total?: number; device_id?: string; channel_id?: string; records?: readonly { record_id?: string; record_name?: string; record_type?: string; record_size?: number; alarm_rec_type?: string; start_time?: string; end_time?: string }[] };
  };
  getCloudPlaybackUrl: {
    params: { device_id: string; channel_id: string; playback_protocol: 'HOLO' | 'HLS' | 'HLS_HTTPS' | 'RTSP'; record_type?: 'NORMAL_RECORD' | 'MOTION_RECORD'; start_time: string; end_time: string; expire_time?: string; use_times?: '0' | '1' };
    answer: { device_id?: string; channel_id?: string; playback_url?: string };
  };
  listDeviceRecords: {
    params: { device_id: string; channel_id: string; start_time: string; end_time: string; limit?: string; offset?: string; stream_type?: string };
    answer: { total?: number; records?: readonly { record_name?: string; record_type?: string; start_time?: string; end_time?: string }[] };
  };
  getGbDevicePlaybackUrl: {
    params: { device_id: string; channel_id: string; start_time: string; end_time: string; playback_protocol?: 'HOLO'; expire_time?: string; use_times?: '0' | '1'; trans_protocol?: 'TCP' | 'UDP'; stream_type?: 'PRIMARY_STREAM' | 'SECONDARY_STREAM_1' | 'SECONDARY_STREAM_2' };
    answer: { device_id?: string; channel_id?: string; playback_url?: string };
  };
  getDeviceWebPlaybackUrl: {
    params: { device_id: string; channel_id: string; playback_protocol: 'HLS_DEV' | 'HLS_DEV_HTTPS' | 'RTSP_DEV' | 'HTTP_FLV_DEV' | 'HTTPS_FLV_DEV'; start_time: string; end_time: string; expire_time?: string; use_times?: '0' | '1'; trans_protocol?: 'TCP' | 'UDP'; stream_type?: 'PRIMARY_STREAM' | 'SECONDARY_STREAM_1' | 'SECONDARY_STREAM_2' };
    answer: { device_id?: string; channel_id?: string; playback_url?: string };
  };
  batchGetLiveUrls: {
    params: { channels: readonly { device_id: string; channel_id: string; live_protocol: 'HOLO' | 'HLS' | 'HLS_HTTPS' | 'HTTP_FLV' | 'HTTPS_FLV' | 'RTSP'; stream_type: 'PRIMARY_STREAM' | 'SECONDARY_STREAM_1' | 'SECONDARY_STREAM_2'; forbid_audio?: 0 | 1; trans_protocol?: 'TCP' | 'UDP' }[]; expire_time?: number; use_times?: 0 | 1 };
    answer: { fail_num?: number; channels?: readonly { device_id?: string; channel_id?: string; live_url?: string; result?: { code?: string; msg?: string } }[]; request_id?: string };
  };
  batchConnectP2pLive: {
    params: { channels: readonly { device_id: string; channel_id: string; stream_type: 'PRIMARY_STREAM' | 'SECONDARY_STREAM_1' | 'SECONDARY_STREAM_2' }[]; expire_time?: number; use_times?: 0 | 1 };
    answer: { fail_num?: number; p2p_connections?: readonly { device_id?: string; p2p_nodes?: readonly { address?: readonly string[]; address_type?: string; node_type?: string; tcp_port?: number; udp_port?: number }[]; device_state?: string; token?: string; result?: { code?: string; msg?: string } }[]; live_urls?: readonly { device_id?: string; channel_id?: string; live_url?: string; result?: { code?: string; msg?: string } }[]; request_id?: string };
  };
  batchConnectP2pPlayback: {
    params: { channels: readonly { device_id: string; channel_id: string; stream_type: 'PRIMARY_STREAM' | 'SECONDARY_STREAM_1' | 'SECONDARY_STREAM_2'; start_time?: string; end_time?: string }[] };
    answer: { failNum?: number; p2p_connections?: readonly { device_id?: string; p2p_nodes?: readonly { address?: readonly string[]; address_type?: string; node_type?: string; tcp_port?: number; udp_port?: number }[]; device_state?: string; token?: string; result?: { code?: string; msg?: string }; start_time?: string; end_time?: string }[] };
  };
  setMessageCallback: {
    params: { callback_url: string; subscription_type: 'DEVICE_ALARM' | 'DEVICE_EXCEPTION' | 'DEVICE_UNBIND' | 'TARGET_DATA' | 'THIRD_DATA' | 'VEHICLE_DATA' | 'HEAD_SHOULDER_DATA' | 'BEHAVIOR_ANALYSIS_DATA' | 'MICRO_CHECKPOINT_DATA'; auth_key?: string };
    answer: { callback_url?: string; create_time?: string; subscription_type?: string };
  };
  deleteMessageCallback: {
    params: { subscription_type: 'DEVICE_ALARM' | 'DEVICE_EXCEPTION' | 'DEVICE_UNBIND' | 'TARGET_DATA' | 'THIRD_DATA' | 'VEHICLE_DATA' | 'HEAD_SHOULDER_DATA' | 'BEHAVIOR_ANALYSIS_DATA' | 'MICRO_CHECKPOINT_DATA' };
    answer: { subscription_type?: string };
  };
  getMessageCallback: {
    params: { subscription_type: 'DEVICE_ALARM' | 'DEVICE_EXCEPTION' | 'DEVICE_UNBIND' | 'TARGET_DATA' | 'THIRD_DATA' | 'VEHICLE_DATA' | 'HEAD_SHOULDER_DATA' | 'BEHAVIOR_ANALYSIS_DATA' | 'MICRO_CHECKPOINT_DATA' };
    answer: { callback_url?: string; create_time?: string; update_time?: string; subscription_type?: string; auth_key?: string };
  };
  batchGetIntelligencePictureUrls: {
    params: { data_classification: 'TARGET' | 'VEHICLE'; type: 'ALL' | 'BODY' | 'BACKGROUND' | 'TARGET' | 'VEHICLE' | 'PLATE'; data_ids: readonly string[] };
    answer: { failed_num?: number; data?: readonly { data_id?: string; urls?: readonly { type?: string; url?: string }[]; result?: { code?: string; msg?: string } }[] };
  };
  batchGetAlarmPictureUrls: {
    params: { alarm_classification?: 'INTELLIGENT' | 'TARGET' | 'TARGET_DET' | 'CROWD' | 'THIRD_PARTY' | 'THIRDPARTY_INTELLIGENT'; alarm_uuids: readonly string[] };
    answer: { failed_num?: number; alarms?: readonly { alarm_uuid?: string; url?: string; targetgroup_url?: string; result?: { code?: string; msg?: string } }[] };
  };
  snapChannelPicture: {
    params: { channel_id: string; device_id: string; storage: 'true' | 'false' };
    answer: { pic_url?: string; pic_data?: string };
  };
  getPeopleStatistics: {
    params: { channel_id: string; device_id: string; end_date?: string; start_date: string; type: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' | 'CUSTOMIZE' };
    answer: { in?: readonly number[]; out?: readonly number[] };
  };
  getTimeHeatmap: {
    params: { channel_id: string; device_id: string; start_time: string; type: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' };
    answer: { data?: readonly number[] };
  };
  getSpaceHeatmap: {
    params: { channel_id: string; device_id: string; start_time: string; type: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' };
    answer: { width?: number; height?: number; rawbase64?: string };
  };
  getChannelRecordConfig: {
    params: { channel_id: string; device_id: string };
    answer: { device_id?: string; channel_id?: string; stream_type?: string };
  };
  batchSetChannelRecordConfig: {
    params: { channel_record_configs: readonly { device_id: string; channel_id: string; stream_type?: 'PRIMARY_STREAM' | 'SECONDARY_STREAM_1' | 'SECONDARY_STREAM_2' }[]; record_type?: 'NORMAL_RECORD' };
    answer: { failed_num?: number; channels?: readonly { device_id?: string; channel_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  getChannelRecordPlan: {
    params: { channel_id: string; device_id: string };
    answer: { device_id?: string; channel_id?: string; all_day?: boolean; is_upload_record?: boolean; time_sections?: readonly { day_of_week?: number; start_time?: string; end_time?: string }[] };
  };
  batchSetChannelRecordPlan: {
    params: { plans: readonly { device_id: string; channel_id: string; all_day?: boolean; time_sections?: readonly { day_of_week: number; start_time: string; end_time: string }[] }[]; record_type?: 'NORMAL_RECORD' };
    answer: { failed_num?: number; channels?: readonly { device_id?: string; channel_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  batchDeleteChannelRecordPlan: {
    params: { channels: readonly { device_id: string; channel_id: string; record_type?: 'normal' | 'alarm' }[] };
    answer: { failed_num?: number; channels?: readonly { device_id?: string; channel_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  getChannelTimePolicy: {
    params: { channel_id: string; device_id: string; record_type?: 'normal' | 'alarm' };
    answer: { device_id?: string; channel_id?: string; time_policies?: readonly { storage_days?: number; storage_type?: string }[] };
  };
  batchSetChannelTimePolicy: {
    params: { channel_time_policies: readonly { device_id: string; channel_id: string; time_policies: readonly { storage_days: number; storage_type: 'PLAN_RECORD' | 'MOTION_RECORD' }[] }[] };
    answer: { failed_num?: number; channels?: readonly { device_id?: string; channel_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  getChannelRecordAlarmPlan: {
    params: { channel_id: string; device_id: string };
    answer: { device_id?: string; channel_id?: string; plans?: readonly { alarm_type?: string; advance_time?: string; after_time?: string }[]; all_day?: boolean; time_sections?: readonly { day_of_week?: number; start_time?: string; end_time?: string }[] };
  };
  batchSetChannelRecordAlarmPlan: {
    params: { channels: readonly { device_id: string; channel_id: string; stream_type?: number; plans: readonly { alarm_type: 'motion_detection' | 'io_event' | 'target_alarm' | 'mask_alarm' | 'people_queue_alarm' | 'people_count_region_alarm' | 'people_count_line_alarm' | 'over_line_alarm' | 'region_invasion_alarm' | 'region_in_alarm' | 'region_out_alarm' | 'fast_move_alarm' | 'linger_alarm' | 'thirdparty_intelligent' | 'face_alarm' | 'abandon_alarm' | 'removed_alarm' | 'electric_bicycle_alarm' | 'people_leave_station_alarm' | 'lift_electric_alarm' | 'occlusion_alarm'; advance_time: number; after_time: number }[]; all_day?: boolean; time_sections?: readonly { day_of_week: number; start_time: string; end_time: string }[] }[] };
    answer: { failed_num?: number; channels?: readonly { device_id?: string; channel_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  batchOpenChannelServices: {
    params: { resource_id: string; storage_day?: number; channels: readonly { device_id: string; channel_id: string }[] };
    answer: { failed_num?: number; channels?: readonly { device_id?: string; channel_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  batchCloseChannelServices: {
    params: { resource_type_code: 'MANAGE' | 'RECORD' | 'DATAFLOW' | 'MOTION'; channels: readonly { device_id: string; channel_id: string }[] };
    answer: { failed_num?: number; channels?: readonly { device_id?: string; channel_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  listResources: {
    params: { limit?: number; offset?: number; resource_id?: string; resource_type_code?: 'MANAGE' | 'NORMAL' | 'DATAFLOW' | 'MOTION' };
    answer: { total?: number; resources?: readonly { resource_id?: string; resource_type_code?: string; total_num?: number; usage_num?: number; resource_name?: string; mode?: string; version?: string; resource_state?: string; Exp_time?: string }[] };
  };
  listResourceChannels: {
    params: { resource_id: string; limit?: number; offset?: number };
    answer: { channels?: readonly { attrs?: readonly { attr_code?: string; attr_value?: number }[]; device_name?: string; device_id?: string; channel_id?: string; channel_state?: string; channel_name?: string; bind_state?: string }[]; resource_type_code?: string; resource_name?: string; resource_id?: string; resource_state?: string; mode?: string; total?: number; invalid_num?: number; manage_num?: number };
  };
  listChannelResources: {
    params: { channel_id: string; device_id: string };
    answer: { device_id?: string; channel_id?: string; resources?: readonly { resource_id?: string; resource_name?: string; resource_type_code?: string; resource_state?: string }[] };
  };
  listTargetGroups: {
    params: { device_id: string };
    answer: { groups?: readonly { group_id?: number; name?: string; enable?: string; is_fixed?: boolean; is_hidden?: boolean }[]; device_id?: string; group_max_count?: string };
  };
  createTargetGroup: {
    params: { group_name: string; device_id: string; group_type?: 'WHITE' | 'STRANGE' | 'BLACK' | 'OTHER' | 'DEFAULT' | 'RED' };
    answer: { device_id?: string; group_id?: string };
  };
  createTargetGroupV2: {
    params: { group_name: string; device_id: string; group_type?: 'WHITE' | 'STRANGE' | 'BLACK' | 'OTHER' | 'DEFAULT' | 'RED' };
    answer: { device_id?: string; group_id?: number };
  };
  updateTargetGroup: {
    params: { device_id: string; group_id: number; group_name: string; group_type: 'WHITE' | 'STRANGE' | 'BLACK' | 'OTHER' | 'DEFAULT' | 'RED'; enable?: 'OPEN' | 'CLOSE' };
    answer: { device_id?: string; group_id?: string };
  };
  updateTargetGroupV2: {
    params: { device_id: string; group_id: number; group_name: string; group_type: 'WHITE' | 'STRANGE' | 'BLACK' | 'OTHER' | 'DEFAULT' | 'RED'; enable?: 'OPEN' | 'CLOSE' };
    answer: { device_id?: string; group_id?: number };
  };
  deleteTargetGroup: {
    params: { group_id: number; device_id: string };
    answer: { device_id?: string; group_id?: string };
  };
  deleteTargetGroupV2: {
    params: { group_id: number; device_id: string };
    answer: { device_id?: string; group_id?: number };
  };
  getTargets: {
    params: { device_id: string; target_ids: readonly string[] };
    answer: { targets?: readonly { target_id?: string; name?: string; gender?: string; age?: number; country?: string; nation?: string; native?: string; occupation?: string; organization?: string; work_no?: string; phone?: string; email?: string; domicile?: string; remark?: string; eigen_value?: string; jpg?: string; jpegBase64?: string; start_time?: string; end_time?: string; external_target_id?: string }[] };
  };
  listTargetIds: {
    params: { count?: number; device_id: string; group_id: number; start?: number };
    answer: { device_id?: string; target_ids?: readonly string[] };
  };
  listTargets: {
    params: { count?: number; device_id: string; group_id: number; start?: number };
    answer: { device_id?: string; targets?: readonly { target_id?: string; name?: string; gender?: string; age?: number; country?: string; nation?: string; native?: string; occupation?: string; organization?: string; work_no?: string; phone?: string; email?: string; domicile?: string; remark?: string; eigen_value?: string; jpg?: string; jpegBase64?: string; start_time?: string; end_time?: string; external_target_id?: string }[] };
  };
  countTargets: {
    params: { device_id: string; group_id: number };
    answer: { device_id?: string; target_count?: number };
  };
  batchAddTargets: {
    params: { device_id: string; group_id: number; targets: readonly { name: string; gender: 'male' | 'female'; age?: number; country?: string; nation?: string; native?: string; occupation?: string; work_no?: string; phone?: string; email?: string; domicile?: string; remark?: string; jpegBase64: string; external_target_id?: string }[]; storage?: boolean };
    answer: { targets?: readonly { target_id?: string; name?: string; external_target_id?: string; jpegBase64?: string; result?: { code?: string; msg?: string } }[] };
  };
  batchUpdateTargets: {
    params: { device_id: string; group_id: number; targets: readonly { target_id: string; name: string; gender: 'male' | 'female'; age?: number; country?: string; nation?: string; native?: string; occupation?: string; work_no?: string; phone?: string; email?: string; domicile?: string; remark?: string; jpegBase64: string }[]; storage?: boolean };
    answer: { group_id?: number; target_ids?: readonly { target_id?: string; result?: { code?: string; msg?: string }; external_target_id?: string }[] };
  };
  batchDeleteTargets: {
    params: { device_id: string; group_id: number; target_ids: readonly string[] };
    answer: { group_id?: number; target_ids?: readonly { target_id?: string; result?: { code?: string; msg?: string } }[] };
  };
  listPresetPositions: {
    params: { channel_id: string; device_id: string };
    answer: { preset_positions?: readonly { preset_index?: number; preset_name?: string; jpg_base64?: string }[] };
  };
  addPresetPosition: {
    params: { channel_id: string; device_id: string; preset_name: string; index?: number };
    answer: { device_id?: string; channel_id?: string; preset_index?: number };
  };
  deletePresetPosition: {
    params: { channel_id: string; device_id: string; preset_index: number };
    answer: { device_id?: string; channel_id?: string; preset_index?: number };
  };
  updatePresetPosition: {
    params: { channel_id: string; device_id: string; preset_index: number; preset_name: string };
    answer: { device_id?: string; channel_id?: string; preset_index?: number; preset_name?: string };
  };
  moveToPresetPosition: {
    params: { channel_id: string; device_id: string; control_token: string; preset_index: number };
    answer: { device_id?: string; channel_id?: string };
  };
  listCruiseTracks: {
    params: { channel_id: string; device_id: string };
    answer: { device_id?: string; channel_id?: string; cruises_ids?: readonly { cruises_id?: number; cruises_name?: string; enable_cruise?: string }[] };
  };
  getCruiseTrack: {
    params: { channel_id: string; device_id: string; cruises_id: number };
    answer: { device_id?: string; channel_id?: string; cruises_id?: number; cruise_type?: string; cruise_name?: string; cruise_points?: readonly { preset_index?: number; dwell_time?: number; speed_level?: number; jpg_base64?: string }[] };
  };
  addCruiseTrack: {
    params: { channel_id: string; device_id: string; cruise_type: 'CRUISE_TRACK' | 'MODEL_TRACK' | 'PAN_TRACK' | 'TILT_TRACK'; cruise_name: string; cruise_points: readonly { preset_index: number; dwel_time: number; speed_level: number; dwell_time?: number }[] };
    answer: { device_id?: string; channel_id?: string; cruises_id?: number };
  };
  deleteCruiseTrack: {
    params: { channel_id: string; device_id: string; cruises_id: number };
    answer: { device_id?: string; channel_id?: string; cruises_id?: number };
  };
  updateCruiseTrack: {
    params: { channel_id: string; device_id: string; cruises_id: number; cruise_type: 'CRUISE_TRACK' | 'MODEL_TRACK' | 'PAN_TRACK' | 'TILT_TRACK'; cruise_name: string; cruise_points: readonly { preset_index: number; dwel_time?: number; speedLevel?: number; dwell_time?: number; speed_level?: number }[] };
    answer: { device_id?: string; channel_id?: string; cruises_id?: number };
  };
  enableCruiseTrack: {
    params: { channel_id: string; device_id: string; cruises_id: number; enable_cruise: 'OPEN' | 'CLOSE' };
    answer: { device_id?: string; channel_id?: string; cruises_id?: number; enable_cruise?: string };
  };
  getDevicePasswordState: {
    params: { channel_id: string; device_id: string };
    answer: { security_key_state?: string };
  };
  setDevicePassword: {
    params: { channel_id: string; device_id: string; current_security_key?: string; new_security_key: string };
    answer: { device_id?: string; channel_id?: string };
  };
  getStreamAbility: {
    params: { channel_id: string; device_id: string };
    answer: { abilities?: readonly { stream_count?: number; max_frame_rate?: number; stream_info?: readonly { stream_type?: number; encode_mode?: readonly { type?: string; resolution?: readonly { type?: string; frame_rate?: readonly number[]; bit_rate?: { support?: boolean; begin?: number; end?: number; default?: number } }[] }[]; support_crop?: boolean; support_eptz?: boolean }[] }[]; channel_no?: number; is_support_corridor_mode?: boolean; is_support_water_mark?: boolean; mirror_mode?: { support?: boolean; type?: readonly number[] }; variable_bit_rate?: { support?: boolean }; variable_frame?: { support?: boolean }; h264_info?: { intelligence?: { support?: boolean; type?: readonly number[] }; is_support_slice?: boolean; is_support_layered_encoding?: boolean; profile_list?: { support?: boolean; type?: readonly number[] }; i_frame_interval?: { support?: boolean; begin?: number; end?: number }; bit_rate_info?: { support?: boolean; bit_rate_type?: readonly { type?: number; bit_rate_mode?: readonly number[]; pic_quality?: readonly number[] }[] }; jpeg_quality?: { begin?: number; end?: number } }; h265_info?: { intelligence?: { support?: boolean; type?: readonly number[] }; is_support_slice?: boolean; is_support_layered_encoding?: boolean; profile_list?: { support?: boolean; type?: readonly number[] }; i_frame_interval?: { support?: boolean; begin?: number; end?: number }; bit_rate_info?: { support?: boolean; bit_rate_type?: readonly { type?: number; bit_rate_mode?: readonly number[]; pic_quality?: readonly number[] }[] }; jpeg_quality?: { begin?: number; end?: number } }; mjpeg_info?: { intelligence?: { support?: boolean; type?: readonly number[] }; is_support_slice?: boolean; is_support_layered_encoding?: boolean; profile_list?: { support?: boolean; type?: readonly number[] }; i_frame_interval?: { support?: boolean; begin?: number; end?: number }; bit_rate_info?: { support?: boolean; bit_rate_type?: readonly { type?: number; bit_rate_mode?: readonly number[]; pic_quality?: readonly number[] }[] }; jpeg_quality?: { begin?: number; end?: number } }; digital_zoom_info?: { max_zoom?: number; support?: boolean }; roi_info?: { support?: boolean; roi_quality?: { begin?: number; end?: number } }; vo_info?: { param?: { channel_no?: string }; support?: boolean }; osd_info?: { support?: boolean }; is_hide_sub_stream_for_main_mjpeg?: boolean };
  };
  getStreamDetail: {
    params: { channel_id: string; device_id: string };
    answer: { stream_num?: number; stream_info?: readonly { stream_type?: number; encode_type?: string; resolution?: string; frame_rate?: number; bit_rate_type?: number; bit_rate?: number; definition?: string; intelligence_encoding_open?: boolean; intelligence_encoding_level?: number; slice_encoding_open?: boolean; layered_encoding_open?: boolean; profile?: number; i_frame_interval?: number; jpeg_quality?: number; bit_rate_mode?: number; pic_quality?: number }[]; max_frame_rate?: number; corridor_mode_open?: boolean; mirror_mode?: number; variable_bit_rate_open?: boolean; variable_bit_rate?: number; variable_frame_rate_open?: boolean; variable_frame_rate?: number };
  };
  setStreamDetail: {
    params: { channel_id: string; device_id: string; stream_num: number; max_frame_rate: number; stream_info: readonly { stream_type: 0 | 1 | 2; encode_type: 'H.264' | 'H.265'; resolution?: string; frame_rate?: number; bit_rate_type?: 0 | 1; bit_rate?: number; definition?: '4K' | '2K' | '1080P' | '720p' | 'D1' | 'CIF' | 'QCIF'; intelligence_encoding_open?: boolean; intelligence_encoding_level?: number; slice_encoding_open?: boolean; layered_encoding_open?: boolean; profile?: 0 | 1 | 2; i_frame_interval?: number; jpeg_quality?: number; bit_rate_mode?: number; pic_quality?: number }[]; corridor_mode_open?: boolean; mirror_mode?: 0 | 1 | 2 | 3; variable_bit_rate_open?: boolean; variable_bit_rate?: number; variable_frame_rate_open?: boolean; variable_frame_rate?: number };
    answer: { device_id?: string; channel_id?: string };
  };
  setTargetAuthorization: {
    params: { device_id: string; state: 'OPENED' | 'CLOSED'; channels: readonly string[] };
    answer: { device_id?: string; device_result?: string; channels_result?: readonly { channel_id?: string; channel_result?: string }[] };
  };
  getTargetAuthorization: {
    params: { channel_id: string; device_id: string };
    answer: { device_state?: string; channel_state?: string };
  };
  queryVersionAbilities: {
    params: { versions: readonly { device_type: string; firmware: string; model: string }[]; need_specification?: boolean; ability?: readonly string[] };
    answer: { abilities?: readonly { device_type?: string; model?: string; firmware?: string; abilities?: Readonly<Record<string, unknown>> }[] };
  };
}
