/** The forms of credentials. Passwords live in their fields alone; the secret of a new key lives in its form until that is left. */
import { useState, type FormEvent } from 'react';
import {
  devicePasswordProblem,
  keyNameProblem,
  userNameProblem,
  type CredentialProblem,
} from '../../../preload/domain/onboarding/credentials.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { SecretInput, type SecretInputs } from '../../ui/form/secret-input.tsx';
import { Segmented } from '../../ui/form/segmented.tsx';
import { Row } from './field.tsx';
import * as model from './model/credentials.ts';

const words = (t: Text, problem: CredentialProblem | null): string | null =>
  problem === null ? null : t(`onboarding.credentials.problems.${problem}`);

interface SecretRowProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly note: string;
  readonly problem: string | null;
  readonly secrets: SecretInputs;
  readonly onTyped: () => void;
}

function SecretRow({ id, name, label, note, problem, secrets, onTyped }: SecretRowProps) {
  const t = useText();
  return (
    <Row {...{ id, label, note, problem }}>
      <SecretInput
        {...{ id, name, onTyped }}
        isBad={problem !== null}
        inputs={secrets}
        words={{ reveal: t('onboarding.reveal'), conceal: t('onboarding.conceal') }}
        aria-describedby={`${id}-note`}
        maxLength={1_024}
      />
    </Row>
  );
}

interface NameRowProps {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly value: string;
  readonly problem: string | null;
  readonly onChange: (text: string) => void;
}

function NameRow({ id, label, note, value, problem, onChange }: NameRowProps) {
  return (
    <Row {...{ id, label, note, problem }}>
      <span className={problem === null ? 'fld' : 'fld err'}>
        <input
          {...{ id, value }}
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => onChange(target.value)}
        />
      </span>
    </Row>
  );
}

type Kind = 'named' | 'anonymous';

interface Problems {
  readonly userName: CredentialProblem | null;
  readonly password: CredentialProblem | null;
}

const FINE: Problems = { userName: null, password: null };

export function PasswordForm({ accountId }: { readonly accountId: AccountId }) {
  const t = useText();
  const [kind, setKind] = useState<Kind>('named');
  const [userName, setUserName] = useState('');
  const [secrets] = useState<SecretInputs>(() => new Map());
  const [problems, setProblems] = useState(FINE);
  const [error, setError] = useState<WireError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const name = kind === 'named' ? userName.trim() : null;
    const password = secrets.get('password')?.value ?? '';
    const found = {
      userName: name === null ? null : userNameProblem(name),
      password: devicePasswordProblem(password, name),
    };
    setProblems(found);
    if (found.userName !== null || found.password !== null || isBusy) return;
    setBusy(true);
    const refusal = await model.addPassword(accountId, name, password);
    setBusy(false);
    setError(refusal);
    if (refusal !== null) return;
    for (const input of secrets.values()) input.value = '';
    setUserName('');
  };
  return (
    <form
      className="onboarding-fields"
      aria-label={t('onboarding.credentials.newPassword')}
      noValidate
      onSubmit={(event) => void onSubmit(event)}
    >
      <Segmented
        label={t('onboarding.credentials.kind')}
        options={(['named', 'anonymous'] as const).map((value) => ({
          value,
          label: t(`onboarding.credentials.kinds.${value}`),
        }))}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
      />
      {kind === 'named' ? (
        <NameRow
          id="onboarding-credential-user"
          label={t('onboarding.fields.userName')}
          note={t('onboarding.credentials.userNameRule')}
          value={userName}
          problem={words(t, problems.userName)}
          onChange={(text) => {
            setProblems(FINE);
            setUserName(text);
          }}
        />
      ) : (
        <p className="note">{t('onboarding.credentials.anonymousWhy')}</p>
      )}
      <SecretRow
        id="onboarding-credential-password"
        name="password"
        label={t('onboarding.credentials.password')}
        note={t('onboarding.credentials.passwordRule')}
        problem={words(t, problems.password)}
        secrets={secrets}
        onTyped={() => setProblems(FINE)}
      />
      {error === null ? null : <ErrorText error={error} />}
      <button type="submit" className="btn pri" aria-busy={isBusy}>
        {t('onboarding.credentials.addPassword')}
      </button>
    </form>
  );
}

interface ChangeProps {
  readonly accountId: AccountId;
  readonly userName: string;
  readonly onChanged: () => void;
}

