/**
 * Dresses a world in this cloud's clothes: cameras of the maker's own protocol push RTMP or are pulled as HTTP-FLV,
 * the others and all recorders register as GB28181 devices. One channel of the world is one stream or one channel.
 */
import { createHash } from 'node:crypto';
import type { World, WorldChannel, WorldDevice, WorldGroup } from '../../world/world.ts';
import { newKeyPair } from './credentials.ts';
import { deviceIdOf, giveStream, newChannel, newDevice } from './fleet.ts';
import type { CameraDraft } from './fleet.ts';
import { BUCKET } from './retention.ts';
import { streamId } from './streams.ts';
import type { Retention, Strategy, Tag, Tenant, VisChannel, VisDevice, VisStream } from './tenant.ts';
import { beijingDayStart, DAY_MS, formatClock, MINUTE_MS } from './time.ts';

const HOUR_MS = 3_600_000;
/** The first channels are all invited and H.264, so that the largest wall fills whatever the seed. */
const SHOWCASE = 16;
const DEVICE_USER = 'gb0100';
const ANONYMOUS_USER = 'anonymous0001';
const MAX_NAME = 32;

interface Stage {
  readonly tenant: Tenant;
  readonly world: World;
  readonly nowMs: number;
  readonly accessKey: string;
  /** Tags by group index, made once each. */
  readonly sites: Map<number, readonly Tag[]>;
}

/** Fills a tenant that is still empty. @param nowMs the clouds' time: the histories end there. */
export function furnish(tenant: Tenant, world: World, nowMs: number): void {
  const foundedMs = (world.devices[0]?.createdAtMs ?? nowMs) - DAY_MS;
  tenant.subscribedAtMs = foundedMs;
  const password = `Gb-${createHash('sha256')
    .update(`${String(world.seed)}|gb`)
    .digest('hex')
    .slice(0, 12)}*A`;
  for (const [username, type] of [[DEVICE_USER, 'NORMAL'], [ANONYMOUS_USER, 'ANONYMOUS']] as const) {
    const times = { createdAtMs: foundedMs, updatedAtMs: foundedMs };
    tenant.gbCredentials.set(username, { username, type, password, description: 'for devices', ...times });
  } // prettier-ignore
  const { accessKey } = newKeyPair(tenant, 'encoders', 'for encoders in the field', foundedMs);
  newKeyPair(tenant, 'spare', '', foundedMs);
  const stage = { tenant, world, nowMs, accessKey, sites: new Map<number, readonly Tag[]>() };
  addWaitingCamera(stage);
  for (const device of world.devices) {
    const channel = device.channels[0];
    if (device.kind === 'camera' && device.protocol === 'holosens' && channel !== undefined)
      addStream(stage, device, channel);
    else addDevice(stage, device);
  }
}

/** One camera is set up and has not been switched on, whatever the seed. */
function addWaitingCamera({ tenant, nowMs }: Stage): void {
  const id = deviceIdOf(tenant, 'IPC');
  const draft = { id, type: 'IPC', username: DEVICE_USER, suffix: null, description: 'not yet mounted' } as const;
  tenant.devices.set(id, newDevice({ ...draft, createdAtMs: nowMs - DAY_MS }));
  tenant.credentialOf.set(id, DEVICE_USER);
}

function addStream(stage: Stage, device: WorldDevice, channel: WorldChannel): void {
  const { tenant, accessKey } = stage;
  const name = freeName(tenant, channel);
  const accessType = channel.luck < 0.7 ? 'RTMP' : 'HTTP-FLV';
  const isRunning = device.state !== 'unregistered' && !device.isFrozen && !channel.isFrozen;
  const { createdAtMs, updatedAtMs } = device;
  const stream: VisStream = {
    id: streamId(tenant.projectId, name),
    name,
    accessType,
    shareType: channel.luck < 0.4 ? 'PRIVATE' : 'PUBLIC',
    url: accessType === 'HTTP-FLV' ? `http://camera-${String(channel.index + 1)}.example.com/live.flv` : null,
    accessKey: accessType === 'RTMP' && channel.luck < 0.5 ? accessKey : null,
    description: channel.name,
    tags: siteOf(stage, device),
    state: isRunning ? 'ACTIVE' : 'STOPPED',
    ownerId: tenant.ownerId,
    createdAtMs,
    updatedAtMs,
    activatedAtMs: updatedAtMs,
    retention: retentionOf(channel),
    cameraKey: channel.cameraKey,
    cameraName: channel.name,
    profile: profileOf(channel),
    channel: null,
    isFed: device.state === 'online' || accessType === 'HTTP-FLV',
    worker: (channel.index % 9) + 1,
    isBeingDeleted: false,
  };
  // a source that is off line cannot be pulled either
  if (device.state === 'offline') stream.isFed = false;
  tenant.streams.set(name, stream);
}

