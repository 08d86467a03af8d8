/** The loaded part of a list as rows: searched, sorted, and chosen. Nothing here asks main. */
import type { Target, TargetField } from '../../../../preload/domain/people/targets.ts';
import type { Locale } from '../../../i18n/locale.ts';
import type { TableSort } from '../../../ui/table/column.ts';

export const SORT_FIELDS = ['name', 'gender', 'workNumber', 'externalId'] as const satisfies readonly TargetField[];
type SortField = (typeof SORT_FIELDS)[number];
const isSortField = (column: string): column is SortField => SORT_FIELDS.some((field) => field === column);

/** Chinese names by their pronunciation, digits by their value. */
const ORDERS: Readonly<Record<Locale, Intl.Collator>> = {
  'zh-CN': new Intl.Collator('zh-CN', { numeric: true }),
  'en-US': new Intl.Collator('en-US', { numeric: true }),
};

/** The loaded targets that have the words in their name, work number or external id. */
export function found(targets: readonly Target[], query: string): readonly Target[] {
  const words = query.trim().toLocaleLowerCase();
  if (words === '') return targets;
  return targets.filter(({ values: { name, workNumber, externalId } }) =>
    [name, workNumber, externalId].some((value) => value?.toLocaleLowerCase().includes(words)),
  );
}

/** The same targets in another order; those without a value come last either way. */
export function sorted(targets: readonly Target[], sort: TableSort | null, locale: Locale): readonly Target[] {
  if (sort === null) return targets;
  const { column: field, isDown } = sort;
  if (!isSortField(field)) return targets;
  const order = ORDERS[locale];
  return targets.toSorted(({ values: { [field]: a } }, { values: { [field]: b } }) => {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return isDown ? order.compare(b, a) : order.compare(a, b);
  });
}