export function ChangeForm({ accountId, userName, onChanged }: ChangeProps) {
  const t = useText();
  const [secrets] = useState<SecretInputs>(() => new Map());
  const [oldProblem, setOldProblem] = useState<CredentialProblem | null>(null);
  const [nextProblem, setNextProblem] = useState<CredentialProblem | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const old = secrets.get('old')?.value ?? '';
    const next = secrets.get('next')?.value ?? '';
    const ofOld = old === '' ? 'missing' : null;
    const ofNext = next !== '' && next === old ? 'same' : devicePasswordProblem(next, userName);
    setOldProblem(ofOld);
    setNextProblem(ofNext);
    if (ofOld !== null || ofNext !== null || isBusy) return;
    setBusy(true);
    const refusal = await model.changePassword(accountId, userName, old, next);
    setBusy(false);
    setError(refusal);
    if (refusal === null) onChanged();
  };
  const onTyped = (): void => {
    setOldProblem(null);
    setNextProblem(null);
  };
  return (
    <form
      className="onboarding-fields"
      aria-label={t('onboarding.credentials.changeTitle', { name: userName })}
      noValidate
      onSubmit={(event) => void onSubmit(event)}
    >
      <p className="note">{t('onboarding.credentials.changeWhy')}</p>
      <SecretRow
        id={`onboarding-old-${userName}`}
        name="old"
        label={t('onboarding.credentials.oldPassword')}
        note=""
        problem={words(t, oldProblem)}
        secrets={secrets}
        onTyped={onTyped}
      />
      <SecretRow
        id={`onboarding-next-${userName}`}
        name="next"
        label={t('onboarding.credentials.nextPassword')}
        note={t('onboarding.credentials.passwordRule')}
        problem={words(t, nextProblem)}
        secrets={secrets}
        onTyped={onTyped}
      />
      {error === null ? null : <ErrorText error={error} />}
      <button type="submit" className="btn sm pri" aria-busy={isBusy}>
        {t('onboarding.credentials.changeSubmit')}
      </button>
    </form>
  );
}

interface MadeKey {
  readonly accessKey: string;
  readonly secretKey: string;
}

export function KeyForm({ accountId }: { readonly accountId: AccountId }) {
  const t = useText();
  const [name, setName] = useState('');
  const [made, setMade] = useState<MadeKey | null>(null);
  const [problem, setProblem] = useState<CredentialProblem | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = keyNameProblem(name.trim());
    setProblem(found);
    if (found !== null || isBusy) return;
    setBusy(true);
    const answer = await model.addKey(accountId, name.trim());
    setBusy(false);
    setError(answer.ok ? null : answer.error);
    setMade(answer.ok ? answer.value : null);
    if (answer.ok) setName('');
  };
  if (made !== null) return <SecretOnce made={made} onHide={() => setMade(null)} />;
  return (
    <form
      className="onboarding-fields"
      aria-label={t('onboarding.credentials.newKey')}
      noValidate
      onSubmit={(event) => void onSubmit(event)}
    >
      <NameRow
        id="onboarding-key-name"
        label={t('onboarding.credentials.keyName')}
        note={t('onboarding.credentials.keyNameRule')}
        value={name}
        problem={words(t, problem)}
        onChange={(text) => {
          setProblem(null);
          setName(text);
        }}
      />
      {error === null ? null : <ErrorText error={error} />}
      <button type="submit" className="btn pri" aria-busy={isBusy} title={t('onboarding.credentials.addKeyWhy')}>
        {t('onboarding.credentials.addKey')}
      </button>
    </form>
  );
}

interface RenameProps {
  readonly accountId: AccountId;
  readonly accessKey: string;
  readonly name: string;
  readonly onRenamed: () => void;
}

export function RenameForm({ accountId, accessKey, name, onRenamed }: RenameProps) {
  const t = useText();
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<CredentialProblem | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const next = typed.trim();
    const found = keyNameProblem(next);
    setProblem(found);
    if (found !== null || isBusy) return;
    if (next === name) return onRenamed();
    setBusy(true);
    const refusal = await model.renameKey(accountId, accessKey, next);
    setBusy(false);
    setError(refusal);
    if (refusal === null) onRenamed();
  };
  return (
    <form
      className="onboarding-fields"
      aria-label={t('onboarding.credentials.renameTitle', { name })}
      noValidate
      onSubmit={(event) => void onSubmit(event)}
    >
      <NameRow
        id={`onboarding-rename-${accessKey}`}
        label={t('onboarding.credentials.nextKeyName')}
        note={t('onboarding.credentials.renameRule')}
        value={typed}
        problem={words(t, problem)}
        onChange={(text) => {
          setProblem(null);
          setTyped(text);
        }}
      />
      {error === null ? null : <ErrorText error={error} />}
      <button type="submit" className="btn sm pri" aria-busy={isBusy}>
        {t('onboarding.credentials.renameSubmit')}
      </button>
    </form>
  );
}

/** The one time that the secret of a key is seen. */
function SecretOnce({ made, onHide }: { readonly made: MadeKey; readonly onHide: () => void }) {
  const t = useText();
  const rows = [
    { name: t('onboarding.credentials.accessKey'), text: made.accessKey },
    { name: t('onboarding.credentials.secretKey'), text: made.secretKey },
  ];
  return (
    <section className="onboarding-way" aria-label={t('onboarding.credentials.secretKey')}>
      <p role="alert">{t('onboarding.credentials.seenOnce')}</p>
      <dl className="onboarding-values">
        {rows.map(({ name, text }) => (
          <div key={name} className="onboarding-long">
            <dt>{name}</dt>
            <dd>
              <span className="mono selectable">{text}</span>
              <CopyButton text={text} label={t('onboarding.access.copy', { name })} />
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" className="btn onboarding-own" onClick={onHide}>
        {t('onboarding.credentials.hide')}
      </button>
    </section>
  );
}