function addDevice(stage: Stage, from: WorldDevice): void {
  const { tenant } = stage;
  const type = from.kind === 'camera' ? 'IPC' : 'NVR';
  const id = deviceIdOf(tenant, type);
  const isAnonymous = from.index % 2 === 1;
  const username = isAnonymous ? id : DEVICE_USER;
  const [first] = from.channels;
  const camera = first === undefined ? undefined : cameraOf(first, id);
  const draft = { id, type, username, suffix: null, description: from.name, createdAtMs: from.createdAtMs } as const;
  const device = newDevice(draft, camera);
  tenant.devices.set(id, device);
  tenant.credentialOf.set(id, isAnonymous ? ANONYMOUS_USER : DEVICE_USER);
  device.updatedAtMs = from.updatedAtMs;
  if (from.state === 'unregistered') return;
  if (type === 'NVR') {
    device.query = 'QUERIED';
    for (const one of from.channels) {
      const channelId = `34020000001310${String(one.slot + 1).padStart(6, '0')}`;
      device.channels.push(newChannel(device, cameraOf(one, channelId)));
    }
  }
  for (const [i, channel] of device.channels.entries()) {
    const one = from.channels[i];
    if (one === undefined) continue;
    const site = siteOf(stage, from);
    const times = { ownerId: tenant.ownerId, createdAtMs: device.createdAtMs };
    giveStream(tenant, channel, { ...times, description: one.name, tags: site, profile: profileOf(one) });
    if (channel.stream !== null) channel.stream.retention = retentionOf(one);
    settleChannel(channel, one, from, stage.nowMs);
  }
  device.state = from.state === 'online' ? 'ONLINE' : 'OFFLINE';
  writeHistory(device, from, stage.nowMs);
}

function cameraOf(channel: WorldChannel, channelId: string): CameraDraft {
  const isH265 = channel.index >= SHOWCASE && channel.luck >= 0.3 && channel.luck < 0.5;
  return {
    channelId,
    cameraKey: channel.cameraKey,
    cameraName: channel.name,
    codec: isH265 ? 'H265' : 'H264',
    hasTcp: channel.luck < 0.6,
  };
}

function settleChannel(channel: VisChannel, from: WorldChannel, device: WorldDevice, nowMs: number): void {
  const isShown = from.index < SHOWCASE;
  channel.isLost = device.state === 'online' && from.state !== 'online';
  channel.isInvited = isShown || (from.luck < 0.85 && !device.isFrozen && !from.isFrozen);
  channel.orderedAtMs = channel.isInvited ? nowMs - 2 * HOUR_MS : 0;
  channel.hasSentVideo = channel.isInvited || from.luck < 0.95;
  if (isShown || from.luck < 0.75 || from.luck >= 0.8) return;
  const state = from.luck < 0.76 ? 'ACTIVE' : 'STOPPED';
  channel.strategy = { ...strategyFor(nowMs), state, changedAtMs: nowMs - STRATEGY_DAYS * DAY_MS };
}

const STRATEGY_DAYS = 30;
const STRATEGY_MINUTES = 80;
/** A strategy takes nothing before so long after the start of the simulator, whatever the hour of that. */
const QUIET_MINUTES = 40;
/** No strategy begins before 00:10. */
const FIRST_MINUTE = 10;

/** Ten minutes of video within eighty, soon after the start. Periods lie within a day, on tens of minutes. */
function strategyFor(nowMs: number): Omit<Strategy, 'state' | 'changedAtMs'> {
  const minute = Math.ceil(((nowMs - beijingDayStart(nowMs)) / MINUTE_MS + QUIET_MINUTES) / 10) * 10;
  const isToday = minute + STRATEGY_MINUTES < 24 * 60;
  const from = isToday ? minute : FIRST_MINUTE;
  return {
    kind: 'RANDOM',
    startTime: formatClock(from),
    endTime: formatClock(from + STRATEGY_MINUTES),
    totalMinutes: 10,
    periodicity: 'DAY',
  };
}

function writeHistory(device: VisDevice, from: WorldDevice, nowMs: number): void {
  const isNew = from.state === 'online' && from.index % 23 === 7;
  device.firstOnlineAtMs = isNew ? Math.max(beijingDayStart(nowMs), nowMs - HOUR_MS) : from.createdAtMs;
  device.lastOnlineAtMs = nowMs;
  if (from.state === 'online') return;
  const luck = from.channels[0]?.luck ?? 0;
  const awayMs = luck < 0.4 ? 5 * DAY_MS : luck < 0.7 ? DAY_MS : 2 * HOUR_MS;
  device.droppedAtMs = nowMs - awayMs;
  device.lastOnlineAtMs = nowMs - awayMs;
}

/** Installers send the small picture to the cloud more often than the large one. */
function profileOf(channel: WorldChannel): 'main' | 'sub' {
  return channel.index >= SHOWCASE && channel.luck < 0.2 ? 'main' : 'sub';
}

function retentionOf({ luck }: WorldChannel): Retention | null {
  if (luck < 0.5) return null;
  const place = { storeType: 'OBS', bucket: BUCKET, path: 'vis/video/', sliceMinutes: 5, timezone: 'GMT+08:00' };
  return { ...place, hours: 168, isForever: luck > 0.9, state: luck < 0.9 ? 'ACTIVE' : 'STOPPED' };
}

/** Stream names are ASCII: an English camera name with hyphens, else a number. */
function freeName(tenant: Tenant, channel: WorldChannel): string {
  const number = String(channel.index + 1).padStart(5, '0');
  const slug = channel.name.replaceAll(' ', '-');
  const base = /^[A-Za-z0-9_-]+$/.test(slug) ? slug : `cam-${number}`;
  return (tenant.streams.has(base) ? `${base}-${number}` : base).slice(0, MAX_NAME);
}

/** The group as a tag; tag values take no blanks. */
function siteOf({ world, sites }: Stage, device: WorldDevice): readonly Tag[] {
  const known = sites.get(device.group);
  if (known !== undefined) return known;
  const names: string[] = [];
  for (let at: WorldGroup | undefined = world.groups[device.group]; at !== undefined; at = world.groups[at.parent])
    names.unshift(at.name.replaceAll(' ', '-'));
  const [district, ...rest] = names;
  const tags = district === undefined ? [] : [{ key: 'district', value: district }];
  const found = rest.length === 0 ? tags : [...tags, { key: 'site', value: rest.join('.').slice(0, 43) }];
  sites.set(device.group, found);
  return found;
}
