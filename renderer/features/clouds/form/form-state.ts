/** The account form as pure data: what was typed (secrets excepted), what is wrong with it, what is sent. */
import type { AccountDraft, AccountView } from '../../../../preload/contract/account.ts';
import type { Input } from '../../../../preload/contract/contract.ts';
import {
  fieldsOf,
  providerOf,
  PROVIDERS,
  wayOf,
  type Provider,
  type SignInWay,
} from '../../../../preload/domain/accounts/providers.ts';
import {
  fieldsWithoutRegion,
  keyAddresses,
  movedAddresses,
  type KeyAddress,
} from '../../../../preload/domain/accounts/key-addresses.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { endpointProblem, fieldProblem, labelProblem, type Problem } from './validate.ts';

export interface FormValues {
  readonly vendor: VendorId;
  readonly label: string;
  readonly endpoint: string;
  /** The fields that are not secret. */
  readonly fields: Readonly<Record<string, string>>;
  /** The way to sign in that was chosen; absent: the one that the fields begin. */
  readonly way?: SignInWay['name'];
}

/** Secrets in the moment of checking or sending; never kept. */
export type Secrets = Readonly<Record<string, string>>;

export function emptyForm(vendor: VendorId = PROVIDERS[0]?.vendor ?? 'huawei-ivm'): FormValues {
  return { vendor, label: '', endpoint: providerOf(vendor)?.defaultEndpoint ?? '', fields: {} };
}

/** The form of another cloud: the typed values mean nothing there, except the label. */
export function withVendor(values: FormValues, vendor: VendorId): FormValues {
  return vendor === values.vendor ? values : { ...emptyForm(vendor), label: values.label };
}

export function wayIn(provider: Provider, values: FormValues): SignInWay | null {
  return provider.ways?.find(({ name }) => name === values.way) ?? wayOf(provider, values.fields);
}

/** The fields on the page: those of every way and those of the chosen one. */
export function shownFields(provider: Provider, values: FormValues): Provider['fields'] {
  return fieldsOf(provider, wayIn(provider, values));
}

export function formOf(account: AccountView): FormValues {
  const { vendor, label, endpoint, fields } = account;
  return { vendor, label, endpoint, fields };
}

/**
 * Every problem by field name; `label` and `endpoint` are the form's own.
 *
 * @param takenLabels the names of the other accounts.
 */
export function problemsOf(
  provider: Provider,
  values: FormValues,
  secrets: Secrets,
  hasStoredSecrets: boolean,
  takenLabels: readonly string[] = [],
): ReadonlyMap<string, Problem> {
  const unplaced = fieldsWithoutRegion(provider, wayIn(provider, values), values.endpoint, values.fields);
  const found: [string, Problem | null][] = [
    ['label', labelProblem(values.label, takenLabels)],
    ['endpoint', endpointProblem(values.endpoint)],
    ...shownFields(provider, values).map((field): [string, Problem | null] => [
      field.name,
      field.secret
        ? fieldProblem(field, secrets[field.name] ?? '', hasStoredSecrets)
        : fieldProblem(field, values.fields[field.name] ?? ''),
    ]),
    ...unplaced.map((name): [string, Problem] => [name, { kind: 'no-region' }]),
  ];
  return new Map(found.flatMap(([name, problem]) => (problem === null ? [] : [[name, problem]])));
}

/** @param fallbackLabel stands in for a name that was not typed yet, so that a connection can be tested before. */
export function draftOf(values: FormValues, secrets: Secrets, fallbackLabel: string): AccountDraft {
  return {
    vendor: values.vendor,
    label: values.label.trim() || fallbackLabel,
    endpoint: values.endpoint.trim(),
    region: null,
    fields: shownValues(values),
    secrets: given(secrets),
  };
}

/** Only what differs from the stored account; an empty secret keeps the stored one. */
export function changeOf(account: AccountView, values: FormValues, secrets: Secrets): Input<'account.update'> {
  const label = values.label.trim();
  const endpoint = values.endpoint.trim();
  const typed = given(secrets);
  return {
    accountId: account.id,
    ...(label === account.label ? {} : { label }),
    ...(endpoint === account.endpoint ? {} : { endpoint }),
    ...(isSameFields(account.fields, shownValues(values)) ? {} : { fields: changedFields(account, values) }),
    ...(Object.keys(typed).length === 0 ? {} : { secrets: typed }),
  };
}

export function isSignInChanged(account: AccountView, values: FormValues): boolean {
  return values.endpoint.trim() !== account.endpoint || !isSameFields(account.fields, shownValues(values));
}

/** Where the keys go by what is typed, as main will judge. Addresses that are not whole yet are left out. */
export function routeOf(values: FormValues): readonly KeyAddress[] {
  return keyAddresses(values.vendor, values.endpoint, values.fields);
}

/** True when what is typed would lead the stored keys of an account to another address: they do not follow. */
export function isAddressChanged(account: AccountView, values: FormValues): boolean {
  const before = keyAddresses(account.vendor, account.endpoint, account.fields);
  return movedAddresses(before, routeOf(values)).length > 0;
}

/** True when another way is chosen than the account has: its secrets are not stored yet. */
export function isWayChanged(account: AccountView, provider: Provider, values: FormValues): boolean {
  return wayIn(provider, values) !== wayOf(provider, account.fields);
}

/** Another account that signs in to the same address with the same open fields: its cameras would be listed twice. */
export function sameSignIn(
  accounts: readonly AccountView[],
  own: AccountView | null,
  values: FormValues,
): AccountView | null {
  const typed = shownValues(values);
  if (Object.values(typed).every((value) => value === '')) return null;
  const isSame = (other: AccountView): boolean =>
    other.id !== own?.id &&
    other.vendor === values.vendor &&
    other.endpoint === values.endpoint.trim() &&
    isSameFields(other.fields, typed);
  return accounts.find(isSame) ?? null;
}

/** The text of the fields on the page; those of the other ways are left out. */
function shownValues(values: FormValues): Record<string, string> {
  const provider = providerOf(values.vendor);
  const shown = new Set(provider && shownFields(provider, values).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values.fields).filter(([name]) => shown.has(name)));
}

/** A field that is not shown any more is sent empty, so that main removes it. */
function changedFields(account: AccountView, values: FormValues): Record<string, string> {
  const shown = shownValues(values);
  const gone = Object.keys(account.fields).filter((name) => !(name in shown));
  return { ...Object.fromEntries(gone.map((name) => [name, ''])), ...shown };
}

function isSameFields(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => (a[name] ?? '') === (b[name] ?? ''));
}

function given(secrets: Secrets): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
}
