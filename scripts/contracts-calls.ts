/** Uses every port and calls every operation of the simulated clouds, as the client can. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret, type Credential } from '../main/secret.ts';
import { gatherSecrets } from '../main/services/accounts/secrets.ts';
import { callers, OVERRIDES, sessionFactories } from '../main/vendors/registry.ts';
import { loadCatalogue } from '../main/vendors/core/contract/catalogue.ts';
import type { Page } from '../main/ports/page.ts';
import type { VendorSession } from '../main/ports/session.ts';
import type { TokenStore } from '../main/ports/tokens.ts';
import { asAccountId, type ChannelId } from '../preload/domain/ids.ts';
import type { Channel } from '../preload/domain/cameras/cameras.ts';
import { providerOf } from '../preload/domain/accounts/providers.ts';
import { intersect } from '../preload/domain/time.ts';
import type { VendorId } from '../preload/domain/vendor.ts';
import { FILLINGS } from './contracts-fillings.ts';
import { ORDERS } from './contracts-orders-all.ts';
import { callOperations, type CallResult } from './contracts-operations.ts';
import { startSimulator, stop, type SimulatorInfo } from './lib.ts';

export interface CalledOperations {
  readonly results: ReadonlyMap<string, CallResult>;
  /** The operations that the simulated cloud answered to the ports. */
  readonly byPorts: readonly string[];
  /** Failures of the ports. */
  readonly failures: readonly string[];
}

type CloudInfo = SimulatorInfo['clouds'][string];

/** Enough that every cloud has cameras of every kind. */
const CAMERAS = 48;
const DAY_MS = 86_400_000;
const TIMEOUT_MS = 50_000;

async function all<T>(walk: AsyncIterable<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of walk) items.push(...page.items);
  return items;
}

async function watch(session: VendorSession, channel: Channel, signal: AbortSignal): Promise<void> {
  for (const transport of session.live?.transports ?? []) {
    for (const profile of ['main', 'sub'] as const) {
      await session.live?.open({ channelId: channel.id, profile, transport }, signal);
    }
  }
}

/** Plays the first recording there is. */
async function playBack(session: VendorSession, channels: readonly Channel[], signal: AbortSignal): Promise<void> {
  const { records, playback } = session;
  if (!records || !playback) return;
  const range = { fromMs: Date.now() - DAY_MS, toMs: Date.now() };
  for (const { id: channelId } of channels) {
    for (const place of ['cloud', 'device'] as const) {
      for await (const answer of records.list({ channelId, place, range, archiveGrainMs: DAY_MS }, signal)) {
        const [found] = answer.recordings;
        if (!found) continue;
        const part = intersect(found, range) ?? range;
        const source = await playback.open({ channelId, place, range: part, profile: 'main' }, signal);
        await source.end?.(signal);
        return;
      }
    }
  }
  throw new Error('the simulated cloud has no recording');
}

/** Reads by the ports that a screen of recordings needs beside lists and playback. */
async function review({ downloads, retrievals, snapshots, plans }: VendorSession, id: ChannelId, signal: AbortSignal) {
  const toMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  await plans?.planOf(id, signal);
  await retrievals?.list(signal);
  await downloads?.open({ channelId: id, range: { fromMs: toMs - 60_000, toMs }, type: 'mp4' }, signal);
  await snapshots?.take(id, signal);
}

/** Uses every port once, except steering and facts. Yields what went wrong. */
async function useEveryPort(session: VendorSession, signal: AbortSignal): Promise<readonly string[]> {
  const failures: string[] = [];
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  const { account, directory } = session;
  await step('sign in', () => account.signIn(signal));
  await step('check the permission', () => account.checkPermission(signal));
  await step('count devices', () => account.countDevices(signal));
  if (!directory) return failures;
  await step('list groups', () => all(directory.groups(signal)));
  await step('list devices', () => all(directory.devices(signal)));
  const channels = (await step('list channels', () => all(directory.channels(signal)))) ?? [];
  const online = channels.filter((channel) => channel.reachable === 'online' && !channel.isFrozen);
  const [first] = online;
  if (first) await step('open live streams', () => watch(session, first, signal));
  await step('open a recording', () => playBack(session, online, signal));
  if (first) await step('read plans, retrievals, a download and a snapshot', () => review(session, first.id, signal));
  return failures;
}

