/** Subscribing to the service, and what the subscription grants (chapter 4.1). */
import type { Operations, Order } from './context.ts';
import { Refusal } from './refusals.ts';
import { activeCount } from './streams.ts';
import { usedMinutes } from './strategy.ts';
import { formatUtc } from './time.ts';

export const subscriptionOperations: Operations = {
  createSubscription(order) {
    if (order.tenant.subscribedAtMs !== null) throw new Refusal('VIS.0018');
    order.tenant.subscribedAtMs = order.nowMs;
    return subscriptionView(order, order.nowMs);
  },

  getSubscription(order) {
    const { subscribedAtMs } = order.tenant;
    if (subscribedAtMs !== null) return subscriptionView(order, subscribedAtMs);
    const { unsubscribed } = order.context;
    if (unsubscribed === 'false') return { user_id: order.caller.user.id, is_subscribed: false };
    throw new Refusal(unsubscribed);
  },
};

function subscriptionView({ tenant, caller, nowMs }: Order, subscribedAtMs: number): Record<string, unknown> {
  const { quota } = tenant;
  return {
    user_id: caller.user.id,
    sip_ip: '127.0.0.1',
    sip_port: '5080',
    quota: {
      consecutive_access_time: { total: quota.consecutiveMinutes, used: usedMinutes(tenant, 'CONSECUTIVE') },
      random_access_time: { total: quota.randomMinutes, used: usedMinutes(tenant, 'RANDOM') },
      password: { total: quota.password, used: tenant.gbCredentials.size },
      aksk: { total: quota.aksk, used: tenant.akskCredentials.size },
      stream: { total: quota.stream, used: tenant.streams.size },
      active_stream: { total: quota.activeStream, used: activeCount(tenant, nowMs) },
      device: { total: quota.device, used: tenant.devices.size },
    },
    created_at: formatUtc(subscribedAtMs),
    is_subscribed: true,
  };
}
