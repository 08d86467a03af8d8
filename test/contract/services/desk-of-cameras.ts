/** A client of a simulated world of cameras, opened before each test of a file and closed after it. */
import { afterEach, beforeEach } from 'vitest';
import type { DirectoryPage } from '../../../preload/contract/directory.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.ts';
import type { Client } from './client.ts';
import { openDesk, type Desk } from './ptz-desk.ts';

interface DeskOfCameras extends Omit<Desk, 'close'> {
  readonly simulator: Simulator;
  readonly client: Client;
  /** The account that was opened last. */
  readonly accountId: AccountId;
  /** Adds the account of a cloud. @returns its groups and cameras. */
  open(vendor: VendorId): Promise<DirectoryPage>;
  /** Groups and cameras as the tree lists them now. */
  tree(): Promise<DirectoryPage>;
}

/** Groups and cameras of an account, as any desk lists them. */
export const treeOf = ({ client }: Pick<Desk, 'client'>, accountId: AccountId): Promise<DirectoryPage> =>
  client.get('directory.page', { accountId, cursor: null, limit: 500 });

/** @param world what differs from a world of 60 cameras without pictures. */
export function deskOfCameras(world: SimulatorOptions = {}): DeskOfCameras {
  let simulator: Simulator | null = null;
  let desk: Desk | null = null;
  let accountId: AccountId | null = null;
  beforeEach(async () => {
    simulator = await startSimulator({ cameras: 60, seed: 3, hasMedia: false, ...world });
    desk = await openDesk(simulator);
  });
  afterEach(async () => {
    // A client that does not end leaves no simulator behind, and the next test begins without both.
    try {
      await desk?.close();
    } finally {
      const before = simulator;
      [simulator, desk, accountId] = [null, null, null];
      await before?.close();
    }
  });
  return {
    get simulator() {
      return running(simulator);
    },
    get client() {
      return running(desk).client;
    },
    get dataDir() {
      return running(desk).dataDir;
    },
    get accountId() {
      return running(accountId);
    },
    restart: () => running(desk).restart(),
    startOn: (dataDir) => running(desk).startOn(dataDir),
    add: (vendor) => running(desk).add(vendor),
    async open(vendor) {
      accountId = await running(desk).add(vendor);
      return await this.tree();
    },
    tree() {
      return treeOf(this, this.accountId);
    },
  };
}

function running<T>(one: T | null): T {
  if (one === null) throw new Error('no test is running, or no account was opened');
  return one;
}