/** Exactly what the simulator prints, as far as the cloud has a field for it. */
async function credentialOf(vendor: VendorId, { credentials }: CloudInfo): Promise<Credential> {
  const fields = providerOf(vendor)?.fields ?? [];
  const open = fields.filter(({ secret }) => !secret).map(({ name }) => [name, credentials[name] ?? '']);
  return {
    fields: Object.fromEntries(open) as Record<string, string>,
    secrets: await gatherSecrets(fields, (name) => new Secret(credentials[name] ?? '')),
  };
}

function memoryStore(): TokenStore {
  let kept: Awaited<ReturnType<TokenStore['read']>> = null;
  return {
    read: () => Promise.resolve(kept),
    write: (token) => Promise.resolve(void (kept = token)),
    clear: () => Promise.resolve(void (kept = null)),
  };
}

async function answeredBy(control: string, vendor: VendorId): Promise<readonly string[]> {
  const response = await fetch(`${control}/requests`);
  const requests = (await response.json()) as readonly {
    readonly vendor: string;
    readonly operation: string;
    readonly status: number;
  }[];
  const good = requests.filter((one) => one.vendor === vendor && one.status >= 200 && one.status < 300);
  return [...new Set(good.map((one) => one.operation))].sort();
}

async function callCloud(
  vendor: VendorId,
  cloud: CloudInfo,
  control: string,
  signal: AbortSignal,
): Promise<CalledOperations | null> {
  const makeSession = sessionFactories[vendor];
  const makeCaller = callers[vendor];
  if (!makeSession || !makeCaller) return null;
  const { endpoint, credentials, examples } = cloud;
  const settings = { endpoint, credential: await credentialOf(vendor, cloud), tokens: memoryStore() };
  const session = makeSession({ ...settings, accountId: asAccountId('report'), region: null });
  const caller = makeCaller(settings);
  try {
    const failures = await useEveryPort(session, signal);
    const byPorts = await answeredBy(control, vendor);
    const calls = {
      caller,
      catalogue: loadCatalogue(vendor, OVERRIDES[vendor]),
      implicit: OVERRIDES[vendor].implicit,
      orders: ORDERS[vendor] ?? {},
      control,
      surroundings: { credentials, examples, learned: new Map<string, string>(), fillings: FILLINGS[vendor] ?? {} },
    };
    return { failures, byPorts, results: await callOperations(calls, signal) };
  } finally {
    caller.dispose();
    await session.dispose();
  }
}

/** Takes what a cloud pushes. Close the server to end it. */
async function openListener(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    request.resume();
    response.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/pushes` };
}

/** Breaks the simulated clouds by an order of the simulator. @throws {Error} when the simulator does not take the order. */
async function breakBy(control: string, fault: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${control}/faults`, { method: 'POST', headers, body: fault });
  if (!answer.ok) throw new Error(`the simulator refuses the fault: ${answer.status} ${await answer.text()}`);
}

/**
 * Starts the simulator as a child and asks the given clouds; those that cannot be joined are missing in the result.
 *
 * @param fault the body of an order `POST /faults`; null where nothing is broken.
 */
export async function callEverything(
  vendors: readonly VendorId[],
  fault: string | null,
  stopping: AbortSignal,
): Promise<Partial<Record<VendorId, CalledOperations>>> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)]);
  const { child, info } = await startSimulator(CAMERAS);
  const listener = await openListener();
  try {
    const called: Partial<Record<VendorId, CalledOperations>> = {};
    const callVendor = async (vendor: VendorId): Promise<void> => {
      const cloud = info.clouds[vendor];
      if (cloud === undefined) return;
      const examples = { ...cloud.examples, callbackUrl: listener.url };
      const outcome = await callCloud(vendor, { ...cloud, examples }, info.control, signal);
      if (outcome) called[vendor] = outcome;
    };
    if (fault !== null) await breakBy(info.control, fault);
    await Promise.all(vendors.map(callVendor));
    return called;
  } finally {
    listener.server.close();
    await stop(child);
  }
}
