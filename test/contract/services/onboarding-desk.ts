/** A client with one account of a simulated cloud, as the tests of adding cameras share it. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { orgNodeIdOf, type AccountId, type OrgNodeId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

interface Opened {
  readonly simulator: Simulator;
  /** A test may start another client in the same folder. */
  readonly client: Client;
  readonly dataDir: string;
}

/** Resolves when the cameras of the account are listed. */
export async function openOnboarding(vendor: VendorId): Promise<Opened & { readonly accountId: AccountId }> {
  const simulator = await startSimulator({ cameras: 64, seed: 3, hasMedia: false });
  const dataDir = await mkdtemp(join(tmpdir(), 'lanner-onboarding-'));
  const client = await startClient(dataDir);
  const { id: accountId } = await client.get('account.add', draftFor(simulator, vendor));
  await client.host.event('directory.changed', (one) => one.accountId === accountId && one.phase === 'ready');
  return { simulator, client, dataDir, accountId };
}

export async function closeOnboarding({ simulator, client, dataDir }: Opened): Promise<void> {
  await client.app.dispose();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

/** The first group that the cloud lists. */
export async function firstGroupOf(client: Client, accountId: AccountId): Promise<OrgNodeId> {
  const { groups } = await client.get('directory.page', { accountId, cursor: null, limit: 1000 });
  return groups[0]?.id ?? orgNodeIdOf(accountId, 'none');
}

/** @returns the contents of the files below a folder, byte by byte. */
export async function contentsOf(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return await Promise.all(
    files.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name), 'latin1')),
  );
}

/** Orders to the simulated cloud, and the requests that it received. @param now the simulator of the running test. */
export function controlOf(now: () => Simulator, vendor: VendorId) {
  const order = async (route: string, body: object): Promise<void> => {
    const answer = await fetch(`${now().control}${route}`, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
  };
  return {
    order,
    /** A boxed camera is given power, with what an installer typed into it. */
    plugIn: (camera: object): Promise<void> => order('/registrations', { vendor, ...camera }),
    /** Once, unless `what` has another count. */
    fault: (operation: string, what: object): Promise<void> =>
      order('/faults', { vendor, operation, count: 1, ...what }),
    received: (...operations: readonly string[]) =>
      now()
        .requests()
        .filter(({ operation }) => operations.includes(operation)),
  };
}
