/** Adoption with the real services of every area that names cameras, over a real database; a test sets the accounts. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { KnownAccountTable } from '../../../../../main/db/cameras/known-accounts.ts';
import { SequenceTable } from '../../../../../main/db/sequences/sequences.ts';
import { SiteTable } from '../../../../../main/db/cameras/sites.ts';
import { cameraSteps } from '../../../../../main/db/cameras/steps.ts';
import { sequenceSteps } from '../../../../../main/db/sequences/steps.ts';
import { AdoptionService } from '../../../../../main/services/cameras/adoption.ts';
import { CameraLooksService } from '../../../../../main/services/cameras/camera-looks.ts';
import { SitesService } from '../../../../../main/services/cameras/sites.ts';
import { CameraChoices } from '../../../../../main/services/client/camera-choices.ts';
import { PreferencesService } from '../../../../../main/services/client/preferences.ts';
import { SequencesService } from '../../../../../main/services/sequences/sequences.ts';
import type { CameraRefs } from '../../../../../main/services/shared/camera-refs.ts';
import type { Account } from '../../../../../preload/domain/accounts/accounts.ts';
import { asAccountId, orgNodeIdOf, type AccountId, type SiteId } from '../../../../../preload/domain/ids.ts';
import type { VendorId } from '../../../../../preload/domain/vendor.ts';
import { testFolder } from '../folder.ts';
import { cameraOf } from '../walls/wall-bench.ts';

interface BenchAccount {
  readonly vendor?: VendorId;
  readonly label?: string;
  readonly cameras: readonly number[];
}

export const group = (account: string, native: string) => orgNodeIdOf(asAccountId(account), native);

/** @param others areas that are asked before the real areas, such as an area that fails. */
export function openAdoption(dir = testFolder(), others: readonly CameraRefs[] = []) {
  const { db, close } = openDatabase(join(dir, 'lanner.db'), [...cameraSteps, ...sequenceSteps]);
  const accounts = new Map<AccountId, BenchAccount>();
  let asOfMs = 1;
  const list = (): Account[] =>
    [...accounts].map(([id, { vendor = 'huawei-ivm', label = 'Shop' }]) => ({ id, vendor, label }) as Account);
  const accountStore = { list, find: (id: AccountId) => list().find((account) => account.id === id) ?? null };
  const directory = {
    states: () => [...accounts.keys()].map((accountId) => ({ accountId, revision: 1, asOfMs })),
    channelsOf: (id: AccountId) =>
      (accounts.get(id)?.cameras ?? []).map((n) => ({ id: cameraOf(id, n), orgNodeId: group(id, `floor ${n}`) })),
  };
  const emitted: string[] = [];
  const emit = (name: string): void => void emitted.push(name);
  const preferences = new PreferencesService(dir, emit);
  const looks = new CameraLooksService({ dataDir: dir, emit });
  const sequences = new SequencesService({ table: new SequenceTable(db), emit });
  const sites = new SitesService({ table: new SiteTable(db), emit });
  const adoption = new AdoptionService({ table: new KnownAccountTable(db), accountStore, directory });
  adoption.follow([...others, sites, looks, sequences, new CameraChoices(preferences)]);
  const end = async (): Promise<void> => {
    await adoption.dispose();
    await close();
  };
  onTestFinished(end);
  /** A new reading of every account. */
  const read = async (): Promise<void> => {
    asOfMs += 1;
    adoption.onDirectory();
    await adoption.settled();
  };
  /** These are the accounts from now on, and each was read. */
  const become = async (next: Readonly<Record<string, readonly number[] | BenchAccount>>): Promise<void> => {
    const before = [...accounts.keys()];
    accounts.clear();
    for (const [id, account] of Object.entries(next)) {
      accounts.set(asAccountId(id), 'cameras' in account ? account : { cameras: account });
    }
    for (const id of new Set([...before, ...accounts.keys()])) adoption.onAccount(id);
    await read();
  };
  const targets = () => sequences.list().sequences.flatMap(({ steps }) => steps.map(({ target }) => target));
  const inside = (siteId: SiteId) =>
    sites.cameras({ siteIds: [siteId], offset: 0, limit: 100_000 }).parts.flatMap((part) => part.channelIds);
  return { adoption, become, read, preferences, looks, sequences, sites, targets, inside, emitted, dir, end, db };
}
