/** Asks before a list is deleted, and before what was typed about a list or a consent is given up. */
import { useText } from '../../i18n/i18n.ts';
import { Question } from '../../ui/float/question.tsx';
import { deleteAskedList, dismissListQuestion, useLists } from './model/list-form.ts';
import { giveUpSheet, keepSheet, useSheet } from './model/sheet.ts';

export function DeleteListQuestion() {
  const t = useText();
  const { asked, isDeleting } = useLists();
  if (asked === null) return null;
  const { name, count } = asked.group;
  return (
    <Question
      title={t('targets.list.deleteTitle', { name })}
      closeLabel={t('targets.close')}
      keep={t('targets.delete.keep')}
      onKeep={dismissListQuestion}
      confirm={t(isDeleting ? 'targets.delete.going' : 'targets.list.delete')}
      onConfirm={() => void deleteAskedList()}
      isBusy={isDeleting}
    >
      <p>{count === null ? t('targets.list.deleteTextUnknown') : t('targets.list.deleteText', { count })}</p>
    </Question>
  );
}

export function LeaveSheet() {
  const t = useText();
  const leaving = useSheet((state) => state.leaving);
  if (leaving === null) return null;
  return (
    <Question
      title={t('targets.list.leaving')}
      closeLabel={t('targets.close')}
      keep={t('targets.leaving.keep')}
      onKeep={keepSheet}
      confirm={t('targets.leaving.discard')}
      onConfirm={giveUpSheet}
    >
      <p>{t('targets.list.leavingText')}</p>
    </Question>
  );
}
