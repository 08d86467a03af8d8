import { useEffect, useRef, useState } from 'react';
import type { AccountView } from '../../../preload/contract/account.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { KeyAddress } from '../../../preload/domain/key-addresses.ts';
import type { Persistence } from '../../../preload/domain/model.ts';
import { providerOf, type Provider } from '../../../preload/domain/providers.ts';
import { request } from '../../bridge.ts';
import { useText } from '../../i18n/i18n.ts';
import { forgetFacts } from '../../state/account-facts.ts';
import { runAccountTest } from '../../state/account-test.ts';
import { useAccounts } from '../../state/accounts.ts';
import { openCloudsPanel } from '../../state/navigation.ts';
import { postNotice } from '../../state/notices.ts';
import {
  changeOf,
  draftOf,
  emptyForm,
  formOf,
  isAddressChanged,
  isSignInChanged,
  isWayChanged,
  problemsOf,
  routeOf,
  sameSignIn,
  shownFields,
  withVendor,
  type FormValues,
  type Secrets,
} from './form-state.ts';
import { focusField, refusedField, type RefusedField } from './refused-field.ts';
import type { SecretInputs } from './secret-input.tsx';
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
  /** Tests what is typed; null where that cannot be done. */
  readonly test: (() => boolean) | null;
  /** Why it cannot be tested: a stored secret is needed for changed fields, or the account is off. */
  readonly testReason: 'needs-secret' | 'moved' | 'off' | null;
  /** Another account with the same sign-in. */
  readonly twin: AccountView | null;
}

/** @param account the one to edit, or null to add one. Nothing typed is lost by a failure; secrets never enter state. */
export function useAccountForm(account: AccountView | null): AccountForm {
  const t = useText();
  const [values, setValues] = useState(() => (account === null ? emptyForm() : formOf(account)));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const [refused, setRefused] = useState<RefusedField | null>(null);
  const accounts = useAccounts((state) => state.accounts);
  const canUseVault = useAccounts((state) => state.vault?.state === 'ready');
  // Keys that are entered anew have no place yet, whatever the account says.
  const [chosen, setPersistence] = useState<Persistence | null>(
    account === null || account.isKeyMissing ? null : account.persistence,
  );
  const [secretInputs] = useState<SecretInputs>(() => new Map());
  const firstBad = useRef<string | null>(null);
  const provider = providerOf(values.vendor);
  if (provider === null) throw new Error(`no sign-in form for ${values.vendor}`);

  const persistence = chosen ?? (canUseVault ? 'keychain' : 'session');
  const hasKeys = account !== null && !account.isKeyMissing;
  const isMoved = hasKeys && isAddressChanged(account, values);
  const hasStoredSecrets = hasKeys && !isMoved && !isWayChanged(account, provider, values);
  const shown = shownFields(provider, values);
  const readSecrets = (): Secrets => Object.fromEntries([...secretInputs].map(([name, input]) => [name, input.value]));
  const taken = accounts.filter(({ id }) => id !== account?.id).map(({ label }) => label);
  const findProblems = () => problemsOf(provider, values, readSecrets(), hasStoredSecrets, taken);
  const problems = findProblems();
  // After the reason is on the page, which takes room: the field must be in sight beside it.
  useEffect(() => {
    if (refused !== null) focusField(refused.name);
  }, [refused]);
  const touch = (name: string): void => {
    setTouched((before) => new Set(before).add(name));
    setRefused((before) => (before?.name === name ? null : before));
  };
  const isSecret = (name: string): boolean => shown.some((field) => field.secret && field.name === name);
  const problemOf = (name: string): Problem | null => {
    const problem = problems.get(name) ?? null;
    if (isMoved && problem?.kind === 'missing' && isSecret(name)) return { kind: 'again' };
    if (problem === null && refused?.name === name) return refused.problem;
    return touched.has(name) ? problem : null;
  };

  const check = (names: readonly string[]): boolean => {
    const found = findProblems();
    setTouched((before) => new Set([...before, ...names]));
    firstBad.current = names.find((name) => found.has(name)) ?? null;
    if (firstBad.current !== null) focusField(firstBad.current);
    return firstBad.current === null;
  };
  const submit = async (keepIn: Persistence = persistence): Promise<void> => {
    if (isBusy || !check(['label', ...shown.map((field) => field.name), 'endpoint'])) return;
    setPersistence(keepIn);
    setIsBusy(true);
    setError(null);
    const saved =
      account === null
        ? await request['account.add']({ ...draftOf(values, readSecrets(), ''), persistence: keepIn })
        : await request['account.update']({
            ...changeOf(account, values, readSecrets()),
            ...(keepIn === account.persistence ? {} : { persistence: keepIn }),
          });
    setIsBusy(false);
    if (!saved.ok) {
      setRefused(refusedField(saved.error));
      return setError(saved.error);
    }
    const { id, label, vendor, isEnabled } = saved.value;
    postNotice(account === null ? 'accountAdded' : 'accountSaved', { label });
    forgetFacts(id);
    if (!isEnabled) return openCloudsPanel({ kind: 'facts', accountId: id });
    openCloudsPanel({ kind: 'test', accountId: id });
    await runAccountTest({ kind: 'saved', accountId: id }, { label, vendor });
  };
  const test = (): boolean => {
    if (!check([...shown.map((field) => field.name), 'endpoint'])) return false;
    const secrets = readSecrets();
    const subject = { label: values.label.trim() || t(`shell.vendors.${values.vendor}`), vendor: values.vendor };
    const edited = account === null ? {} : { accountId: account.id };
    const isDraft = account === null || Object.values(secrets).some((value) => value !== '');
    const target = isDraft
      ? ({ kind: 'draft', draft: draftOf(values, secrets, subject.label), ...edited } as const)
      : ({ kind: 'saved', accountId: account.id } as const);
    void runAccountTest(target, subject);
    return true;
  };
  const secretNames = shown.filter((field) => field.secret && field.required).map((field) => field.name);
  const hasAllSecrets = secretNames.every((name) => (secretInputs.get(name)?.value ?? '') !== '');
  const canUseStored = account !== null && hasStoredSecrets && !isSignInChanged(account, values);
  const isOff = account?.isEnabled === false;
  const canTest = account === null || hasAllSecrets || (canUseStored && !isOff);
  return {
    account,
    provider,
    shown,
    hasStoredSecrets,
    route: routeOf(values),
    isMoved,
    values,
    secretInputs,
    persistence,
    isBusy,
    error,
    problemOf,
    set: (change) => setValues((before) => ({ ...withVendor(before, change.vendor ?? before.vendor), ...change })),
    setField: (name, value) => setValues((before) => ({ ...before, fields: { ...before.fields, [name]: value } })),
    touch,
    setPersistence,
    submit,
    test: canTest ? test : null,
    testReason: canTest ? null : isMoved ? 'moved' : canUseStored ? 'off' : 'needs-secret',
    twin: sameSignIn(accounts, account, values),
  };
}
