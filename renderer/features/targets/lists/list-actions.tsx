/** Beside the name of the open list: on and off, changing and deleting the list. What cannot be done is disabled with the reason. */
import { targetListBars, type TargetGroup, type TargetLimits } from '../../../../preload/domain/people/targets.ts';
import { useText } from '../../../i18n/i18n.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { askDeleteList, openListForm, toggleList, useLists } from '../model/list-form.ts';
import type { Place } from '../model/place.ts';
import { leaveForms } from '../model/sheet.ts';
import { selectGroup, selectLimits, useTargets } from '../model/targets.ts';

export function ListActions({ place }: { readonly place: Place }) {
  const group = useTargets(selectGroup);
  const limits = useTargets(selectLimits);
  return group === null || limits === null ? null : <Actions place={place} group={group} limits={limits} />;
}

interface ActionsProps {
  readonly place: Place;
  readonly group: TargetGroup;
  readonly limits: TargetLimits;
}

function Actions({ place, group, limits: { lists: rules } }: ActionsProps) {
  const t = useText();
  const isToggling = useLists((state) => state.isToggling);
  const bars = targetListBars(group, rules);
  const reasonOf = (bar: keyof typeof bars): string | null => {
    const reason = bars[bar];
    return reason === null ? null : t(`targets.list.bars.${reason}`);
  };
  const [change, toggle, remove] = [reasonOf('change'), reasonOf('toggle'), reasonOf('delete')];
  const edit = t('targets.list.change');
  const trash = t('targets.list.delete');
  return (
    <>
      <button
        type="button"
        className="btn sm"
        aria-busy={isToggling}
        aria-disabled={toggle !== null || undefined}
        title={toggle ?? undefined}
        onClick={toggle === null ? () => leaveForms(() => void toggleList(place, group, rules)) : undefined}
      >
        {t(group.isEnabled === true ? 'targets.list.turnOff' : 'targets.list.turnOn')}
      </button>
      <IconButton
        icon="edit"
        label={change === null ? edit : `${edit}: ${change}`}
        aria-disabled={change !== null || undefined}
        onClick={change === null ? () => leaveForms(() => openListForm(place, group, rules)) : undefined}
      />
      <IconButton
        icon="trash"
        label={remove === null ? trash : `${trash}: ${remove}`}
        aria-disabled={remove !== null || undefined}
        onClick={remove === null ? () => leaveForms(() => askDeleteList(place, group)) : undefined}
      />
    </>
  );
}
