/** Lists of devices by their history (chapter 4.5). Days are Beijing days. */
import type { Operations } from './context.ts';
import { deviceList, isWanted } from './devices.ts';
import { statusOf } from './invitation.ts';
import { listOf } from './paging.ts';
import type { VisDevice } from './tenant.ts';
import { beijingDayStart, DAY_MS, formatUtc } from './time.ts';

const LONG_TERM_MS = 3 * DAY_MS;
/** A camera sends about this many packets a second. */
const PACKETS_PER_SEC = 75;

type Test = (device: VisDevice, nowMs: number) => boolean;

const wasOnline: Test = (device) => device.firstOnlineAtMs !== null;
const isNewToday: Test = (device, nowMs) => (device.firstOnlineAtMs ?? -Infinity) >= beijingDayStart(nowMs);
const droppedToday: Test = (device, nowMs) =>
  device.state === 'OFFLINE' && (device.droppedAtMs ?? -Infinity) >= beijingDayStart(nowMs);
const wasSeenLately: Test = (device, nowMs) => (device.lastOnlineAtMs ?? -Infinity) >= nowMs - LONG_TERM_MS;
const hasNeverSent: Test = (device) => wasOnline(device, 0) && device.channels.every((one) => !one.hasSentVideo);

const metric =
  (test: Test): Operations[string] =>
  (order) =>
    deviceList(
      order,
      [...order.tenant.devices.values()].filter((one) => test(one, order.nowMs)),
      0,
      'STARTED',
    );

export const metricOperations: Operations = {
  listPastOnlineDevices: metric(wasOnline),
  listTodayNewOnlineDevices: metric(isNewToday),
  listTodayDroppedDevices: metric(droppedToday),
  listLongTermOfflineDevices: metric((one, nowMs) => one.state === 'OFFLINE' && !wasSeenLately(one, nowMs)),
  listShortTermOfflineDevices: metric((one, nowMs) => one.state === 'OFFLINE' && wasSeenLately(one, nowMs)),
  listNotSendDataDevices: metric(hasNeverSent),

  listTodayPacketReceivedRates(order) {
    const { tenant, values, nowMs } = order;
    const rows = [...tenant.devices.values()]
      .filter((device) => isWanted(values, device))
      .flatMap((device) => device.channels)
      .filter((channel) => statusOf(channel, nowMs) === 'INVITE_SUCCESS');
    const list = listOf(values, {
      rows,
      firstOffset: 0,
      keys: {
        device_id: (one) => one.device.id,
        username: (one) => one.device.username,
        created_at: (one) => one.device.createdAtMs,
        updated_at: (one) => one.device.updatedAtMs,
      },
      view: (one) => {
        const sinceMs = Math.max(one.orderedAtMs, beijingDayStart(nowMs));
        const expected = Math.floor(((nowMs - sinceMs) / 1000) * PACKETS_PER_SEC);
        return {
          device_id: one.device.id,
          channel_id: one.id,
          created_at: formatUtc(one.createdAtMs),
          updated_at: formatUtc(one.updatedAtMs),
          state: one.device.state,
          // UDP loses one packet in two hundred here, TCP none
          packet_received_rate: `${String(one.prefersTcp ? expected : expected - Math.floor(expected / 200))}/${String(expected)}`,
        };
      },
    });
    // the one list whose sample is paged although its request is not
    return Array.isArray(list) ? { total: rows.length, entries: list as readonly unknown[] } : list;
  },
};
