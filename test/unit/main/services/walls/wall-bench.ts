/** The services of walls over a real database, with accounts and a directory that a test sets. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { KnownAccountTable } from '../../../../../main/db/cameras/known-accounts.ts';
import { cameraSteps } from '../../../../../main/db/cameras/steps.ts';
import { WallCameraTable } from '../../../../../main/db/walls/wall-cameras.ts';
import { WallFolderTable } from '../../../../../main/db/walls/wall-folders.ts';
import { WallVersionTable } from '../../../../../main/db/walls/wall-versions.ts';
import { WallTable } from '../../../../../main/db/walls/walls.ts';
import { AdoptionService } from '../../../../../main/services/cameras/adoption.ts';
import type { Emit } from '../../../../../main/services/shared/emit.ts';
import { createWallServices, type WallServices } from '../../../../../main/services/walls/wall-services.ts';
import {
  asAccountId,
  channelIdOf,
  deviceIdOf,
  type AccountId,
  type ChannelId,
} from '../../../../../preload/domain/ids.ts';
import type { Account } from '../../../../../preload/domain/accounts/accounts.ts';
import type { Wall } from '../../../../../preload/domain/walls/wall.ts';
import type { Sequence } from '../../../../../preload/domain/sequences.ts';
import type { VendorId } from '../../../../../preload/domain/vendor.ts';
import { storedAccount } from '../../../preload/domain/accounts/account-sample.ts';

export const cameraOf = (account: string, n: number): ChannelId =>
  channelIdOf(deviceIdOf(asAccountId(account), `device ${n}`), '0');

interface FakeAccount {
  readonly vendor: VendorId;
  readonly label: string;
  /** Numbers of the cameras that it lists; null before it was read. */
  readonly cameras: readonly number[] | null;
  /** The next reading has begun, and the cameras of the last one are kept. */
  readonly isReading?: boolean;
  readonly isOff?: boolean;
}

const accountOf = (id: string, { vendor, label, isOff = false }: FakeAccount): Account =>
  storedAccount({ id: asAccountId(id), vendor, label, isEnabled: !isOff });

export interface WallBench extends WallServices {
  readonly db: DatabaseSync;
  readonly emitted: string[];
  readonly sequences: Pick<Sequence, 'id' | 'name'>[];
  /**
   * Replaces the accounts, with the events of directory and accountStore of a running client. Resolves after adoption.
   */
  setAccounts(accounts: Readonly<Record<string, FakeAccount>>): Promise<void>;
  /** Readings of the same accounts, with events of the directory alone. */
  read(accounts: Readonly<Record<string, FakeAccount>>, isSame?: boolean): void;
  /** The first tiles of a wall. */
  put(wall: Wall, ...cameras: readonly (ChannelId | null)[]): Wall;
}

/**
 * @param nowMs the clock of the walls.
 * @param locale the language of the page.
 */
export function openWalls(
  dir: string,
  nowMs: () => number = Date.now,
  locale: () => string = () => 'en-US',
): WallBench {
  const { db, close } = openDatabase(join(dir, 'lanner.db'), cameraSteps);
  onTestFinished(() => close());
  let accounts: Readonly<Record<string, FakeAccount>> = {};
  let revision = 1;
  const emitted: string[] = [];
  const emit: Emit = (name) => void emitted.push(name);
  const list = (): Account[] => Object.entries(accounts).map(([id, fake]) => accountOf(id, fake));
  const camerasOf = (id: AccountId) => accounts[id]?.cameras ?? [];
  const sequences: Pick<Sequence, 'id' | 'name'>[] = [];
  const accountStore = { list, find: (id: AccountId) => list().find((account) => account.id === id) ?? null };
  const directory = {
    states: () =>
      list().map(({ id }) => ({
        accountId: id,
        revision,
        asOfMs: revision,
        phase: accounts[id]?.cameras && accounts[id].isReading !== true ? 'ready' : 'loading',
      })),
    channelsOf: (id: AccountId) =>
      camerasOf(id).map((n) => ({ id: cameraOf(id, n), name: `Camera ${n}`, number: 100 + n, orgNodeId: null })),
  };
  const adoption = new AdoptionService({ table: new KnownAccountTable(db), accountStore, directory });
  const services = createWallServices({
    onSaved: () => {},
    tables: {
      walls: new WallTable(db),
      folders: new WallFolderTable(db),
      versions: new WallVersionTable(db),
      cameras: new WallCameraTable(db),
    },
    accountStore,
    directory,
    adoption,
    sequences: { list: () => ({ sequences: sequences as Sequence[] }) },
    choosePath: null,
    emit,
    locale,
    nowMs,
  });
  adoption.follow([services.wallCameras]);
  return {
    ...services,
    db,
    emitted,
    sequences,
    async setAccounts(next) {
      const before = list().map(({ id }) => id);
      accounts = next;
      revision += 1;
      for (const id of [...before, ...list().map((account) => account.id)]) adoption.onAccount(id);
      services.wallCameras.onAccounts();
      adoption.onDirectory();
      services.wallCameras.onDirectory();
      await adoption.settled();
    },
    read(next, isSame = false) {
      accounts = next;
      if (!isSame) revision += 1;
      services.wallCameras.onDirectory();
    },
    put: (wall, ...cameras) =>
      services.walls.save({ ...wall, tiles: wall.tiles.map((content, i) => cameras[i] ?? content) }),
  };
}
