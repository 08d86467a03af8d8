/** How the document prints streams, devices and channels. */
import { isPublishing, isStrategyActive, statusOf, streamStateOf } from './invitation.ts';
import { codecOf } from './media-addresses.ts';
import type { Retention, Strategy, VisChannel, VisDevice, VisStream } from './tenant.ts';
import { formatUtc } from './time.ts';

/** As createStream answers: no recording, no flow. */
export function createdStreamView(stream: VisStream): Record<string, unknown> {
  return {
    stream_id: stream.id,
    name: stream.name,
    encode_type: encodeTypeOf(stream),
    access_type: stream.accessType,
    // bound keys are documented for RTMP, source addresses for HTTP-FLV
    ...(stream.accessType === 'RTMP' && stream.accessKey !== null ? { access_key: stream.accessKey } : {}),
    ...(stream.accessType === 'HTTP-FLV' ? { url: stream.url ?? '' } : {}),
    share_type: stream.shareType,
    state: stream.state,
    created_at: formatUtc(stream.createdAtMs),
    updated_at: formatUtc(stream.updatedAtMs),
    description: stream.description,
    tag: stream.tags,
  };
}

/** As listStreams prints it. */
export function streamView(stream: VisStream, nowMs: number): Record<string, unknown> {
  const { channel, retention } = stream;
  return {
    ...createdStreamView(stream),
    state: streamStateOf(stream, nowMs),
    retention_state: retention?.state ?? 'STOPPED',
    ...(channel === null ? {} : { transfer_protocol: channel.prefersTcp && channel.hasTcp ? 'TCP' : 'UDP' }),
    ...(retention === null ? {} : { retention: retentionView(retention) }),
  };
}

/** As getStream prints it. @param clients how many pull it now. */
export function streamDetail(stream: VisStream, nowMs: number, clients: number): Record<string, unknown> {
  const { retention } = stream;
  return {
    ...streamView(stream, nowMs),
    ...(retention === null ? {} : { retention: { ...retentionView(retention), state: retention.state } }),
    stream_flow_info: flowView(stream, nowMs, clients),
  };
}

function retentionView(retention: Retention): Record<string, unknown> {
  return {
    bucket: retention.bucket,
    path: retention.path,
    timezone: retention.timezone,
    retention_in_hour: retention.hours,
    retention_forever: retention.isForever,
    store_type: retention.storeType,
    slice_in_minute: retention.sliceMinutes,
  };
}

/** The codec of a GB28181 stream is empty until its device has sent something. */
export function encodeTypeOf(stream: VisStream): string {
  return stream.channel === null || stream.channel.hasSentVideo ? codecOf(stream) : '';
}

function flowView(stream: VisStream, nowMs: number, clients: number): Record<string, unknown> {
  const kilobitsIn = stream.profile === 'main' ? 2048 : 512;
  const sinceMs = nowMs - (stream.channel?.orderedAtMs ?? stream.activatedAtMs);
  const isOn = isPublishing(stream, nowMs);
  const megabytesIn = isOn ? Math.max(0, (sinceMs / 1000) * kilobitsIn) / 8 / 1024 : 0;
  const totals = { bytes_out: sizeText(megabytesIn * clients), bytes_in: sizeText(megabytesIn), is_publishing: isOn };
  if (!isOn) return totals;
  const [width, height] = stream.profile === 'main' ? ['1280', '720'] : ['640', '360'];
  return {
    ...totals,
    bw_out: `${String(kilobitsIn * clients)} Kb/s`,
    bw_in: `${String(kilobitsIn)} Kb/s`,
    bw_video: `${String(kilobitsIn)} Kb/s`,
    bw_audio: '0 Kb/s',
    num_play_clients: String(clients),
    meta: { video: { codec: codecOf(stream), width, height } },
  };
}

function sizeText(megabytes: number): string {
  return megabytes < 1024 ? `${megabytes.toFixed(3)} MB` : `${(megabytes / 1024).toFixed(3)} GB`;
}

/** The state of a running strategy: `ACTIVE` in chapter 4.3, `STARTED` in chapter 4.5. */
export type ActiveWord = 'ACTIVE' | 'STARTED';

/** As listDevices and the metrics print it. */
export function deviceView(device: VisDevice, nowMs: number, word: ActiveWord): Record<string, unknown> {
  const channels = device.channels.map((channel) => ({
    device_id: device.id,
    ...channelView(channel, nowMs),
    ...(channel.strategy === null ? {} : { access_strategy: strategyView(channel, channel.strategy, word) }),
  }));
  return { ...deviceHead(device), channels };
}

/** As getDevice prints it: channels without `device_id` and strategy. */
export function deviceDetail(device: VisDevice, nowMs: number): Record<string, unknown> {
  return { ...deviceHead(device), channels: device.channels.map((channel) => channelView(channel, nowMs)) };
}

function deviceHead(device: VisDevice): Record<string, unknown> {
  return {
    device_id: device.id,
    channels_query: device.query,
    state: device.state,
    type: device.type,
    username: device.username,
    suffix: device.suffix,
    description: device.description,
    created_at: formatUtc(device.createdAtMs),
    updated_at: formatUtc(device.updatedAtMs),
  };
}

function channelView(channel: VisChannel, nowMs: number): Record<string, unknown> {
  return {
    channel_id: channel.id,
    ...(channel.stream === null ? {} : { stream_id: channel.stream.id, stream_name: channel.stream.name }),
    invitation_status: statusOf(channel, nowMs),
    tcp_priority: channel.prefersTcp ? 'TRUE' : 'FALSE',
    tcp_support: channel.hasTcp ? 'TRUE' : 'FALSE',
    suffix: channel.suffix,
    created_at: formatUtc(channel.createdAtMs),
    updated_at: formatUtc(channel.updatedAtMs),
  };
}

function strategyView(channel: VisChannel, strategy: Strategy, word: ActiveWord): Record<string, unknown> {
  return {
    start_time: strategy.startTime,
    ...(strategy.endTime === null ? {} : { end_time: strategy.endTime }),
    periodicity: strategy.periodicity,
    total_length: strategy.totalMinutes,
    state: isStrategyActive(channel) ? word : 'STOPPED',
    random_strategy: strategy.kind,
  };
}
