/** Plans a change of an account: the account after the change, and whether its stored keys may stay. Pure. */
import type { Input } from '../../../preload/contract/contract.ts';
import { keyAddresses, movedAddresses, type KeyAddress } from '../../../preload/domain/accounts/key-addresses.ts';
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import { regionOf } from '../../../preload/domain/accounts/providers.ts';
import { AppError } from '../../errors.ts';
import { checkEndpoint, checkFields, checkLabel, knownProvider } from './account-input.ts';
import { missingSecret, type Secrets } from './secrets.ts';

/** The change that a window asks for, with the secrets wrapped. */
export type TypedChange = Omit<Input<'account.update'>, 'secrets'> & { readonly secrets: Secrets };

export interface AccountChangePlan {
  readonly before: Account;
  readonly after: Account;
  /** The keys that were typed in this request. */
  readonly secrets: Secrets;
  /** Where keys go after the change. */
  readonly addresses: readonly KeyAddress[];
  /** Those of them that did not get the stored keys. None: the stored keys stay. */
  readonly moved: readonly KeyAddress[];
  /** The keys go to another store: keychain or session. */
  readonly isStoreChanged: boolean;
  /** The cloud will see another sign-in. */
  readonly isNewIdentity: boolean;
}

/**
 * Fields and secrets left out stay.
 *
 * @throws {AppError} `input.invalid-field`, `account.address-plain`.
 */
export function planChange(before: Account, change: TypedChange): AccountChangePlan {
  const provider = knownProvider(before.vendor);
  const label = change.label === undefined ? before.label : checkLabel(change.label);
  const endpoint = change.endpoint === undefined ? before.endpoint : checkEndpoint(change.endpoint);
  const fields = { ...without(before.fields, change.fields ?? {}), ...checkFields(provider, change.fields ?? {}) };
  const { secrets } = change;
  const persistence = change.persistence ?? before.persistence;
  const names = new Set([...Object.keys(fields), ...Object.keys(before.fields)]);
  const hasNewFields = [...names].some((name) => before.fields[name] !== fields[name]);
  const addresses = keyAddresses(before.vendor, endpoint, fields);
  const moved = movedAddresses(keyAddresses(before.vendor, before.endpoint, before.fields), addresses);
  return {
    before,
    after: {
      ...before,
      label,
      endpoint,
      fields,
      persistence,
      region: endpoint === before.endpoint ? before.region : regionOf(provider, endpoint),
      // A person allowed them for media of the other address.
      ...(moved.length === 0 ? {} : { mediaHosts: [], mediaCertificates: [] }),
    },
    secrets,
    addresses,
    moved,
    isStoreChanged: persistence !== before.persistence,
    isNewIdentity: endpoint !== before.endpoint || hasNewFields || Object.keys(secrets).length > 0,
  };
}

/**
 * Stored keys never follow a changed address.
 *
 * @returns `account.keys-needed` with the first key that is missing, or null when every address has its earlier origin
 *   or every required key was given.
 */
export function keysNeeded({ after, secrets, moved }: AccountChangePlan): AppError | null {
  const [first] = moved;
  if (first === undefined) return null;
  const missing = missingSecret(after.vendor, after.fields, secrets);
  if (missing === null) return null;
  return new AppError('account.keys-needed', `stored keys do not follow to ${first.host}`, {
    params: { field: missing, host: first.host, label: after.label },
    action: 'edit-account',
  });
}

/** The fields but those that were emptied. */
function without(
  fields: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => change[name]?.trim() !== ''));
}
