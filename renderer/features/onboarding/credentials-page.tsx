/** Passwords of devices and push keys of an account: made, changed and deleted. A secret is seen once and is gone with this page. */
import { useEffect, useState } from 'react';
import type { DevicePassword, PushKey } from '../../../preload/domain/onboarding/credentials.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { accountsWith } from '../../state/accounts/accounts-with.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Question } from '../../ui/float/question.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { ChangeForm, KeyForm, PasswordForm, RenameForm } from './credential-forms.tsx';
import * as model from './model/credentials.ts';
import { AccountChoice } from './place-choice.tsx';

export function CredentialsPage() {
  const t = useText();
  const accounts = accountsWith(
    useAccounts((state) => state.accounts),
    'credentials',
  );
  const { subject: shown, data: credentials, error } = model.useCredentials();
  const accountId = accounts.find(({ id }) => id === shown)?.id ?? accounts[0]?.id ?? null;
  useEffect(() => {
    if (accountId !== null) void model.loadCredentials(accountId);
  }, [accountId]);
  if (accountId === null) return <p className="note onboarding-form">{t('onboarding.credentials.noAccount')}</p>;
  return (
    <div className="onboarding-form">
      <h2 className="onboarding-title">{t('onboarding.credentials.title')}</h2>
      <AccountChoice {...{ accounts, accountId }} onChange={(id) => void model.loadCredentials(id)} />
      {error === null ? null : <ErrorText error={error} onAction={() => void model.loadCredentials(accountId)} />}
      {credentials === null && error === null ? <SkeletonRows rows={3} label={t('onboarding.reading')} /> : null}
      <h3 className="onboarding-title">{t('onboarding.credentials.passwords')}</h3>
      <p className="note">{t('onboarding.credentials.passwordsWhy')}</p>
      <ul className="onboarding-sources" aria-label={t('onboarding.credentials.passwords')}>
        {(credentials?.passwords ?? []).map((one) => (
          <PasswordRow key={one.userName} accountId={accountId} credential={one} />
        ))}
      </ul>
      <PasswordForm key={`password ${accountId}`} accountId={accountId} />
      <h3 className="onboarding-title">{t('onboarding.credentials.keys')}</h3>
      <p className="note">{t('onboarding.credentials.keysWhy')}</p>
      <ul className="onboarding-sources" aria-label={t('onboarding.credentials.keys')}>
        {(credentials?.keys ?? []).map((one) => (
          <KeyRow key={one.accessKey} accountId={accountId} credential={one} />
        ))}
      </ul>
      <KeyForm key={`key ${accountId}`} accountId={accountId} />
    </div>
  );
}

const SHOWN_USERS = 3;

/** The first of those that use it, and how many more. */
function Users({ usedBy }: { readonly usedBy: readonly string[] | null }) {
  const t = useText();
  if (usedBy === null) return <p className="t2">{t('onboarding.credentials.usersUnknown')}</p>;
  if (usedBy.length === 0) return <p className="t2">{t('onboarding.credentials.unused')}</p>;
  const names = usedBy.slice(0, SHOWN_USERS).join(', ');
  return (
    <p className="t2 el" title={usedBy.slice(0, 50).join(', ')}>
      {t('onboarding.credentials.usedBy', { count: usedBy.length, names })}
    </p>
  );
}

function PasswordRow({
  accountId,
  credential,
}: {
  readonly accountId: AccountId;
  readonly credential: DevicePassword;
}) {
  const t = useText();
  const { userName, isAnonymous, usedBy } = credential;
  const [isChanging, setChanging] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const isInUse = usedBy !== null && usedBy.length > 0;
  return (
    <li className="onboarding-source">
      <div className="row g2">
        <span className="mono el grow">{userName}</span>
        <button type="button" className="btn sm" aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>
          {t('onboarding.credentials.change')}
        </button>
        <Delete
          {...{ name: userName, isInUse, onEnd: setError }}
          onDelete={() => model.removePassword(accountId, userName)}
        />
      </div>
      {error === null ? null : <ErrorText error={error} />}
      {isAnonymous ? <p className="t2">{t('onboarding.credentials.anonymousWhy')}</p> : null}
      <Users usedBy={usedBy} />
      {isChanging ? <ChangeForm {...{ accountId, userName }} onChanged={() => setChanging(false)} /> : null}
    </li>
  );
}

function KeyRow({ accountId, credential }: { readonly accountId: AccountId; readonly credential: PushKey }) {
  const t = useText();
  const { accessKey, name, usedBy } = credential;
  const [isRenaming, setRenaming] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  return (
    <li className="onboarding-source">
      <div className="row g2">
        <span className="b el grow">{name}</span>
        <button type="button" className="btn sm" aria-expanded={isRenaming} onClick={() => setRenaming(!isRenaming)}>
          {t('onboarding.credentials.rename')}
        </button>
        <Delete
          {...{ name, isInUse: usedBy.length > 0, onEnd: setError }}
          onDelete={() => model.removeKey(accountId, accessKey)}
        />
      </div>
      {error === null ? null : <ErrorText error={error} />}
      <p className="mono t2 selectable el">{accessKey}</p>
      <Users usedBy={usedBy} />
      {isRenaming ? <RenameForm {...{ accountId, accessKey, name }} onRenamed={() => setRenaming(false)} /> : null}
    </li>
  );
}

interface DeleteProps {
  readonly name: string;
  /** The cloud refuses it then. */
  readonly isInUse: boolean;
  readonly onDelete: () => Promise<WireError | null>;
  /** Why it was refused, or null. */
  readonly onEnd: (refusal: WireError | null) => void;
}

function Delete({ name, isInUse, onDelete, onEnd }: DeleteProps) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const onConfirm = async (): Promise<void> => {
    const refusal = await onDelete();
    setAsking(false);
    onEnd(refusal);
  };
  return (
    <>
      <button
        type="button"
        className="btn sm"
        aria-disabled={isInUse || undefined}
        title={t(isInUse ? 'onboarding.credentials.inUse' : 'onboarding.credentials.deleteWhy')}
        onClick={() => (isInUse ? undefined : setAsking(true))}
      >
        {t('onboarding.credentials.delete')}
      </button>
      {isAsking ? (
        <Question
          title={t('onboarding.credentials.deleteTitle', { name })}
          closeLabel={t('onboarding.credentials.keep')}
          keep={t('onboarding.credentials.keep')}
          onKeep={() => setAsking(false)}
          confirm={t('onboarding.credentials.delete')}
          onConfirm={() => void onConfirm()}
        >
          <p>{t('onboarding.credentials.deleteWhy')}</p>
        </Question>
      ) : null}
    </>
  );
}
