/**
 * Stores the fields that were typed into forms of the console, so that they survive a restart. Secrets and media
 * addresses are left out instead of starred: stars in a form would be sent to the cloud. Accounts of this run alone
 * leave nothing on disk.
 */
import { MAX_DRAFT_CHARS } from '../../../preload/domain/console/console-drafts.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { ConsoleDraftTable } from '../../db/console/console-drafts.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { cleaned, isSecretName, type Starring } from './console-secrets.ts';

type Params = Readonly<Record<string, unknown>>;

export class ConsoleDrafts {
  readonly #table: ConsoleDraftTable;
  readonly #accountStore: AccountStore;

  constructor(table: ConsoleDraftTable, accountStore: AccountStore) {
    this.#table = table;
    this.#accountStore = accountStore;
    table.keepOnly(accountStore.list().map(({ id }) => id));
  }

  /** Null where nothing is kept, and for an account that is gone. */
  of(accountId: AccountId, operationId: string): Params | null {
    if (!this.#accountStore.find(accountId)) return null;
    const paramsJson = this.#table.find(accountId, operationId);
    return paramsJson === null ? null : (JSON.parse(paramsJson) as Params);
  }

  /**
   * Replaces the stored draft. Empty parameters delete it.
   *
   * @param redactor knows the account's own secrets, which are left out wherever they stand.
   */
  keep(accountId: AccountId, operationId: string, params: Params, redactor: Starring | null): void {
    if (!this.#accountStore.find(accountId) || this.#accountStore.isEphemeral(accountId)) return;
    const isLong = JSON.stringify(params).length > MAX_DRAFT_CHARS;
    const kept = isLong ? {} : withoutSecrets(params, redactor);
    if (Object.keys(kept).length === 0) this.#table.remove(accountId, operationId);
    else this.#table.save(accountId, operationId, JSON.stringify(kept));
  }

  clear(accountId: AccountId): void {
    this.#table.clear(accountId);
  }
}

function withoutSecrets(params: Params, redactor: Starring | null): Params {
  const members = Object.entries(params).map(([name, value]) => [name, publicPart(name, value, redactor)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** @param name of the field that holds `value`. @returns undefined if no part of it may be stored. */
function publicPart(name: string, value: unknown, redactor: Starring | null): unknown {
  if (isSecretName(name)) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => publicPart(name, item, redactor));
    return items.includes(undefined) ? undefined : items; // with one missing, the others would have the wrong numbers
  }
  if (typeof value === 'object' && value !== null) return withoutSecrets(value as Params, redactor);
  return cleaned({ [name]: value }, redactor).redacted === 0 ? value : undefined;
}
