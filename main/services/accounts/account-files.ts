/**
 * The configuration of the accounts as a file, written and read without any secret: an account that comes from a file
 * asks for its keys. A file is read item by item: an item that cannot be taken is named with its line and its field,
 * and does not stop the other items.
 */
import { z } from 'zod';
import type { ExportedAccounts, ImportedAccount } from '../../../preload/contract/cloud-facts.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { invalidFieldOf } from '../../../preload/domain/field-problems.ts';
import { distinctOrigins, keyAddresses, needsConsent } from '../../../preload/domain/accounts/key-addresses.ts';
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import { providerOf, regionOf } from '../../../preload/domain/accounts/providers.ts';
import { VENDOR_IDS } from '../../../preload/domain/vendor.ts';
import { AppError, toWireError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import type { AccountStore } from './account-store.ts';
import { checkEndpoint, checkFields, checkLabel, knownProvider } from './account-input.ts';
import { claimLabel } from './account-labels.ts';
import type { AccountsService, AccountSettings } from './accounts.ts';
import { jsonErrorLine, jsonLines } from '../shared/json-lines.ts';
import { writeExport } from '../shared/export-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import type { KeyConsent } from './key-consent.ts';

const FORMAT = 'lanner.accounts';
const VERSION = 1;
const MAX_ACCOUNTS = 500;

const item = z.strictObject({
  vendor: z.enum(VENDOR_IDS),
  label: z.string().min(1).max(64),
  endpoint: z.string().max(512),
  region: z.string().max(64).nullable().default(null),
  fields: z.record(z.string().max(64), z.string().max(4096)).default({}),
  isEnabled: z.boolean().default(true),
});

const names = z.object({
  label: z.string().max(64).nullable().catch(null).default(null),
  vendor: z.enum(VENDOR_IDS).nullable().catch(null).default(null),
});

interface AccountFilesOptions {
  readonly accountStore: AccountStore;
  readonly accounts: AccountsService;
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly onSaved: OnSaved;
  /** Judges the addresses. Nothing is asked at an import: an account from a file has no keys yet. */
  readonly consent: KeyConsent;
}

export class AccountFilesService {
  readonly #options: AccountFilesOptions;

  constructor(options: AccountFilesOptions) {
    this.#options = options;
  }

  /**
   * @param accountIds null for all. Accounts of the simulated clouds are left out: they end with this run.
   * @throws {AppError} `account.not-found`, `storage.write-failed`.
   */
  async export(accountIds: readonly AccountId[] | null): Promise<ExportedAccounts> {
    const { accountStore, choosePath } = this.#options;
    const wanted = accountIds === null ? accountStore.list() : accountIds.map((id) => accountStore.get(id));
    const accounts = wanted.filter(({ id }) => !accountStore.isEphemeral(id)).map(toItem);
    const text = `${JSON.stringify({ format: FORMAT, version: VERSION, accounts }, null, 2)}\n`;
    const suggestedName = `lanner-accounts-${new Date().toISOString().slice(0, 10)}.json`;
    const answer = { suggestedName, text, count: accounts.length };
    if (!choosePath) return { ...answer, outcome: 'download' };
    const path = await choosePath({ suggestedName, extensions: ['json'] });
    if (path === null) return { ...answer, outcome: 'cancelled' };
    await writeExport(path, text);
    this.#options.onSaved({ kind: 'accounts', channelId: null, path });
    return { ...answer, outcome: 'saved' };
  }

  /**
   * @param isPreview reports the effect of an import without changing anything.
   * @throws {AppError} `input.bad-file` with `line` and `detail`; nothing is changed then.
   */
  async import(text: string, isPreview: boolean): Promise<{ accounts: ImportedAccount[] }> {
    const source = text.replace(/^\uFEFF/, '');
    const items = readEnvelope(source);
    const lines = jsonLines(source);
    const planned: AccountSettings[] = [];
    const add = async (settings: AccountSettings): Promise<AccountId | null> => {
      if (!isPreview) return (await this.#options.accounts.addWithoutKeys(settings)).id;
      planned.push(settings);
      return null;
    };
    const accounts: ImportedAccount[] = [];
    for (const [index, raw] of items.entries())
      accounts.push(await this.#importOne(raw, index, { lines, planned, add }));
    return { accounts };
  }

  async #importOne(raw: unknown, index: number, { lines, planned, add }: ImportRun): Promise<ImportedAccount> {
    const path = `accounts.${index}`;
    const line = lines.get(path) ?? 1;
    const where = { position: index + 1, line, ...namesOf(raw), unknownHosts: [] };
    try {
      const settings = checkItem(raw);
      const unknownHosts = this.#unknownHosts(settings);
      const twin = this.#options.accountStore.list().find((account) => isSame(account, settings));
      if (twin || planned.some((other) => isSame(other, settings))) {
        return { ...where, outcome: 'already-there', accountId: twin?.id ?? null, error: null };
      }
      claimLabel(settings, [...this.#options.accountStore.list(), ...planned]);
      return { ...where, unknownHosts, outcome: 'added', accountId: await add(settings), error: null };
    } catch (failure) {
      const error = withLine(toWireError(failure), path, line, lines);
      return { ...where, line: Number(error.params['line'] ?? line), outcome: 'refused', accountId: null, error };
    }
  }

  /** @throws {AppError} `account.address-plain`. */
  #unknownHosts({ vendor, endpoint, fields }: AccountSettings): string[] {
    const { consent } = this.#options;
    const addresses = keyAddresses(vendor, endpoint, fields);
    consent.refusePlain(addresses);
    return distinctOrigins(addresses).flatMap((one) => (needsConsent(one, consent.hasLocalClouds) ? [one.host] : []));
  }
}

interface ImportRun {
  readonly lines: ReadonlyMap<string, number>;
  /** The accounts that earlier items of the file would add: a second item with the same keys counts as a duplicate. */
  readonly planned: readonly AccountSettings[];
  /** @returns the new account, or null where nothing is changed. */
  readonly add: (settings: AccountSettings) => Promise<AccountId | null>;
}

/** The same keys at the same address are the same account, whatever it is called. */
function isSame(a: AccountSettings, b: AccountSettings): boolean {
  return a.vendor === b.vendor && a.endpoint === b.endpoint && signature(a.fields) === signature(b.fields);
}

function toItem({ vendor, label, endpoint, region, fields, isEnabled }: Account): z.infer<typeof item> {
  const open = (providerOf(vendor)?.fields ?? []).filter(({ secret }) => !secret).map(({ name }) => name);
  const kept = Object.entries(fields).filter(([name]) => open.includes(name));
  return { vendor, label, endpoint, region, fields: Object.fromEntries(kept), isEnabled };
}

const signature = (fields: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** @throws {AppError} `input.bad-file`. */
function readEnvelope(text: string): readonly unknown[] {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (error) {
    throw badFile(jsonErrorLine(text, error), 'not JSON');
  }
  const { format, version, accounts } = (typeof whole === 'object' && whole !== null ? whole : {}) as Record<
    string,
    unknown
  >;
  const lineOf = (name: string) => jsonLines(text).get(name) ?? 1;
  if (format !== FORMAT) throw badFile(lineOf('format'), `format: ${FORMAT}`);
  if (version !== VERSION) throw badFile(lineOf('version'), `version: ${VERSION}`);
  if (!Array.isArray(accounts)) throw badFile(lineOf('accounts'), 'accounts: []');
  if (accounts.length > MAX_ACCOUNTS) throw badFile(lineOf('accounts'), `accounts: > ${MAX_ACCOUNTS}`);
  return accounts as readonly unknown[];
}

function badFile(line: number, detail: string): AppError {
  return new AppError('input.bad-file', `line ${line}: ${detail}`, { params: { line, detail } });
}

/** @throws {AppError} `input.invalid-field` with the field and what is wrong with it. */
function checkItem(raw: unknown): AccountSettings {
  const parsed = item.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const params = issue === undefined ? { field: '' } : { ...invalidFieldOf(issue) };
    throw new AppError('input.invalid-field', `${params.field}: ${issue?.message ?? ''}`, { params });
  }
  const { vendor, region, isEnabled } = parsed.data;
  const provider = knownProvider(vendor);
  const label = checkLabel(parsed.data.label);
  const endpoint = checkEndpoint(parsed.data.endpoint);
  const fields = checkFields(provider, parsed.data.fields);
  return { vendor, label, endpoint, region: region ?? regionOf(provider, endpoint), fields, isEnabled };
}

/** Reads cloud and label of an item of any shape, for the report; null where it has none. */
function namesOf(raw: unknown): Pick<ImportedAccount, 'label' | 'vendor'> {
  return names.catch({ label: null, vendor: null }).parse(raw);
}

/** The line of the field that is wrong where the file has it, else that of its account. */
function withLine(error: WireError, path: string, line: number, lines: ReadonlyMap<string, number>): WireError {
  const field = String(error.params['field'] ?? '');
  const at = lines.get(`${path}.${field}`) ?? lines.get(`${path}.fields.${field}`) ?? line;
  const detail = error.params['detail'] ?? field;
  return { ...error, params: { ...error.params, detail, line: at } };
}
