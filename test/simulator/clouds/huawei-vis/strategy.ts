/** Access strategies: when a channel is invited by the clock instead of by hand (chapter 4.3.4). */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf } from '../../kernel/values.ts';
import type { Operation, Order } from './context.ts';
import { channelOf, SUCCESS, upperOf } from './context.ts';
import { invalid, Refusal } from './refusals.ts';
import { endOfOnce } from './slices.ts';
import type { Strategy, Tenant, VisChannel } from './tenant.ts';
import { readClock } from './time.ts';

const FIRST = '00:10';
const LAST_START = '23:40';
const LAST_END = '23:50';
const DAY_MINUTES = 1_440;

export const updateChannelAccessStrategy: Operation = (order) => {
  const { tenant, values, nowMs } = order;
  const channel = channelOf(order, textOf(values, 'device_id'), textOf(values, 'channel_id'));
  const before = order.context.omitted === 'kept' ? channel.strategy : null;
  const strategy: Strategy = { ...readStrategy(values, before), changedAtMs: nowMs };
  refuseWindow(strategy);
  if (strategy.state === 'ACTIVE') refuseQuota(order, channel, strategy);
  channel.strategy = strategy;
  channel.updatedAtMs = nowMs;
  if (strategy.state === 'ACTIVE') {
    channel.isInvited = false;
    channel.hasSentVideo = true;
    if (strategy.periodicity === 'ONCE') {
      tenant.later(endOfOnce(strategy), () => {
        if (channel.strategy === strategy) strategy.state = 'STOPPED';
      });
    }
  }
  return SUCCESS;
};

function readStrategy(values: Values, before: Strategy | null): Omit<Strategy, 'changedAtMs'> {
  const kind = (upperOf(values, 'random_strategy') ?? before?.kind ?? 'RANDOM') as Strategy['kind'];
  const startTime = maybeText(values, 'start_time') ?? before?.startTime;
  if (startTime === undefined) throw invalid('start_time is required at first');
  const totalMinutes = numberOf(values, 'total_length', before?.totalMinutes ?? 0);
  if (totalMinutes === 0) throw invalid('total_length is required at first');
  // ignored for CONSECUTIVE
  const endTime = kind === 'RANDOM' ? (maybeText(values, 'end_time') ?? before?.endTime ?? null) : null;
  if (kind === 'RANDOM' && endTime === null) throw invalid('end_time is required for RANDOM');
  const periodicity = (upperOf(values, 'periodicity') ?? before?.periodicity ?? 'DAY') as Strategy['periodicity'];
  const state = (upperOf(values, 'state') ?? 'STOPPED') as Strategy['state'];
  return { kind, startTime, endTime, totalMinutes, periodicity, state };
}

function refuseWindow({ kind, startTime, endTime, totalMinutes }: Strategy): void {
  if (startTime < FIRST || startTime > LAST_START) throw invalid(`start_time is ${FIRST} to ${LAST_START}`);
  if (totalMinutes % 10 !== 0) throw invalid('total_length is a multiple of 10');
  const start = readClock(startTime);
  if (kind === 'CONSECUTIVE') {
    if (start + totalMinutes > DAY_MINUTES) throw invalid('start_time with total_length passes midnight');
    return;
  }
  const end = endTime ?? '';
  if (end < FIRST || end > LAST_END) throw invalid(`end_time is ${FIRST} to ${LAST_END}`);
  if (end <= startTime) throw invalid('end_time is not after start_time');
  if (start + totalMinutes > readClock(end)) throw invalid('start_time with total_length passes end_time');
}

function refuseQuota(order: Order, channel: VisChannel, strategy: Strategy): void {
  const { tenant } = order;
  const total = strategy.kind === 'RANDOM' ? tenant.quota.randomMinutes : tenant.quota.consecutiveMinutes;
  const others = usedMinutes(tenant, strategy.kind, channel);
  if (others + strategy.totalMinutes > total) throw new Refusal('VIS.0014');
}

/** Minutes a day that running strategies of one kind take. @param except a channel that does not count. */
export function usedMinutes(tenant: Tenant, kind: Strategy['kind'], except: VisChannel | null = null): number {
  return [...tenant.devices.values()]
    .flatMap((device) => device.channels)
    .filter((one) => one !== except && one.strategy?.kind === kind && one.strategy.state === 'ACTIVE')
    .reduce((sum, one) => sum + (one.strategy?.totalMinutes ?? 0), 0);
}
