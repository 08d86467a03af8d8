/** Chapter 13: packages and on-demand resources, and which channel is bound to which. */
import { createHash } from 'node:crypto';
import { maybeText, numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import { eachChannel } from './batches.ts';
import { addressed, idsOf } from './channels.ts';
import type { IvmContext, Operations } from './context.ts';
import { unbindNotice } from './device-notices.ts';
import type { IvmChannel, IvmPackages } from './estate.ts';
import { Refusal } from './refusals.ts';
import { formatBeijing } from './time.ts';

export type ResourceType = 'MANAGE' | 'NORMAL' | 'MOTION' | 'DATAFLOW';

interface Resource {
  readonly id: string;
  readonly type: ResourceType;
  readonly name: string;
  readonly mode: 'ONDEMAND' | 'PACKAGE';
  /** Channels; -1 without limit. */
  readonly capacity: number;
  /** Fixed for packages, 0 where nothing is stored. */
  readonly storageDays: number;
}

interface Binding {
  readonly resource: Resource;
  readonly storageDays: number;
}

const MEMBERS: Readonly<Record<ResourceType, keyof IvmPackages>> = {
  MANAGE: 'management',
  NORMAL: 'full',
  MOTION: 'motion',
  DATAFLOW: 'data',
};
const TYPES: readonly ResourceType[] = ['MANAGE', 'NORMAL', 'MOTION', 'DATAFLOW'];
const DEFAULT_DAYS = 7;
const MAX_BATCH = 100;

const resource = (type: ResourceType, name: string, capacity: number, storageDays: number): Resource => ({
  id: createHash('md5').update(`${type}|${name}`).digest('hex'),
  type,
  name,
  mode: capacity < 0 ? 'ONDEMAND' : 'PACKAGE',
  capacity,
  storageDays,
});

/** A new enterprise has one of each kind on demand; this one bought two packages as well. */
const RESOURCES: readonly Resource[] = [
  ...TYPES.map((type) => resource(type, `on demand ${type.toLowerCase()}`, -1, type === 'MANAGE' ? 0 : DEFAULT_DAYS)),
  resource('NORMAL', '30 days of continuous recording', 4, 30),
  resource('MOTION', '90 days of motion recording', 2, 90),
];

/** Only what clients changed; the rest is on demand as the estate's packages say. */
const changes = new WeakMap<IvmChannel, Map<ResourceType, Binding>>();

/** The package of a channel, or null if it lacks the service. */
export function bindingOf(channel: IvmChannel, type: ResourceType): Binding | null {
  if (channel.packages[MEMBERS[type]] === 'CLOSED') return null;
  const changed = changes.get(channel)?.get(type);
  if (changed !== undefined) return changed;
  const own = RESOURCES.find((one) => one.type === type && one.mode === 'ONDEMAND');
  return own === undefined ? null : { resource: own, storageDays: own.storageDays };
}

export function isOnDemand(channel: IvmChannel, type: ResourceType): boolean {
  return bindingOf(channel, type)?.resource.mode === 'ONDEMAND';
}

/** Changes how long an on-demand recording is kept. */
export function setStorageDays(channel: IvmChannel, type: ResourceType, days: number): void {
  const binding = bindingOf(channel, type);
  if (binding !== null) bind(channel, { ...binding, storageDays: days });
}

function bind(channel: IvmChannel, binding: Binding): void {
  const own = changes.get(channel) ?? new Map<ResourceType, Binding>();
  own.set(binding.resource.type, binding);
  changes.set(channel, own);
}

export const resourceOperations: Operations = {
  batchOpenChannelServices(context, values) {
    const wanted = RESOURCES.find((one) => one.id === textOf(values, 'resource_id'));
    if (wanted === undefined) throw new Refusal('IVM.20060013');
    if (recordsOf(values, 'channels').length > MAX_BATCH) throw new Refusal('IVM.20060015');
    const days = numberOf(values, 'storage_day', 0);
    const needsDays = wanted.mode === 'ONDEMAND' && wanted.type !== 'MANAGE';
    if (!needsDays && days > 0) throw new Refusal('IVM.20060018');
    if (needsDays && (days < 1 || !Number.isInteger(days))) throw new Refusal('IVM.10024005');
    return eachChannel(context, values, 'channels', (channel) => {
      if (wanted.type !== 'MANAGE' && channel.packages.management !== 'GRANT') throw new Refusal('IVM.20060026');
      if (bindingOf(channel, wanted.type)?.resource === wanted) throw new Refusal('IVM.20060027');
      if (wanted.capacity >= 0 && usersOf(context, wanted).length >= wanted.capacity) throw new Refusal('IVM.20060004');
      setPackage(context, channel, wanted.type, 'GRANT');
      bind(channel, { resource: wanted, storageDays: needsDays ? days : wanted.storageDays });
    });
  },

  batchCloseChannelServices(context, values) {
    const code = textOf(values, 'resource_type_code');
    // the request says RECORD where the lists say NORMAL
    const type = code === 'RECORD' ? 'NORMAL' : (code as ResourceType);
    return eachChannel(context, values, 'channels', (channel) => {
      const { full, motion, data } = channel.packages;
      const hasOthers = [full, motion, data].some((state) => state !== 'CLOSED');
      if (type === 'MANAGE' && hasOthers) throw new Refusal('IVM.20060023');
      const binding = bindingOf(channel, type);
      setPackage(context, channel, type, 'CLOSED');
      changes.get(channel)?.delete(type);
      if (binding === null) return;
      const ids = [{ deviceId: channel.device.id, channelId: channel.id }];
      context.messages.send('device_unbind', unbindNotice(`UNBIND_${type}`, ids, binding.resource.id));
    });
  },

  listResources(context, values) {
    const id = maybeText(values, 'resource_id');
    const type = maybeText(values, 'resource_type_code');
    const rows = RESOURCES.filter((one) => (id === null || one.id === id) && (type === null || one.type === type));
    const limit = numberOf(values, 'limit', 10);
    const offset = numberOf(values, 'offset', 0);
    return {
      total: rows.length,
      // "0 is the first page"
      resources: rows
        .slice(offset * limit, (offset + 1) * limit)
        .map((one) => ({
          ...headOf(one),
          total_num: one.capacity,
          usage_num: usersOf(context, one).length,
          version: 'ENTERPRISE',
          Exp_time: formatBeijing(Date.UTC(2030, 0, 1)),
        })),
    };
  },

  listResourceChannels(context, values) {
    const one = RESOURCES.find(({ id }) => id === textOf(values, 'resource_id'));
    if (one === undefined) throw new Refusal('IVM.20060013');
    const users = usersOf(context, one);
    const offset = numberOf(values, 'offset', 0);
    const limit = numberOf(values, 'limit', 10);
    const channels = users
      .slice(offset, offset + limit)
      .map((channel) => ({
        attrs: [{ attr_code: 'storage_day', attr_value: bindingOf(channel, one.type)?.storageDays ?? 0 }],
        device_name: channel.device.name,
        ...idsOf(channel),
        channel_state: channel.state === 'UNREGISTERED' ? 'UNALLOCATED' : channel.state,
        channel_name: channel.name,
        bind_state: 'NORMAL',
      }));
    const manage_num = users.filter((channel) => channel.packages.management === 'GRANT').length;
    return { channels, ...headOf(one), total: users.length, invalid_num: users.length - manage_num, manage_num };
  },

  listChannelResources(context, values) {
    const channel = addressed(context, values);
    const bound = TYPES.map((type) => bindingOf(channel, type)).filter((one) => one !== null);
    const resources = bound.map(({ resource: one }) => ({
      resource_id: one.id,
      resource_name: one.name,
      resource_type_code: one.type,
      resource_state: channel.packages[MEMBERS[one.type]] === 'ARREAR' ? 'ARREARS' : 'NORMAL',
    }));
    return { ...idsOf(channel), resources };
  },
};

function headOf({ id, type, name, mode }: Resource): Record<string, unknown> {
  return { resource_id: id, resource_type_code: type, resource_name: name, resource_state: 'NORMAL', mode };
}

function usersOf(context: IvmContext, wanted: Resource): readonly IvmChannel[] {
  return context.estate.allChannels().filter((one) => bindingOf(one, wanted.type)?.resource === wanted);
}

function setPackage(context: IvmContext, channel: IvmChannel, type: ResourceType, state: 'GRANT' | 'CLOSED'): void {
  channel.packages = { ...channel.packages, [MEMBERS[type]]: state };
  channel.updatedAtMs = context.clock.nowMs();
  context.estate.touch();
}
