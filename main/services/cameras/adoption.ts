/**
 * Adoption: an account that was deleted and is added again has another id, and so have its cameras and groups. When an
 * account of the same cloud lists a camera whose account is gone, every area that stores the old id gets the new one.
 * The removal of an account changes no stored id.
 *
 * Areas list their stored ids by `cameraRefs` (main/area.ts). The work is done in pieces, so that an operator never
 * waits for all of the work.
 */
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { RenewedId } from '../../../preload/domain/cameras/renewed-ids.ts';
import { accountOf, isOrgNodeId, type AccountId, type ChannelId, type OrgNodeId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import type { KnownAccount, KnownAccountTable } from '../../db/cameras/known-accounts.ts';
import { log } from '../../log.ts';
import { atOnce, inPieces } from '../../pieces.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { CameraRefs } from '../shared/camera-refs.ts';
import { ID_COST, matchLost, type Candidate, type Found, type LostAccount } from './adoption-match.ts';

interface AdoptionOptions {
  readonly table: KnownAccountTable;
  readonly accountStore: Pick<AccountStore, 'list' | 'find'>;
  readonly directory: {
    states(): readonly { readonly accountId: AccountId; readonly revision: number; readonly asOfMs: number | null }[];
    channelsOf(accountId: AccountId): readonly Pick<NumberedChannel, 'id' | 'orgNodeId'>[];
  };
}

/** An account that is gone; see {@link LostAccount}. */
interface Lost extends LostAccount {
  readonly vendor: VendorId;
  readonly cameras: Set<ChannelId>;
  readonly groups: Set<OrgNodeId>;
}

/** Beyond this the accounts that are gone for the longest time are forgotten. */
const MAX_KNOWN = 2_000;

export class AdoptionService {
  readonly #options: AdoptionOptions;
  readonly #known: Map<AccountId, KnownAccount>;
  /** The reading of each account whose cameras were compared already. */
  readonly #compared = new Map<AccountId, string>();
  #refs: readonly CameraRefs[] = [];
  #isWanted = false;
  #work: Promise<void> | null = null;
  #isDisposed = false;

  constructor(options: AdoptionOptions) {
    this.#options = options;
    this.#known = new Map(options.table.all().map((account) => [account.id, account]));
    this.remember(options.accountStore.list());
  }

  /** Sets the areas' stores of camera ids. Called once, before the first reading. */
  follow(refs: readonly CameraRefs[]): void {
    this.#refs = refs;
  }

  /**
   * Stores which cloud the accounts belong to, for the time after they are removed. If the disk refuses, the log says
   * so.
   */
  remember(accounts: readonly KnownAccount[]): void {
    const { table, accountStore } = this.#options;
    const isNew = ({ id, vendor, label }: KnownAccount): boolean => {
      const known = this.#known.get(id);
      return known?.vendor !== vendor || known.label !== label;
    };
    const learnt = accounts.filter(isNew).map(({ id, vendor, label }) => ({ id, vendor, label }));
    if (learnt.length === 0) return;
    for (const account of learnt) this.#known.set(account.id, account);
    const surplus = Math.max(0, this.#known.size - MAX_KNOWN);
    const forgotten =
      surplus === 0 ? [] : [...this.#known.keys()].filter((id) => !accountStore.find(id)).slice(0, surplus);
    for (const id of forgotten) this.#known.delete(id);
    try {
      table.save(learnt);
      if (forgotten.length > 0) table.forget(forgotten);
    } catch (error) {
      log.warn('the clouds of accounts could not be kept', { error });
    }
  }

  /**
   * Adds accounts that a file or another area names, such as a file with walls. Accounts that are known already stay as
   * they are.
   */
  learn(accounts: readonly KnownAccount[]): void {
    this.remember(accounts.filter(({ id }) => !this.#known.has(id)));
  }

  /** An account came, changed or went. */
  onAccount(id: AccountId): void {
    const account = this.#options.accountStore.find(id);
    if (account) this.remember([account]);
    this.#compared.clear();
  }

  /**
   * Compares each new reading of an account with the lost cameras. A reading that lists the same cameras as the one
   * before is compared too: an old id may have come back with an undo, and a disk may have refused.
   */
  onDirectory(): void {
    let isNew = false;
    for (const { accountId, revision, asOfMs } of this.#options.directory.states()) {
      const reading = `${revision} ${asOfMs}`;
      if (revision === 0 || this.#compared.get(accountId) === reading) continue;
      this.#compared.set(accountId, reading);
      isNew = true;
    }
    if (!isNew || this.#isDisposed) return;
    this.#isWanted = true;
    this.#work ??= this.#run();
  }

  /** The new ids of those of these cameras whose account is gone and that another account of the same cloud lists. */
  found(ids: Iterable<ChannelId>): ReadonlyMap<ChannelId, ChannelId> {
    const found: Found = { cameras: new Map(), groups: new Map() };
    for (const one of atOnce(this.#lostAmong([{ cameraIds: () => ids }])).values()) {
      atOnce(matchLost(one, this.#candidates(one.vendor), found));
    }
    return found.cameras;
  }

  /**
   * The same for cameras and groups that a window names, such as those of a change that an operator undoes. In pieces.
   *
   * @param ids at most {@link MAX_RENEWED}.
   */
  async renewed(ids: readonly (ChannelId | OrgNodeId)[]): Promise<readonly RenewedId[]> {
    const { cameras, groups } = await this.#match([{ cameraIds: () => ids }]);
    return [...cameras, ...groups].map(([from, to]) => ({ from, to }));
  }

  /** Resolves when nothing is being replaced. */
  async settled(): Promise<void> {
    while (this.#work !== null) await this.#work;
  }

  /** Ends after the area that is replacing now; the next start finds the rest. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.settled();
  }

  async #run(): Promise<void> {
    while (this.#isWanted && !this.#isDisposed) {
      this.#isWanted = false;
      try {
        await this.#adopt();
      } catch (error) {
        log.error('the cameras of deleted accounts could not be compared', { error });
      }
    }
    this.#work = null;
  }

  async #adopt(): Promise<void> {
    const found = await this.#match(this.#refs);
    if (found.cameras.size + found.groups.size === 0) return;
    log.info('cameras of deleted accounts were found again', {
      cameras: found.cameras.size,
      groups: found.groups.size,
    });
    for (const refs of this.#refs) {
      if (this.#isDisposed) return;
      try {
        await refs.replaceCameras(found);
      } catch (error) {
        log.error('an area could not store the new ids of its cameras', { error });
      }
    }
  }

  async #match(named: readonly Pick<CameraRefs, 'cameraIds'>[]): Promise<Found> {
    const lost = await inPieces(this.#lostAmong(named));
    const found: Found = { cameras: new Map(), groups: new Map() };
    for (const one of lost.values()) await inPieces(matchLost(one, this.#candidates(one.vendor), found));
    return found;
  }

  /** The cameras and groups that are named although their account is gone, by their account. */
  *#lostAmong(all: readonly Pick<CameraRefs, 'cameraIds'>[]): Generator<number, ReadonlyMap<AccountId, Lost>> {
    const gone = this.#gone();
    const lost = new Map<AccountId, Lost>();
    if (gone.size === 0) return lost;
    for (const refs of all) {
      try {
        for (const id of refs.cameraIds()) {
          yield ID_COST;
          const owner = gone.get(accountOf(id));
          if (owner === undefined) continue;
          const { vendor, label } = owner;
          const one = lost.get(owner.id) ?? { vendor, label, cameras: new Set(), groups: new Set() };
          lost.set(owner.id, one);
          if (isOrgNodeId(id)) one.groups.add(id);
          else one.cameras.add(id);
        }
      } catch (error) {
        log.error('an area could not tell its cameras', { error });
      }
    }
    return lost;
  }

  /** Accounts that are gone, of clouds of which there is another account. */
  #gone(): ReadonlyMap<AccountId, KnownAccount> {
    const accounts = this.#options.accountStore.list();
    const present = new Set(accounts.map(({ id }) => id));
    const vendors = new Set(accounts.map(({ vendor }) => vendor));
    return new Map([...this.#known].filter(([id, { vendor }]) => !present.has(id) && vendors.has(vendor)));
  }

  #candidates(vendor: VendorId): readonly Candidate[] {
    const { accountStore, directory } = this.#options;
    const accounts = accountStore.list().filter((account) => account.vendor === vendor);
    return accounts.map(({ id, label }) => ({ id, label, channels: directory.channelsOf(id) }));
  }
}
