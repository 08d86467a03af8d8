/** Asks to which list of the device targets go. */
import { Select } from 'antd';
import { useText } from '../../../i18n/i18n.ts';
import { Question } from '../../../ui/float/question.tsx';
import { chooseList, dismissMove, moveAsked, useMoving } from '../model/moving.ts';
import type { Place } from '../model/place.ts';
import { selectOpenLibrary, useTargets } from '../model/targets.ts';

export function MoveQuestion({ place }: { readonly place: Place }) {
  const t = useText();
  const { asked, toGroupId, isMoving } = useMoving();
  const library = useTargets(selectOpenLibrary);
  if (asked === null) return null;
  const options = (library?.groups ?? [])
    .filter(({ id }) => id !== place.groupId)
    .map(({ id, name, addBar }) => ({
      value: id,
      label: addBar === null ? name : `${name} (${t('targets.bars.takesNobody')})`,
      disabled: addBar !== null,
    }));
  return (
    <Question
      title={t('targets.move.title', { count: asked.length })}
      closeLabel={t('targets.close')}
      keep={t('targets.move.keep')}
      onKeep={dismissMove}
      confirm={t(isMoving ? 'targets.move.going' : 'targets.move.confirm', { count: asked.length })}
      onConfirm={() => (toGroupId === null ? undefined : void moveAsked())}
      isBusy={isMoving}
      isDangerous={false}
    >
      <p>{options.length === 0 ? t('targets.move.noList') : t('targets.move.text')}</p>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        className="targets-move-to"
        aria-label={t('targets.move.to')}
        placeholder={t('targets.move.to')}
        value={toGroupId}
        options={options}
        onChange={(id: string) => chooseList(id)}
      />
    </Question>
  );
}
