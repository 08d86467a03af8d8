/**
 * Where a single call gets its keys from: the caller's standard input or environment, or the vault of the client. Never
 * from arguments.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KeychainStore } from '../main/keychain/keychain-store.ts';
import { TOKEN_NAME, Vault } from '../main/keychain/vault.ts';
import { Secret, type Credential } from '../main/secret.ts';
import { AccountStore } from '../main/services/accounts/account-store.ts';
import { credentialOf, gatherSecrets, readSecrets } from '../main/services/accounts/secrets.ts';
import { checkUsable } from '../main/services/accounts/key-consent.ts';
import { callers } from '../main/vendors/registry.ts';
import type { Caller } from '../main/vendors/core/client/caller.ts';
import type { TokenStore } from '../main/ports/tokens.ts';
import type { Account } from '../preload/domain/accounts/accounts.ts';
import { providerOf } from '../preload/domain/accounts/providers.ts';
import { VENDOR_IDS, type VendorId } from '../preload/domain/vendor.ts';
import { givenKeys } from './call-input.ts';
import { Refused } from './call-refused.ts';
import { didYouMean } from './near-matches.ts';

/** Something that calls can be made with, and every secret that must not be printed. */
export interface Access {
  readonly caller: Caller;
  readonly secrets: readonly string[];
}

/** The account that calls: nothing is read or opened before `open`. */
export interface Identity {
  /** Base URL of the API. */
  readonly endpoint: string;
  /** @throws {Refused | AppError} when the keys are not to be had. */
  open(): Promise<Access>;
}

/** One run needs one token; nothing is kept. */
const NO_STORE: TokenStore = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

function callerOf(vendor: VendorId, settings: Parameters<NonNullable<(typeof callers)[VendorId]>>[0]): Caller {
  const create = callers[vendor];
  if (!create) throw new Refused('cloud.not-supported', `calls to ${vendor} cannot be signed yet.`);
  return create(settings);
}

/** @throws {Refused} naming the field that is missing or malformed, never its value. */
async function readCredential(vendor: VendorId): Promise<Credential> {
  const fields = providerOf(vendor)?.fields ?? [];
  const { name: source, values: given } = givenKeys();
  for (const { name, required, pattern } of fields) {
    const value = given[name] ?? '';
    const isGood = typeof value === 'string' && (value === '' ? !required : new RegExp(pattern ?? '', 'u').test(value));
    const names = fields.map((field) => field.name).join(', ');
    if (!isGood) throw new Refused('auth.no-credentials', `${source} needs ${names}; ${name} is missing or wrong.`);
  }
  const valueOf = (name: string): string => (typeof given[name] === 'string' ? given[name] : '');
  return {
    fields: Object.fromEntries(fields.filter((f) => !f.secret).map(({ name }) => [name, valueOf(name)])),
    secrets: await gatherSecrets(fields, (name) => new Secret(valueOf(name))),
  };
}

const revealed = ({ secrets }: Credential): readonly string[] => Object.values(secrets).map((one) => one.reveal());

/** The keys that the caller gave, by the names that the simulator prints. */
export function givenIdentity(vendor: VendorId, endpoint: string): Identity {
  return {
    endpoint,
    async open() {
      const credential = await readCredential(vendor);
      const caller = callerOf(vendor, { endpoint, credential, tokens: NO_STORE });
      return { caller, secrets: revealed(credential) };
    },
  };
}

/** Every secret that the caller gave, whichever cloud it is for: none is ever printed. */
export function givenSecrets(): readonly string[] {
  try {
    const fields = VENDOR_IDS.flatMap((id) => providerOf(id)?.fields ?? []);
    const names = new Set(fields.flatMap((field) => (field.secret ? field.name : [])));
    const given = Object.entries(givenKeys().values);
    return given.flatMap(([name, value]) => (names.has(name) && typeof value === 'string' ? value : []));
  } catch {
    return []; // there are none, or the text is no JSON and is never printed
  }
}

/** The accounts of the client as they are on disk. A copy is read: the client may run, and its files stay its own. */
async function readAccountStore(dataDir: string): Promise<AccountStore> {
  const file = path.join(dataDir, 'accounts.json');
  if (!existsSync(file)) {
    throw new Refused('account.not-found', `no accounts are kept in ${dataDir}; --data-dir names another folder.`);
  }
  const copyDir = await mkdtemp(path.join(tmpdir(), 'lanner-call-'));
  try {
    await copyFile(file, path.join(copyDir, 'accounts.json'));
    const accountStore = new AccountStore(copyDir);
    if (accountStore.restored !== null) throw new Refused('storage.corrupt', `${file} cannot be read.`);
    return accountStore;
  } finally {
    await rm(copyDir, { recursive: true, force: true });
  }
}

function choose(accounts: readonly Account[], name: string, vendor: VendorId): Account {
  const account = accounts.find(({ label, id }) => label === name || id === name);
  if (!account) {
    const labels = accounts.filter((one) => one.vendor === vendor).map(({ label }) => label);
    const all = accounts.map(({ label, vendor: of }) => `${label} (${of})`).join(', ') || 'none';
    const hint = didYouMean(name, labels, `The accounts are: ${all}.`);
    throw new Refused('account.not-found', `there is no account ${JSON.stringify(name)}. ${hint}`);
  }
  const { label } = account;
  if (account.vendor !== vendor) throw new Refused('input.usage', `${label} is an account of ${account.vendor}.`);
  if (!account.isEnabled) throw new Refused('account.disabled', `${label} is turned off in the client.`);
  if (account.persistence === 'session') {
    const text = `the keys of ${label} live in the running client only; use --keys - and --endpoint, or LANNER_CREDENTIALS, instead.`;
    throw new Refused('vault.no-such-secret', text);
  }
  return account;
}

/** The client's own token serves here too. A new one is kept only where the client knows that one is kept. */
function tokensOf(vault: Vault, { id, persistence }: Account, names: readonly string[]): TokenStore {
  const store = vault.tokensOf(id, persistence);
  return names.includes(TOKEN_NAME) ? store : { ...NO_STORE, read: () => store.read() };
}

/**
 * An account of the client, with its keys and its token out of the system's keychain.
 *
 * @param name label or id.
 * @param place where the client keeps its accounts, and whether simulated clouds on this computer are in use.
 * @throws {Refused} when there is no such account of this cloud, or its keys are not kept.
 * @throws {AppError} `account.address-plain`, `account.address-refused` as in the client.
 */
export async function accountIdentity(
  vendor: VendorId,
  name: string,
  { dataDir, hasLocalClouds }: { readonly dataDir: string; readonly hasLocalClouds: boolean },
): Promise<Identity> {
  const accountStore = await readAccountStore(dataDir);
  const account = choose(accountStore.list(), name, vendor);
  checkUsable(account, hasLocalClouds);
  const { endpoint, region } = account;
  return {
    endpoint,
    async open() {
      const index = accountStore.nameIndex().read();
      const vault = new Vault(new KeychainStore(), { read: () => index, write: () => {} });
      const credential = credentialOf(account, await readSecrets(account, vault));
      const tokens = tokensOf(vault, account, index[account.id] ?? []);
      const stored = await tokens.read();
      const caller = callerOf(vendor, { endpoint, region, credential, tokens });
      return { caller, secrets: [...revealed(credential), ...(stored ? [stored.reveal()] : [])] };
    },
  };
}
