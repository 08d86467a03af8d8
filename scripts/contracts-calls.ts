/** Which operations the client calls against the simulated clouds, found by using every port and asking the clouds. */
import { Secret } from '../main/secret.ts';
import { sessionFactories } from '../main/vendors/registry.ts';
import type { Page, VendorSession } from '../main/vendors/ports.ts';
import { asAccountId } from '../preload/domain/ids.ts';
import type { Channel } from '../preload/domain/model.ts';
import { providerOf } from '../preload/domain/providers.ts';
import { intersect } from '../preload/domain/time.ts';
import { VENDOR_IDS, type VendorId } from '../preload/domain/vendor.ts';
import { startSimulator, stop, type SimulatorInfo } from './lib.ts';

/** The operations that the simulated cloud answered without an error, and what went wrong else. */
export interface CalledOperations {
  readonly answered: readonly string[];
  readonly failures: readonly string[];
}

const CAMERAS = 12;
const DAY_MS = 86_400_000;
const TIMEOUT_MS = 60_000;

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
      const [found] = await all(records.list({ channelId, place, range }, signal));
      if (!found) continue;
      await playback.open({ channelId, place, range: intersect(found, range) ?? range }, signal);
      return;
    }
  }
  throw new Error('the simulated cloud has no recording');
}

/** Uses every port once. Yields what went wrong. */
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
  return failures;
}

function sessionOf(vendor: VendorId, cloud: SimulatorInfo['clouds'][string] | undefined): VendorSession | null {
  const factory = sessionFactories[vendor];
  const provider = providerOf(vendor);
  if (!factory || !provider || !cloud) return null;
  const given = (isSecret: boolean): (readonly [string, string])[] =>
    provider.fields.filter((f) => f.secret === isSecret).map(({ name }) => [name, cloud.credentials[name] ?? '']);
  return factory({
    accountId: asAccountId('report'),
    endpoint: cloud.endpoint,
    region: null,
    credential: {
      fields: Object.fromEntries(given(false)),
      secrets: Object.fromEntries(given(true).map(([name, value]) => [name, new Secret(value)])),
    },
    tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
  });
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

/** Starts the simulator as a child and uses every cloud that can be joined; the others are missing in the result. */
export async function callEverything(stopping: AbortSignal): Promise<Partial<Record<VendorId, CalledOperations>>> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)]);
  const { child, info } = await startSimulator(CAMERAS);
  try {
    const called: Partial<Record<VendorId, CalledOperations>> = {};
    for (const vendor of VENDOR_IDS) {
      const session = sessionOf(vendor, info.clouds[vendor]);
      if (!session) continue;
      try {
        const failures = await useEveryPort(session, signal);
        called[vendor] = { failures, answered: await answeredBy(info.control, vendor) };
      } finally {
        await session.dispose();
      }
    }
    return called;
  } finally {
    await stop(child);
  }
}
