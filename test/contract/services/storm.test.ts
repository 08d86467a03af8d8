/** When all streams of a wall fail together, their cloud gets few requests. A proxy before the simulated cloud counts them. */
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

const CAMERAS = 200;
/** Some simulated cameras are off, or have no running package of their own. */
const OWN_FAULT = /^(device\..*|cloud\.arrears|cloud\.service-not-enabled)$/;

/** Counts what passes to the cloud behind it: how many requests in all, how many at one moment. */
class CountingProxy {
  readonly #server: Server;
  #inside = 0;
  #onAsked: () => void = () => {};
  most = 0;
  total = 0;

  private constructor(cloud: URL) {
    this.#server = createServer((incoming, outgoing) => {
      this.total++;
      this.#onAsked();
      this.#inside++;
      this.most = Math.max(this.most, this.#inside);
      outgoing.on('close', () => this.#inside--);
      const { method, url = '/', headers } = incoming;
      const onward = forward({ hostname: cloud.hostname, port: cloud.port, path: url, method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
  }

  static async before(endpoint: string): Promise<CountingProxy> {
    const proxy = new CountingProxy(new URL(endpoint));
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when a request is under way since {@link forget}. */
  async untilAsked(): Promise<void> {
    if (this.total > 0) return;
    await new Promise<void>((resolve) => (this.#onAsked = resolve));
  }

  forget(): void {
    this.most = 0;
    this.total = 0;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

let dataDir: string;
let simulator: Simulator;
let client: Client;
let proxy: CountingProxy;
let cameras: readonly ChannelId[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-storm-'));
  simulator = await startSimulator({ cameras: CAMERAS });
  client = await startClient(dataDir);
  const draft = draftFor(simulator, 'huawei-ivm');
  proxy = await CountingProxy.before(draft.endpoint);
  const account = await client.get('account.add', { ...draft, endpoint: proxy.endpoint });
  await client.host.event('directory.changed', (state) => state.accountId === account.id && state.phase === 'ready');
  const page = await client.get('directory.page', { accountId: account.id, cursor: null, limit: 1_000 });
  cameras = page.channels.map(({ id }) => id);
  expect(cameras).toHaveLength(CAMERAS);
});

afterEach(async () => {
  await client.app.dispose();
  await proxy.close();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function control(method: string, route: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return (await fetch(simulator.control + route, init)).json();
}

/** Opens the whole wall in one moment; the codes of what was refused, null where a ticket was given. */
async function openAll(): Promise<readonly (string | null)[]> {
  const answers = await Promise.all(
    cameras.map((channelId) => client.ask('live.open', { channelId, profile: 'sub' as const })),
  );
  return answers.map((answer) => (answer.ok ? null : answer.error.code));
}

const tokensBought = async (): Promise<number> =>
  ((await control('GET', '/requests?operation=getAccessToken')) as readonly unknown[]).length;

// @promise failures.sign-in-storm
it('main asks a cloud that answers 503 a few times for two hundred tiles, and gives each of them the reason', async () => {
  await control('POST', '/faults', { kind: 'http', status: 503 });
  proxy.forget();
  // This cloud's document gives a 503 this meaning.
  expect(new Set(await openAll())).toEqual(new Set(['cloud.rate-limited']));
  expect(proxy.most).toBeLessThanOrEqual(6);
  // Six streams ask, each four times at most.
  expect(proxy.total).toBeLessThanOrEqual(24);
});

// @promise failures.sign-in-storm: Many tiles of an account share one token, ask a few at a time, and wait for one of
// them once the account itself fails.
// @promise stream.storm: Two hundred tiles of one account cost one sign-in.
it('main buys one token for two hundred tiles whose token has ended, and opens them a few at a time', async () => {
  await control('POST', '/faults', { kind: 'expire-token' });
  await control('DELETE', '/requests');
  proxy.forget();
  const codes = await openAll();
  expect(codes.filter((code) => code !== null && !OWN_FAULT.test(code))).toEqual([]);
  expect(await tokensBought()).toBe(1);
  expect(proxy.most).toBeLessThanOrEqual(6);
});

// @promise failures.sleep
it('main opens what was being opened when the computer woke, over a session of after the sleep', async () => {
  await openAll();
  await control('POST', '/faults', { kind: 'latency', ms: 1_000 });
  proxy.forget();
  const [camera] = cameras;
  const opening = client.ask('live.open', { channelId: camera as ChannelId, profile: 'main' });
  await proxy.untilAsked();
  client.host.resume();
  await control('DELETE', '/faults');
  const answer = await opening;
  expect(answer.ok ? null : answer.error.code).toBeNull();
});

it('main informs the page when the account is back, so that no tile waits out its own turn', async () => {
  await control('POST', '/faults', { kind: 'http', status: 503 });
  await openAll();
  await control('DELETE', '/faults');
  const back = client.host.event('live.account-restored', () => true);
  const [accountId = ''] = (cameras[0] ?? '').split(':');
  await client.get('live.retry-account', { accountId: accountId as never });
  await client.ask('live.open', { channelId: cameras[0] as ChannelId, profile: 'sub' });
  expect(await back).toMatchObject({ accountId });
});
