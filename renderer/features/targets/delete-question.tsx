/** Asks before targets are deleted, and before what was typed is given up. */
import { useText } from '../../i18n/i18n.ts';
import { Question } from '../../ui/float/question.tsx';
import { deleteAsked, dismissQuestion, useChanges } from './model/changes.ts';
import { giveUp, keepEditing, useForm } from './model/form.ts';

/** More names than these would hide the question. */
const MAX_NAMES = 8;

export function DeleteQuestion() {
  const t = useText();
  const { asked, isDeleting } = useChanges();
  if (asked === null) return null;
  const names = asked.slice(0, MAX_NAMES).map(({ name }) => name);
  const rest = asked.length - names.length;
  return (
    <Question
      title={t('targets.delete.title', { count: asked.length })}
      closeLabel={t('targets.delete.keep')}
      keep={t('targets.delete.keep')}
      onKeep={dismissQuestion}
      confirm={t(isDeleting ? 'targets.delete.going' : 'targets.delete.confirm', { count: asked.length })}
      onConfirm={() => void deleteAsked()}
      isBusy={isDeleting}
    >
      <ul className="targets-names">
        {names.map((name, i) => (
          <li key={asked[i]?.id} className="el">
            {name}
          </li>
        ))}
        {rest > 0 ? <li className="t2">{t('targets.delete.rest', { count: rest })}</li> : null}
      </ul>
      <p>{t('targets.delete.text')}</p>
    </Question>
  );
}

export function LeaveForm() {
  const t = useText();
  const leaving = useForm((state) => state.leaving);
  if (leaving === null) return null;
  return (
    <Question
      title={t('targets.leaving.title')}
      closeLabel={t('targets.leaving.keep')}
      keep={t('targets.leaving.keep')}
      onKeep={keepEditing}
      confirm={t('targets.leaving.discard')}
      onConfirm={giveUp}
    >
      <p>{t('targets.leaving.text')}</p>
    </Question>
  );
}
