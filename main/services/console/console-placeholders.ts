/**
 * A caller that knows no secret: where an account's keys, token and project would stand, it has marks that a shell
 * command turns into variables. For what can be said of an operation without an account, and for showing a request.
 */
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import { fieldsOf, providerOf, wayOf } from '../../../preload/domain/accounts/providers.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../errors.ts';
import { Secret, type Credential } from '../../secret.ts';
import { callers } from '../../vendors/registry.ts';
import type { Caller } from '../../vendors/core/client/caller.ts';
import type { TokenStore } from '../../ports/tokens.ts';

/** Letters, digits and dashes alone: no encoding changes it. */
const MARK = /LANNER-VAR-([A-Z0-9_]+)-END/g;

export const markOf = (variable: string): string => `LANNER-VAR-${variable}-END`;

/** `text` cut at its marks: texts at even places, names of variables at odd ones. */
export const splitAtMarks = (text: string): readonly string[] => text.split(MARK);

/** `accessKeySecret` as a shell would name it: `ACCESS_KEY_SECRET`. */
export const variableOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();

/**
 * Values other than keys that sessions sign with: the tokens by the names that the dialects use, and a project's id.
 */
const TOKENS = ['accessToken', 'xAuthToken'] as const;

const NO_TOKENS: TokenStore = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

export interface PlaceholderCaller {
  readonly caller: Caller;
  readonly credential: Credential;
}

/** The part of an account that a placeholder caller is made of. `secretNames`: which secrets the vault has for it. */
export type PlaceholderAccount = Pick<Account, 'vendor' | 'endpoint' | 'region' | 'fields'> & {
  readonly secretNames: readonly string[];
};

/** Nothing is ever sent by it; dispose of its caller. @throws {AppError} as the cloud's client for a bad endpoint. */
export function createPlaceholderCaller({
  vendor,
  endpoint,
  region,
  fields,
  secretNames,
}: PlaceholderAccount): PlaceholderCaller {
  const provider = providerOf(vendor);
  const create = callers[vendor];
  if (!provider || !create) throw new AppError('cloud.not-supported', `this version cannot call ${vendor}`);
  const keys = fieldsOf(provider, wayOf(provider, fields)).filter(
    ({ name, secret, required }) => secret && (required || secretNames.includes(name)),
  );
  const secrets = [
    ...keys.map(({ name }) => [name, new Secret(markOf(variableOf(name)))] as const),
    ...TOKENS.map((name) => [name, new Secret(markOf('TOKEN'))] as const),
  ];
  const credential: Credential = {
    fields: { projectId: markOf('PROJECT_ID'), ...fields },
    secrets: Object.fromEntries(secrets),
  };
  return { caller: create({ endpoint, region, credential, tokens: NO_TOKENS }), credential };
}

const known = new Map<VendorId, PlaceholderCaller>();

/** A placeholder caller for a cloud, without any account. */
export function placeholderOf(vendor: VendorId): PlaceholderCaller {
  const made = known.get(vendor) ?? createPlaceholderCaller({ vendor, ...anyAccount(vendor), secretNames: [] });
  known.set(vendor, made);
  return made;
}

function anyAccount(vendor: VendorId): Pick<Account, 'endpoint' | 'region' | 'fields'> {
  const provider = providerOf(vendor);
  const fields = provider ? fieldsOf(provider, wayOf(provider, {})) : [];
  const given = fields.filter(({ secret, required }) => required && !secret).map(({ name }) => [name, 'x'] as const);
  return { endpoint: provider?.defaultEndpoint ?? '', region: null, fields: Object.fromEntries(given) };
}
