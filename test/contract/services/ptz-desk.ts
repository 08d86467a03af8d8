/** A client of simulated clouds with cameras that turn, as the tests of steering, of presets and of cruise tracks share it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelIdOf, channelRefOf, deviceIdOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { PTZ_BEAT_MS, type PtzDirection } from '../../../preload/domain/ptz/ptz.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { MovingCamera } from '../../simulator/kernel/cloud.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { oneRun } from './one-run.ts';

export interface Desk {
  /** The client that was started last. */
  readonly client: Client;
  /** The folder of the client's profile. */
  readonly dataDir: string;
  /** Ends the client, and starts the next one of the same run on the same profile. */
  restart(): Promise<void>;
  /** Starts another client of the same run, with a profile of its own. The caller disposes of it. */
  startOn(dataDir: string): Promise<Client>;
  /** Adds the account of a cloud. @returns when its cameras are listed. */
  add(vendor: VendorId): Promise<AccountId>;
  close(): Promise<void>;
}

export async function openDesk(simulator: Simulator): Promise<Desk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lanner-desk-'));
  const run = oneRun();
  let client = await startClient(dataDir, {}, run);
  return {
    get client() {
      return client;
    },
    dataDir,
    async restart() {
      await client.app.dispose();
      client = await startClient(dataDir, {}, run);
    },
    startOn: (other) => startClient(other, {}, run),
    async add(vendor) {
      const { id } = await client.get('account.add', draftFor(simulator, vendor));
      await client.host.event('directory.changed', (one) => one.accountId === id && one.phase === 'ready');
      return id;
    },
    async close() {
      await client.app.dispose();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A camera of a simulated cloud by the name of its example. */
export function exampleOf(simulator: Simulator, vendor: VendorId, accountId: AccountId, example: string): ChannelId {
  const { deviceId, channelId } = simulator.clouds[vendor]?.examples[example] as Readonly<Record<string, string>>;
  if (deviceId === undefined || channelId === undefined) throw new Error(`there is no ${example}`);
  return channelIdOf(deviceIdOf(accountId, deviceId), channelId);
}

/** Orders a fault or asks what happened. */
export async function orderOf(
  simulator: Simulator,
  method: 'GET' | 'POST' | 'DELETE',
  route: string,
  body?: object,
): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return (await fetch(`${simulator.control}${route}`, init)).json();
}

export function poseOf(simulator: Simulator, camera: ChannelId): Promise<unknown> {
  const { deviceNativeId: deviceId, channelNativeId: channelId } = channelRefOf(camera);
  return orderOf(simulator, 'GET', `/ptz/pose?${new URLSearchParams({ deviceId, channelId }).toString()}`);
}

export const movingOf = async (simulator: Simulator): Promise<readonly MovingCamera[]> =>
  (await orderOf(simulator, 'GET', '/ptz')) as readonly MovingCamera[];

/** The requests of these operations that the clouds received, in order of arrival. */
export const receivedOf = (simulator: Simulator, ...operations: readonly string[]) =>
  simulator.requests().filter(({ operation }) => operations.includes(operation));

interface Held {
  readonly channelId: ChannelId;
  readonly press: number;
  readonly direction?: PtzDirection;
  readonly windowId?: string;
}

/** A page that holds an arrow, until the returned function ends the repetitions; no stop is sent. */
export function hold(client: Client, { channelId, press, direction = 'left', windowId = 'w1' }: Held): () => void {
  const beat = (): void => {
    void client.ask('ptz.move', { channelId, press, command: { direction, speed: 0.5 } }, windowId).catch(() => {});
  };
  beat();
  const timer = setInterval(beat, PTZ_BEAT_MS);
  return () => clearInterval(timer);
}
