/** GB28181 devices and the invitation of their channels (chapters 4.3.1 to 4.3.3 and 4.3.5 to 4.3.7). */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf } from '../../kernel/values.ts';
import type { Operations, Order } from './context.ts';
import { channelOf, deviceOf, SUCCESS, upperOf } from './context.ts';
import { deviceIdOf, learnChannels, newDevice, renameStream } from './fleet.ts';
import { isStrategyActive, statusOf } from './invitation.ts';
import { contains, listOf } from './paging.ts';
import { invalid, Refusal } from './refusals.ts';
import { updateChannelAccessStrategy } from './strategy.ts';
import { activeCount } from './streams.ts';
import type { VisChannel, VisDevice } from './tenant.ts';
import type { ActiveWord } from './views.ts';
import { deviceDetail, deviceView } from './views.ts';

/** Time until a recorder reports its channels; the document gives none. */
const REFRESH_MS = 3_000;
/** The number of channels of a recorder that joins here. */
const NEW_RECORDER_CHANNELS = 4;

export const deviceOperations: Operations = {
  createDevices(order) {
    const { tenant, values, nowMs } = order;
    const username = textOf(values, 'username');
    const credential = tenant.gbCredentials.get(username);
    if (credential === undefined) throw new Refusal('VIS.0102');
    const quantity = numberOf(values, 'quantity', 1);
    if (tenant.devices.size + quantity > tenant.quota.device) throw new Refusal('VIS.0014');
    const type = upperOf(values, 'type') === 'NVR' ? 'NVR' : 'IPC';
    const ids = Array.from({ length: quantity }, () => deviceIdOf(tenant, type));
    for (const id of ids) {
      const device = newDevice({
        id,
        type,
        // with an anonymous credential the device's id is its user name
        username: credential.type === 'ANONYMOUS' ? id : username,
        suffix: maybeText(values, 'suffix'),
        description: maybeText(values, 'description'),
        createdAtMs: nowMs,
      });
      tenant.devices.set(id, device);
      tenant.credentialOf.set(id, username);
    }
    return { device_id_list: ids };
  },

  updateChannel(order) {
    const { values } = order;
    const channel = channelOf(order, textOf(values, 'device_id'), textOf(values, 'channel_id'));
    const priority = maybeText(values, 'tcp_priority');
    if (priority !== null && channel.device.type === 'NVR') throw new Refusal('VIS.0313');
    if (isStrategyActive(channel)) throw new Refusal('VIS.0310');
    const suffix = maybeText(values, 'suffix');
    if (upperOf(values, 'state') === 'ACTIVE') invite(order, channel, suffix);
    else stop(order, channel, suffix);
    if (priority !== null) channel.prefersTcp = priority === 'TRUE';
    channel.updatedAtMs = order.nowMs;
    return SUCCESS;
  },

  listDevices(order) {
    const isListed = ({ state }: VisDevice): boolean =>
      order.context.unregistered === 'listed' || state !== 'UNREGISTERED';
    return deviceList(order, [...order.tenant.devices.values()].filter(isListed), 1, 'ACTIVE');
  },

  updateChannelAccessStrategy,

  getDevice: (order) => deviceDetail(deviceOf(order, textOf(order.values, 'device_id')), order.nowMs),

  refreshNvrChannels(order) {
    const { tenant, nowMs } = order;
    const device = deviceOf(order, textOf(order.values, 'device_id'));
    if (device.type !== 'NVR' || device.query === 'QUERYING') throw new Refusal('VIS.0311');
    if (device.state !== 'ONLINE') throw new Refusal('VIS.0312');
    device.query = 'QUERYING';
    tenant.later(nowMs + REFRESH_MS, () => {
      if (device.state === 'ONLINE' && device.channels.length === 0)
        learnChannels(tenant, device, NEW_RECORDER_CHANNELS, nowMs + REFRESH_MS);
      // a recorder that went offline in the meantime has answered nothing
      device.query = device.state === 'ONLINE' ? 'QUERIED' : 'IDEL';
      device.updatedAtMs = nowMs + REFRESH_MS;
    });
    return SUCCESS;
  },

  deleteDevice(order) {
    const { tenant, values } = order;
    const device = deviceOf(order, textOf(values, 'device_id'));
    // "registered" is read as registered now: else no device that was ever used could be deleted
    if (device.state === 'ONLINE') throw new Refusal('VIS.0303');
    for (const { stream } of device.channels) if (stream !== null) tenant.streams.delete(stream.name);
    tenant.devices.delete(device.id);
    tenant.credentialOf.delete(device.id);
    return SUCCESS;
  },
};

function invite(order: Order, channel: VisChannel, suffix: string | null): void {
  const { tenant, nowMs } = order;
  if (statusOf(channel, nowMs) !== 'ONLINE') throw new Refusal('VIS.0308');
  if (activeCount(tenant, nowMs) >= tenant.quota.activeStream) throw new Refusal('VIS.0305', 'over the quota');
  if (suffix !== null) renameStream(tenant, channel, suffix);
  channel.isInvited = true;
  channel.hasSentVideo = true;
  channel.orderedAtMs = nowMs;
}

function stop(order: Order, channel: VisChannel, suffix: string | null): void {
  const { context, tenant, nowMs } = order;
  const status = statusOf(channel, nowMs);
  const isIdle = status === 'ONLINE' || status === 'UNREGISTERED' || status === 'OFFLINE';
  if (suffix !== null) {
    // `state` is required, so a suffix can be set without an invitation only in this form
    if (!isIdle) throw invalid('suffix can be changed only while the channel is not invited');
    renameStream(tenant, channel, suffix);
    return;
  }
  if (isIdle || status === 'CANCELING') throw new Refusal('VIS.0309');
  channel.isInvited = false;
  channel.orderedAtMs = nowMs;
  context.audience.cut(channel.cameraKey);
}

/** Every list of devices has the same filters and orders. @param rows of which devices. */
export function deviceList(order: Order, rows: readonly VisDevice[], firstOffset: 0 | 1, word: ActiveWord): unknown {
  return listOf(order.values, {
    rows: rows.filter((one) => isWanted(order.values, one)),
    firstOffset,
    keys: {
      device_id: (one) => one.id,
      username: (one) => one.username,
      created_at: (one) => one.createdAtMs,
      updated_at: (one) => one.updatedAtMs,
    },
    view: (one) => deviceView(one, order.nowMs, word),
  });
}

export function isWanted(values: Values, device: VisDevice): boolean {
  const type = upperOf(values, 'type');
  const state = upperOf(values, 'state');
  return (
    contains(device.id, maybeText(values, 'device_id')) &&
    (type === null || device.type === type) &&
    (state === null || device.state === state)
  );
}
