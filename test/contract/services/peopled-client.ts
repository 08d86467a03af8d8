/** A client with one account of the simulated Huawei IVM, whose devices have people, as the tests of targets share it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceIdOf, type AccountId, type DeviceId } from '../../../preload/domain/ids.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { controlOf } from './onboarding-desk.ts';

const VENDOR = 'huawei-ivm';

/** The lists of the recorder: everybody is on the white list. */
export const [BLACK_LIST, WHITE_LIST, STRANGERS] = ['0', '1', '2'] as const;

export interface Peopled {
  readonly simulator: Simulator;
  readonly dataDir: string;
  /** A test may start another client in the same folder. */
  readonly client: Client;
  readonly accountId: AccountId;
}

/**
 * Resolves when the devices of the account are listed.
 *
 * @param start starts the client in a folder.
 */
export async function openPeopled(
  start: (dataDir: string) => Promise<Client> = (dataDir) => startClient(dataDir),
): Promise<Peopled> {
  const simulator = await startSimulator({ cameras: 300, seed: 3, hasMedia: false });
  const dataDir = await mkdtemp(join(tmpdir(), 'lanner-targets-'));
  const client = await start(dataDir);
  const { id: accountId } = await client.get('account.add', draftFor(simulator, VENDOR));
  await client.host.event('directory.changed', (one) => one.accountId === accountId && one.phase === 'ready');
  return { simulator, dataDir, client, accountId };
}

export async function closePeopled({ simulator, dataDir, client }: Omit<Peopled, 'accountId'>): Promise<void> {
  await client.app.dispose();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

/** Orders to the simulated cloud, the requests that it received, and its devices. @param now the client of the running test. */
export function peopledControl(now: () => Pick<Peopled, 'simulator' | 'accountId'>) {
  const { order, fault, received } = controlOf(() => now().simulator, VENDOR);
  return {
    order,
    fault,
    received,
    traits: (body: object): Promise<void> => order('/clouds/traits', { vendor: VENDOR, ...body }),
    /** The device of a family that has people. */
    peopled: (family: 'NVR' | 'IPC' | 'MEdge'): DeviceId => {
      const { simulator, accountId } = now();
      const { targets } = simulator.clouds[VENDOR]?.examples as { targets: Readonly<Record<string, string>> };
      return deviceIdOf(accountId, targets[family] ?? '');
    },
  };
}
