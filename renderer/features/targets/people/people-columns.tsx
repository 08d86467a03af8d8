/** The columns of the targets of a list. */
import type { Target } from '../../../../preload/domain/people/targets.ts';
import type { Text } from '../../../i18n/i18n.ts';
import type { TableColumn } from '../../../ui/table/column.ts';
import type { Place } from '../model/place.ts';
import { SORT_FIELDS } from '../model/rows.ts';
import { labelOf, valueWords } from '../target-words.ts';
import { Thumb } from '../person/thumb.tsx';

type Shape = Pick<TableColumn<Target>, 'minPx' | 'share' | 'look'>;

const SHAPES: Readonly<Record<(typeof SORT_FIELDS)[number], Shape>> = {
  name: { minPx: 60, share: 2 },
  gender: { minPx: 40, share: 0.8 },
  workNumber: { minPx: 50, share: 1.2, look: 'mono' },
  externalId: { minPx: 60, share: 1.6, look: 'mono t2' },
};

/** @param isCall each picture is a call to the cloud of its own. */
export function peopleColumns(t: Text, place: Place, isCall: boolean): readonly TableColumn<Target>[] {
  const picture: TableColumn<Target> = {
    id: 'picture',
    title: t('targets.picture'),
    minPx: 28,
    share: 0,
    isPlain: true,
    text: () => '',
    cell: (target) => <Thumb place={place} target={target} isCall={isCall} />,
  };
  const rest = SORT_FIELDS.map((id): TableColumn<Target> => {
    const text = ({ values }: Target): string => (id === 'gender' ? valueWords(t, id, values) : values[id]) ?? '';
    const cell = id === 'name' ? { cell: (target: Target) => <b>{text(target)}</b> } : {};
    return { id, title: labelOf(t, id), text, ...SHAPES[id], ...cell };
  });
  return [picture, ...rest];
}
