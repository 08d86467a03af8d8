/** Orders the service for a project that does not have it, after one question. */
import { useState } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Question } from '../../ui/float/question.tsx';
import { subscribe } from './model/onboarding.ts';

export function SubscribeForm({ accountId }: { readonly accountId: AccountId }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const onConfirm = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const refusal = await subscribe(accountId);
    setBusy(false);
    setError(refusal);
    setAsking(false);
  };
  return (
    <div className="onboarding-way">
      <p>{t('onboarding.subscribe.why')}</p>
      <button type="button" className="btn pri onboarding-own" onClick={() => setAsking(true)}>
        {t('onboarding.subscribe.ask')}
      </button>
      {error === null ? null : <ErrorText error={error} />}
      {isAsking ? (
        <Question
          title={t('onboarding.subscribe.title')}
          closeLabel={t('onboarding.subscribe.keep')}
          keep={t('onboarding.subscribe.keep')}
          onKeep={() => setAsking(false)}
          confirm={t('onboarding.subscribe.confirm')}
          onConfirm={() => void onConfirm()}
          isBusy={isBusy}
          isDangerous={false}
        >
          <p>{t('onboarding.subscribe.text')}</p>
        </Question>
      ) : null}
    </div>
  );
}
