import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventScript } from '../world/events.ts';
import { startSimulator } from '../simulator.ts';
import type { Simulator } from '../simulator.ts';
import { CallbackServer, until } from './callback-server.ts';

const MINUTE_MS = 60_000;

describe('the events that were ordered through the control endpoint', () => {
  let simulator: Simulator;
  let server: CallbackServer;

  beforeAll(async () => {
    simulator = await startSimulator({ cameras: 64, hasMedia: false });
    server = await CallbackServer.open();
  });

  afterAll(async () => {
    await simulator.close();
    await server.close();
  });

  const order = async (body: unknown): Promise<{ status: number; body: Record<string, unknown> }> => {
    const answer = await fetch(`${simulator.control}/events`, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('the events that were ordered through the control endpoint are pushed to each subscriber of the documented call, and listed', async () => {
    const cloud = simulator.clouds['huawei-ivm'];
    const { userId = '', ak, sk } = cloud?.credentials ?? {};
    const post = (path: string, body: unknown, token = ''): Promise<Response> =>
      fetch(`${cloud?.endpoint ?? ''}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(token === '' ? {} : { 'Access-Token': token }) },
        body: JSON.stringify(body),
      });
    const session = await post(`/v2/${userId}/enterprises/access-token`, { ak, sk });
    const token = String(((await session.json()) as Record<string, unknown>)['access_token']);
    const callback = { callback_url: server.url(), subscription_type: 'DEVICE_ALARM' };
    expect((await post(`/v1/${userId}/messages/callback`, callback, token)).status).toBe(200);
    const ids = cloud?.examples['alarmed'] as { deviceId: string; channelId: string };
    const fired = await order({ vendor: 'huawei-ivm', kind: 'fire_detect_alarm', ...ids });
    expect(fired).toMatchObject({ status: 200, body: { messages: [{ type: 'device_alarm', isPushed: true }] } });
    const again = await order({ vendor: 'huawei-ivm', kind: 'crowd', camera: fired.body['cameraKey'] });
    expect(again.status).toBe(200);
    const isAlarm = (type: string) => () =>
      server.received.some(({ body }) => (body['data'] as { alarm_type?: string } | undefined)?.alarm_type === type);
    await until(isAlarm('fire_detect_alarm'));
    await until(isAlarm('people_count_region_alarm'));
    await until(() => simulator.pushes({ vendor: 'huawei-ivm' }).length >= 2);
    const listed = (await (await fetch(`${simulator.control}/pushes?vendor=huawei-ivm`)).json()) as unknown[];
    expect(listed[0]).toMatchObject({ kind: 'device_alarm', outcome: 'delivered', status: 200, url: server.url() });
    expect((await fetch(`${simulator.control}/pushes`, { method: 'DELETE' })).status).toBe(200);
  });

  it.each([
    [{ vendor: 'nobody', kind: 'motion' }, 'vendor must be one of'],
    [{ vendor: 'huawei-ivm', kind: 'earthquake' }, 'no such kind: earthquake'],
    [{ vendor: 'huawei-ivm', kind: 'motion', camera: 'huawei-ivm/99999' }, 'no such camera'],
    [{ vendor: 'huawei-vis', kind: 'motion' }, 'documents no pushes'],
    [{ vendor: 'tencent-ivp', kind: 'Ghost' }, 'no running AI task looks for Ghost'],
  ])(
    'the events that were ordered through the control endpoint are refused with a reason: %o',
    async (body, reason) => {
      const answer = await order(body);
      expect([answer.status, String(answer.body['error'])]).toEqual([400, expect.stringContaining(reason)]);
    },
  );
});

describe('the script of events', () => {
  const KEYS = Array.from({ length: 50 }, (_, i) => `camera/${String(i)}`);
  const T0 = Date.UTC(2026, 4, 20, 2);

  it('the script of events gives the same events whether it is read second by second or at once', () => {
    const script = new EventScript(7, T0 + 5 * MINUTE_MS);
    for (const key of KEYS) {
      const whole = script.between(key, T0, T0 + 10 * MINUTE_MS);
      const parts = Array.from({ length: 600 }, (_, i) => script.between(key, T0 + i * 1000, T0 + (i + 1) * 1000));
      expect(parts.flat()).toEqual(whole);
    }
  });

  it('the script of events gives a camera at most one event a minute, and some in ten', () => {
    const script = new EventScript(7, T0);
    for (const key of KEYS) {
      const minutes = script.between(key, T0, T0 + 60 * MINUTE_MS).map((one) => Math.floor(one.atMs / MINUTE_MS));
      expect(new Set(minutes).size).toBe(minutes.length);
      expect(minutes.length).toBeGreaterThan(10);
    }
  });
});
