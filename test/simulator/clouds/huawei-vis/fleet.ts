/** How devices come to be: ids, registration, the streams that registration makes, and going on and off line. */
import { GRACE_MS } from './invitation.ts';
import type { MediaAddresses } from './media-addresses.ts';
import { streamId } from './streams.ts';
import type { Codec, Tag, Tenant, VisChannel, VisDevice, VisStream } from './tenant.ts';

/** GB/T 28181: twenty digits, three of which are the type. */
const TYPE_DIGITS = { IPC: '132', NVR: '118' } as const;
const LONG_AGO_MS = 0;

/** A free id such as `23882527801320000011`. */
export function deviceIdOf(tenant: Tenant, type: VisDevice['type']): string {
  const area = String(Number.parseInt(tenant.projectId.slice(0, 8), 16) % 100_000_000).padStart(8, '0');
  return `${area}80${TYPE_DIGITS[type]}${String(tenant.nextSerial()).padStart(7, '0')}`;
}

type Draft = Pick<VisDevice, 'id' | 'type' | 'username' | 'suffix' | 'description' | 'createdAtMs'>;

/**
 * A device that has not registered yet. A camera has one channel with its own id, a recorder reports its channels
 * later.
 */
export function newDevice(draft: Draft, camera?: CameraDraft): VisDevice {
  const device: VisDevice = {
    ...draft,
    updatedAtMs: draft.createdAtMs,
    state: 'UNREGISTERED',
    channels: [],
    query: 'IDEL',
    firstOnlineAtMs: null,
    lastOnlineAtMs: null,
    droppedAtMs: null,
  };
  if (device.type === 'IPC') device.channels.push(newChannel(device, camera ?? cameraOf(device, device.id)));
  return device;
}

export interface CameraDraft {
  readonly channelId: string;
  readonly cameraKey: string;
  readonly cameraName: string;
  readonly codec: Codec;
  readonly hasTcp: boolean;
}

function cameraOf(device: VisDevice, channelId: string): CameraDraft {
  const cameraName = device.description ?? channelId;
  return { channelId, cameraKey: `huawei-vis/${channelId}`, cameraName, codec: 'H264', hasTcp: true };
}

export function newChannel(device: VisDevice, camera: CameraDraft): VisChannel {
  const { channelId, ...rest } = camera;
  return {
    ...rest,
    device,
    id: channelId,
    createdAtMs: device.createdAtMs,
    updatedAtMs: device.createdAtMs,
    suffix: device.suffix,
    prefersTcp: false,
    stream: null,
    strategy: null,
    isInvited: false,
    orderedAtMs: LONG_AGO_MS,
    isLost: false,
    hasSentVideo: false,
  };
}

export interface StreamDraft {
  readonly ownerId: string;
  readonly createdAtMs: number;
  readonly description: string;
  readonly tags: readonly Tag[];
  readonly profile: VisStream['profile'];
}

/** The stream that registration makes for a channel; GB28181 streams are shared in every sample. */
export function giveStream(tenant: Tenant, channel: VisChannel, draft: StreamDraft): void {
  const stream: VisStream = {
    ...draft,
    id: streamId(tenant.projectId, channel.device.id, channel.id),
    name: streamNameOf(channel),
    accessType: 'GB28181',
    shareType: 'PUBLIC',
    url: null,
    accessKey: null,
    state: 'STOPPED',
    updatedAtMs: draft.createdAtMs,
    activatedAtMs: LONG_AGO_MS,
    retention: null,
    cameraKey: channel.cameraKey,
    cameraName: channel.cameraName,
    channel,
    isFed: true,
    worker: (tenant.streams.size % 9) + 1,
    isBeingDeleted: false,
  };
  channel.stream = stream;
  tenant.streams.set(stream.name, stream);
}

/** Longer than the 32 characters of created streams, as in the samples. */
function streamNameOf(channel: VisChannel): string {
  const { device, id, suffix } = channel;
  const parts = ['channel', device.id, ...(id === device.id ? [] : [id]), ...(suffix === null ? [] : [suffix])];
  return parts.filter((one) => one !== '').join('_');
}

export function renameStream(tenant: Tenant, channel: VisChannel, suffix: string): void {
  channel.suffix = suffix === '' ? null : suffix;
  const { stream } = channel;
  if (stream === null) return;
  tenant.streams.delete(stream.name);
  stream.name = streamNameOf(channel);
  tenant.streams.set(stream.name, stream);
}

/** A recorder's answer to the question for its channels. */
export function learnChannels(tenant: Tenant, device: VisDevice, count: number, nowMs: number): void {
  for (let i = 1; i <= count; i += 1) {
    const channel = newChannel(device, cameraOf(device, `34020000001310${String(i).padStart(6, '0')}`));
    device.channels.push(channel);
    giveStream(tenant, channel, streamDraft(tenant, device, nowMs));
  }
}

function streamDraft(tenant: Tenant, device: VisDevice, nowMs: number): StreamDraft {
  const ownerId = tenant.ownerId;
  return { ownerId, createdAtMs: nowMs, description: device.description ?? '', tags: [], profile: 'sub' };
}

/** Registers a device, brings it back, or loses it. */
export function setOnline(
  tenant: Tenant,
  device: VisDevice,
  isOnline: boolean,
  nowMs: number,
  addresses: MediaAddresses,
): void {
  if (isOnline === (device.state === 'ONLINE')) return;
  if (!isOnline) {
    if (device.state === 'UNREGISTERED') return;
    device.state = 'OFFLINE';
    device.droppedAtMs = nowMs;
    device.lastOnlineAtMs = nowMs;
  } else {
    const wasMissed = device.droppedAtMs !== null && nowMs - device.droppedAtMs < GRACE_MS;
    device.state = 'ONLINE';
    device.firstOnlineAtMs ??= nowMs;
    device.lastOnlineAtMs = nowMs;
    for (const channel of device.channels) {
      // within the minute of grace the cloud invites it again by itself
      channel.isInvited = channel.isInvited && wasMissed;
      channel.orderedAtMs = channel.isInvited ? nowMs : LONG_AGO_MS;
      if (channel.stream === null) giveStream(tenant, channel, streamDraft(tenant, device, nowMs));
      else addresses.move(channel.stream);
    }
  }
  device.updatedAtMs = nowMs;
}
