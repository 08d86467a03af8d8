/** Why an order about an intake group failed. After a lost answer it is unknown whether the cloud has followed it. */
import type { WireError } from '../../../preload/domain/error.ts';
import { useText } from '../../i18n/i18n.ts';
import { isAnswerLost } from '../../page/lost-answer.ts';
import { ErrorText } from '../../ui/error-text.tsx';

export function IntakeFailure({ error }: { readonly error: WireError | null }) {
  const t = useText();
  if (error === null) return null;
  return (
    <>
      <ErrorText error={error} />
      {isAnswerLost(error) ? <p className="note">{t('onboarding.intakes.unsure')}</p> : null}
    </>
  );
}
