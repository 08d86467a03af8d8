/** Earlier calls of the console, by account. Accounts of this run alone leave nothing on disk. */
import { MAX_CONSOLE_HISTORY, type HistoryEntry } from '../../../preload/contract/console.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { ConsoleHistoryTable, KeptCall, PastCall } from '../../db/console/console-history.ts';
import { log } from '../../log.ts';
import type { AccountStore } from '../accounts/account-store.ts';

const asEntry = (call: KeptCall): HistoryEntry => ({ ...call, isOk: call.code === null });

export class ConsoleHistory {
  readonly #table: ConsoleHistoryTable;
  readonly #accountStore: AccountStore;
  readonly #inMemory = new Map<AccountId, readonly KeptCall[]>();
  #nextId = 1;

  constructor(table: ConsoleHistoryTable, accountStore: AccountStore) {
    this.#table = table;
    this.#accountStore = accountStore;
    table.keepOnly(accountStore.list().map(({ id }) => id));
  }

  /** Newest first; nothing for an account that is gone. */
  of(accountId: AccountId): HistoryEntry[] {
    if (!this.#accountStore.find(accountId)) return [];
    const kept = this.#accountStore.isEphemeral(accountId) ? this.#inMemory.get(accountId) : this.#table.of(accountId);
    return (kept ?? []).map(asEntry);
  }

  /** A failure to store the entry does not fail the call: the call was made. */
  add(accountId: AccountId, call: PastCall): void {
    if (!this.#accountStore.find(accountId)) return; // removed while the call ran
    if (this.#accountStore.isEphemeral(accountId)) {
      const before = this.#inMemory.get(accountId) ?? [];
      this.#inMemory.set(accountId, [{ ...call, id: this.#nextId++ }, ...before].slice(0, MAX_CONSOLE_HISTORY));
      return;
    }
    try {
      this.#table.add(accountId, call, MAX_CONSOLE_HISTORY);
    } catch (error) {
      log.warn('a call could not be kept in the history', { accountId, error });
    }
  }

  clear(accountId: AccountId): void {
    this.#inMemory.delete(accountId);
    this.#table.clear(accountId);
  }
}
