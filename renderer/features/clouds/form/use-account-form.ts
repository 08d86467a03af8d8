import { useState } from 'react';
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { KeyAddress } from '../../../../preload/domain/accounts/key-addresses.ts';
import type { Persistence } from '../../../../preload/domain/accounts/accounts.ts';
import { providerOf, type Provider } from '../../../../preload/domain/accounts/providers.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { saveTyped, showSaved, testTyped } from './form-orders.ts';
import {
  emptyForm,
  formOf,
  isAddressChanged,
  isSignInChanged,
  isWayChanged,
  routeOf,
  sameSignIn,
  shownFields,
  withVendor,
  type FormValues,
  type Secrets,
} from './form-state.ts';
import type { SecretInputs } from '../../../ui/form/secret-input.tsx';
import { useFormProblems } from './use-form-problems.ts';
import type { Problem } from './validate.ts';

export interface AccountForm {
  readonly account: AccountView | null;
  readonly provider: Provider;
  /** The fields of the way to sign in that is chosen. */
  readonly shown: Provider['fields'];
  readonly hasStoredSecrets: boolean;
  /** Where the keys go by what is typed. */
  readonly route: readonly KeyAddress[];
  /** The stored keys do not follow to the address that is typed: all have to be entered again. */
  readonly isMoved: boolean;
  readonly values: FormValues;
  readonly secretInputs: SecretInputs;
  readonly persistence: Persistence;
  readonly isBusy: boolean;
  readonly error: WireError | null;
  /** The problem of a field, once it was touched or sending was tried. */
  readonly problemOf: (name: string) => Problem | null;
  readonly set: (change: Partial<FormValues>) => void;
  readonly setField: (name: string, value: string) => void;
  readonly touch: (name: string) => void;
  readonly setPersistence: (persistence: Persistence) => void;
  /** @param keepIn where the keys go this time; as chosen when left out. */
  readonly submit: (keepIn?: Persistence) => Promise<void>;
  /** Marks the field that a refusal names, opens the part that hides it and gives it the focus. */
  readonly refuse: (refusal: WireError) => void;
  /** Tests what is typed; null where that cannot be done. */
  readonly test: (() => boolean) | null;
  /** Why it cannot be tested: a stored secret is needed for changed fields, or the account is off. */
  readonly testReason: 'needs-secret' | 'moved' | 'off' | null;
  /** Another account with the same sign-in. */
  readonly twin: AccountView | null;
}

/**
 * Nothing typed is lost by a failure; secrets never enter state.
 *
 * @param account the account to edit, or null to add one.
 * @param refusal why the account does not work, when the form opens for that.
 */
export function useAccountForm(account: AccountView | null, refusal: WireError | null = null): AccountForm {
  const t = useText();
  const [values, setValues] = useState(() => (account === null ? emptyForm() : formOf(account)));
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const accounts = useAccounts((state) => state.accounts);
  const canUseVault = useAccounts((state) => state.vault?.state === 'ready');
  // Keys that are entered again have no place yet, whatever the account says.
  const [chosen, setPersistence] = useState<Persistence | null>(
    account === null || account.isKeyMissing ? null : account.persistence,
  );
  const [secretInputs] = useState<SecretInputs>(() => new Map());
  const provider = providerOf(values.vendor);
  if (provider === null) throw new Error(`no sign-in form for ${values.vendor}`);

  const persistence = chosen ?? (canUseVault ? 'keychain' : 'session');
  const hasKeys = account !== null && !account.isKeyMissing;
  const isMoved = hasKeys && isAddressChanged(account, values);
  const hasStoredSecrets = hasKeys && !isMoved && !isWayChanged(account, provider, values);
  const shown = shownFields(provider, values);
  const readSecrets = (): Secrets => Object.fromEntries([...secretInputs].map(([name, input]) => [name, input.value]));
  const taken = accounts.filter(({ id }) => id !== account?.id).map(({ label }) => label);
  const facts = { provider, shown, values, readSecrets, hasStoredSecrets, isMoved, taken };
  const { problemOf, touch, check, refuse } = useFormProblems(facts, refusal);
  // In the order of the page, so that the first wrong field gets the focus.
  const namesWhere = (isAdvanced: boolean): string[] =>
    shown.filter((field) => (field.isAdvanced === true) === isAdvanced).map((field) => field.name);
  const names = [...namesWhere(false), 'endpoint', ...namesWhere(true)];

  const submit = async (keepIn: Persistence = persistence): Promise<void> => {
    if (isBusy || !check(['label', ...names])) return;
    setPersistence(keepIn);
    setIsBusy(true);
    setError(null);
    const saved = await saveTyped({ account, values, secrets: readSecrets() }, keepIn);
    setIsBusy(false);
    if (saved.ok) return await showSaved(saved.value, account === null);
    refuse(saved.error);
    setError(saved.error);
  };
  const test = (): boolean => {
    if (!check(names)) return false;
    testTyped({ account, values, secrets: readSecrets() }, values.label.trim() || t(`shell.vendors.${values.vendor}`));
    return true;
  };
  const needed = shown.filter((field) => field.secret && field.required);
  const hasAllSecrets = needed.every(({ name }) => (secretInputs.get(name)?.value ?? '') !== '');
  const canUseStored = account !== null && hasStoredSecrets && !isSignInChanged(account, values);
  const canTest = account === null || hasAllSecrets || (canUseStored && account.isEnabled);
  return {
    account,
    provider,
    shown,
    hasStoredSecrets,
    isMoved,
    values,
    secretInputs,
    persistence,
    isBusy,
    error,
    problemOf,
    touch,
    refuse,
    setPersistence,
    submit,
    route: routeOf(values),
    set: (change) => setValues((before) => ({ ...withVendor(before, change.vendor ?? before.vendor), ...change })),
    setField: (name, value) => setValues((before) => ({ ...before, fields: { ...before.fields, [name]: value } })),
    test: canTest ? test : null,
    testReason: canTest ? null : isMoved ? 'moved' : canUseStored ? 'off' : 'needs-secret',
    twin: sameSignIn(accounts, account, values),
  };
}
