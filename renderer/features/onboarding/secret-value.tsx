/** A password that the cloud made: asked from the cloud by a click, and gone from the page when it is hidden or left. */
import { useState } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { DeviceId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';

export function SecretValue({ id, name }: { readonly id: DeviceId; readonly name: string }) {
  const t = useText();
  const [password, setPassword] = useState<string | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const onShow = async (): Promise<void> => {
    const answer = await request['onboarding.secret']({ id });
    setPassword(answer.ok ? answer.value.password : null);
    setError(answer.ok ? null : answer.error);
  };
  if (password !== null) {
    return (
      <>
        <span className="mono selectable">{password}</span>
        <CopyButton text={password} label={t('onboarding.access.copy', { name })} />
        <button type="button" className="btn sm" onClick={() => setPassword(null)}>
          {t('onboarding.access.hidePassword')}
        </button>
      </>
    );
  }
  return (
    <>
      <button type="button" className="btn sm" title={t('onboarding.access.showWhy')} onClick={() => void onShow()}>
        {t('onboarding.access.showPassword')}
      </button>
      {error === null ? null : <ErrorText error={error} />}
    </>
  );
}
