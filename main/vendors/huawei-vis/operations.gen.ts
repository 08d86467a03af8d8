// Written by scripts/generate-operations.ts from contract.json and overrides.ts; do not edit.
/* eslint-disable */
// prettier-ignore
export interface HuaweiVisOperations {
  createSubscription: {
    params: {};
    answer: { user_id?: string; sip_ip?: string; sip_port?: string; quota?: { password?: { total?: number; used?: number }; consecutive_access_time?: { total?: number; used?: number }; random_access_time?: { total?: number; used?: number }; stream?: { total?: number; used?: number }; active_stream?: { total?: number; used?: number }; device?: { total?: number; used?: number }; aksk?: { total?: number; used?: number } }; created_at?: string; is_subscribed?: boolean };
  };
  getSubscription: {
    params: {};
    answer: { user_id?: string; sip_ip?: string; sip_port?: string; quota?: { password?: { total?: number; used?: number }; consecutive_access_time?: { total?: number; used?: number }; random_access_time?: { total?: number; used?: number }; stream?: { total?: number; used?: number }; active_stream?: { total?: number; used?: number }; device?: { total?: number; used?: number }; aksk?: { total?: number; used?: number } }; created_at?: string; is_subscribed?: boolean };
  };
  createStream: {
    params: { name: string; access_type: 'RTMP' | 'HTTP-FLV'; encode_type: 'H264'; share_type?: 'PRIVATE' | 'PUBLIC'; url?: string; access_key?: string; description?: string; tag?: readonly { key?: string; value?: string }[] };
    answer: { stream_id?: string; name?: string; encode_type?: string; access_type?: string; access_key?: string; url?: string; share_type?: string; state?: string; created_at?: string; updated_at?: string; description?: string; tag?: readonly { key?: string; value?: string }[] };
  };
  updateStream: {
    params: { stream_name: string; access_type?: 'RTMP' | 'HTTP-FLV'; encode_type?: 'H264'; access_key?: string; url?: string; description?: string; share_type?: 'PRIVATE' | 'PUBLIC'; tag?: readonly { key?: string; value?: string }[]; state?: 'ACTIVE' | 'STOPPED' };
    answer: { result?: string };
  };
  deleteStream: {
    params: { stream_name: string };
    answer: { result?: string };
  };
  updateStreamRetention: {
    params: { stream_name: string; retention_in_hour?: number; retention_forever?: boolean; store_type?: 'obs'; bucket?: string; path?: string; slice_in_minute?: number; timezone: string; state?: 'ACTIVE' | 'STOPPED' };
    answer: { result?: string };
  };
  getStream: {
    params: { stream_name: string };
    answer: { access_type?: string; updated_at?: string; share_type?: string; stream_id?: string; access_key?: string; url?: string; transfer_protocol?: string; name?: string; created_at?: string; description?: string; state?: string; tag?: readonly { key?: string; value?: string }[]; retention?: { retention_in_hour?: number; retention_forever?: boolean; store_type?: string; bucket?: string; path?: string; timezone?: string; slice_in_minute?: number; state?: string }; stream_flow_info?: { is_publishing?: boolean; bw_out?: string; bw_in?: string; bw_video?: string; bw_audio?: string; bytes_out?: string; bytes_in?: string; num_play_clients?: string; meta?: { video?: { codec?: string; width?: string; height?: string } } }; encode_type?: string; retention_state?: string };
  };
  listStreams: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'encode_type' | 'access_type' | 'share_type' | 'created_at' | 'name' | 'state' | 'retention_state'; name?: string; stream_state?: 'ACTIVE' | 'STOPPED'; retention_state?: 'ACTIVE' | 'STOPPED' };
    answer: { total?: number; entries?: readonly { stream_id?: string; name?: string; encode_type?: string; access_type?: string; access_key?: string; url?: string; transfer_protocol?: string; share_type?: string; state?: string; retention?: { retention_in_hour?: number; retention_forever?: boolean; store_type?: string; bucket?: string; path?: string; timezone?: string; slice_in_minute?: number; state?: string }; retention_state?: string; created_at?: string; updated_at?: string; description?: string; tag?: readonly { key?: string; value?: string }[] }[] };
  };
  getStreamEndpoint: {
    params: { stream_name: string };
    answer: { pull_flow_address?: string; push_flow_protocol?: string; push_flow_address?: string; hls_pull_flow_address?: string };
  };
  createDevices: {
    params: { type: 'IPC' | 'NVR'; username: string; quantity?: number; description?: string; suffix?: string };
    answer: { device_id_list?: readonly string[] };
  };
  updateChannel: {
    params: { device_id: string; channel_id: string; state: 'ACTIVE' | 'STOPPED'; tcp_priority?: 'TRUE' | 'FALSE'; suffix?: string };
    answer: { result?: string };
  };
  listDevices: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'device_id' | 'username' | 'created_at' | 'updated_at'; device_id?: string; type?: 'IPC'; state?: 'UNREGISTERED' | 'ONLINE' | 'OFFLINE' };
    answer: { total?: number; entries?: readonly { device_id?: string; channels_query?: string; state?: string; type?: string; username?: string; suffix?: string; channels?: readonly { device_id?: string; channel_id?: string; stream_id?: string; stream_name?: string; suffix?: string; invitation_status?: string; tcp_priority?: string; tcp_support?: string; created_at?: string; updated_at?: string; access_strategy?: { start_time?: string; end_time?: string; periodicity?: string; total_length?: number; state?: string; random_strategy?: string } }[]; description?: string; created_at?: string; updated_at?: string }[] };
  };
  updateChannelAccessStrategy: {
    params: { device_id: string; channel_id: string; random_strategy?: 'RANDOM' | 'CONSECUTIVE'; start_time?: string; end_time?: string; total_length?: number; periodicity?: 'ONCE' | 'DAY'; state?: 'ACTIVE' | 'STOPPED' };
    answer: { result?: string };
  };
  getDevice: {
    params: { device_id: string };
    answer: { device_id?: string; channels_query?: string; state?: string; type?: string; username?: string; suffix?: string; channels?: readonly { channel_id?: string; stream_id?: string; stream_name?: string; suffix?: string; invitation_status?: string; tcp_priority?: string; tcp_support?: string; created_at?: string; updated_at?: string }[]; description?: string; created_at?: string; updated_at?: string };
  };
  refreshNvrChannels: {
    params: { device_id: string };
    answer: { result?: string };
  };
  deleteDevice: {
    params: { device_id: string };
    answer: { result?: string };
  };
  createGbCredential: {
    params: { username: string; type?: 'NORMAL' | 'ANONYMOUS'; password: string; description?: string };
    answer: { username?: string; description?: string; type?: string; created_at?: string; updated_at?: string };
  };
  listGbCredentials: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'username' | 'created_at' | 'updated_at'; username?: string; type?: 'NORMAL' | 'ANONYMOUS' };
    answer: { total?: number; entries?: readonly { username?: string; description?: string; type?: string; created_at?: string; updated_at?: string }[] };
  };
  deleteGbCredential: {
    params: { username: string };
    answer: { result?: string };
  };
  updateGbCredential: {
    params: { username: string; password?: string; new_password?: string; description?: string };
    answer: { result?: string };
  };
  createAkskCredential: {
    params: { name: string; description?: string };
    answer: { name?: string; access_key?: string; secret_key?: string; description?: string; created_at?: string; updated_at?: string };
  };
  updateAkskCredential: {
    params: { access_key: string; name?: string; description?: string };
    answer: { result?: string };
  };
  listAkskCredentials: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'name' | 'access_key' | 'created_at' | 'updated_at'; name?: string; access_key?: string };
    answer: { total?: number; entries?: readonly { name?: string; access_key?: string; description?: string; created_at?: string; updated_at?: string }[] };
  };
  deleteAkskCredential: {
    params: { access_key: string };
    answer: { result?: string };
  };
  listPastOnlineDevices: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'device_id' | 'username' | 'created_at' | 'updated_at'; device_id?: string; type?: 'IPC'; state?: 'UNREGISTERED' | 'ONLINE' | 'OFFLINE' };
    answer: { total?: number; entries?: readonly { device_id?: string; channels_query?: string; state?: string; type?: string; username?: string; suffix?: string; channels?: readonly { device_id?: string; channel_id?: string; stream_id?: string; stream_name?: string; suffix?: string; invitation_status?: string; tcp_priority?: string; tcp_support?: string; created_at?: string; updated_at?: string; access_strategy?: { start_time?: string; end_time?: string; periodicity?: string; total_length?: number; state?: string; random_strategy?: string } }[]; description?: string; created_at?: string; updated_at?: string }[] };
  };
  listTodayNewOnlineDevices: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'device_id' | 'username' | 'created_at' | 'updated_at'; device_id?: string; type?: 'IPC'; state?: 'UNREGISTERED' | 'ONLINE' | 'OFFLINE' };
    answer: { total?: number; entries?: readonly { device_id?: string; channels_query?: string; state?: string; type?: string; username?: string; suffix?: string; channels?: readonly { device_id?: string; channel_id?: string; stream_id?: string; stream_name?: string; suffix?: string; invitation_status?: string; tcp_priority?: string; tcp_support?: string; created_at?: string; updated_at?: string; access_strategy?: { start_time?: string; end_time?: string; periodicity?: string; total_length?: number; state?: string; random_strategy?: string } }[]; description?: string; created_at?: string; updated_at?: string }[] };
  };
  listTodayDroppedDevices: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'device_id' | 'username' | 'created_at' | 'updated_at'; device_id?: string; type?: 'IPC'; state?: 'UNREGISTERED' | 'ONLINE' | 'OFFLINE' };
    answer: { total?: number; entries?: readonly { device_id?: string; channels_query?: string; state?: string; type?: string; username?: string; suffix?: string; channels?: readonly { device_id?: string; channel_id?: string; stream_id?: string; stream_name?: string; suffix?: string; invitation_status?: string; tcp_priority?: string; tcp_support?: string; created_at?: string; updated_at?: string; access_strategy?: { start_time?: string; end_time?: string; periodicity?: string; total_length?: number; state?: string; random_strategy?: string } }[]; description?: string; created_at?: string; updated_at?: string }[] };
  };
  listLongTermOfflineDevices: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'device_id' | 'username' | 'created_at' | 'updated_at'; device_id?: string; type?: 'IPC'; state?: 'UNREGISTERED' | 'ONLINE' | 'OFFLINE' };
    answer: { total?: number; entries?: readonly { device_id?: string; channels_query?: string; state?: string; type?: string; username?: string; suffix?: string; channels?: readonly { device_id?: string; channel_id?: string; stream_id?: string; stream_name?: string; suffix?: string; invitation_status?: string; tcp_priority?: string; tcp_support?: string; created_at?: string; updated_at?: string; access_strategy?: { start_time?: string; end_time?: string; periodicity?: string; total_length?: number; state?: string; random_strategy?: string } }[]; description?: string; created_at?: string; updated_at?: string }[] };
  };
  listShortTermOfflineDevices: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'device_id' | 'username' | 'created_at' | 'updated_at'; device_id?: string; type?: 'IPC'; state?: 'UNREGISTERED' | 'ONLINE' | 'OFFLINE' };
    answer: { total?: number; entries?: readonly { device_id?: string; channels_query?: string; state?: string; type?: string; username?: string; suffix?: string; channels?: readonly { device_id?: string; channel_id?: string; stream_id?: string; stream_name?: string; suffix?: string; invitation_status?: string; tcp_priority?: string; tcp_support?: string; created_at?: string; updated_at?: string; access_strategy?: { start_time?: string; end_time?: string; periodicity?: string; total_length?: number; state?: string; random_strategy?: string } }[]; description?: string; created_at?: string; updated_at?: string }[] };
  };
  listNotSendDataDevices: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'device_id' | 'username' | 'created_at' | 'updated_at'; device_id?: string; type?: 'IPC'; state?: 'UNREGISTERED' | 'ONLINE' | 'OFFLINE' };
    answer: { total?: number; entries?: readonly { device_id?: string; channels_query?: string; state?: string; type?: string; username?: string; suffix?: string; channels?: readonly { device_id?: string; channel_id?: string; stream_id?: string; stream_name?: string; suffix?: string; invitation_status?: string; tcp_priority?: string; tcp_support?: string; created_at?: string; updated_at?: string; access_strategy?: { start_time?: string; end_time?: string; periodicity?: string; total_length?: number; state?: string; random_strategy?: string } }[]; description?: string; created_at?: string; updated_at?: string }[] };
  };
  listTodayPacketReceivedRates: {
    params: { offset?: number; limit?: number; sort?: 'ASC' | 'DESC'; order_by?: 'device_id' | 'username' | 'created_at' | 'updated_at'; device_id?: string; type?: 'IPC'; state?: 'UNREGISTERED' | 'ONLINE' | 'OFFLINE' };
    answer: { total?: number; entries?: readonly { device_id?: string; channel_id?: string; created_at?: string; updated_at?: string; state?: string; packet_received_rate?: string }[] };
  };
  createIamToken: {
    params: { auth: { identity: { methods: readonly 'password'[]; password: { user: { name: string; password: string; domain: { name: string } } } }; scope: { project: { name: string } } } };
    answer: { 'x-subject-token'?: string };
  };
  listIamProjects: {
    params: {};
    answer: { projects?: readonly { domain_id?: string; is_domain?: boolean; parent_id?: string; name?: string; description?: string; links?: { next?: string; previous?: string; self?: string }; id?: string; enabled?: boolean }[]; links?: { next?: string; previous?: string; self?: string } };
  };
}
