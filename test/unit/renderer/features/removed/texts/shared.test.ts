// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { KEPT_DAYS, REMOVED_KINDS, type RemovedKind } from '../../../../../../preload/domain/removed.ts';
import '../../../../../../renderer/app/areas.ts'; // the kinds of all areas
import { shared } from '../../../../../../renderer/features/removed/texts/shared.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { removableOf } from '../../../../../../renderer/state/actions/removable.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';

it.each(['en-US', 'zh-CN'] as const)('an operator reads in %s of every kind that can be restored', async (locale) => {
  await loadAllTexts();
  const t = textIn(locale);
  const sentences = [
    t('removed.names.actions.removed.open'),
    t('removed.kept', { days: KEPT_DAYS }),
    shared[locale].errors.removed['not-found'].next,
  ];
  for (const sentence of sentences) {
    const names = (kind: RemovedKind): boolean =>
      sentence.toLowerCase().includes(removableOf(kind).label(t).toLowerCase());
    const missing = REMOVED_KINDS.filter((kind) => !names(kind));
    expect([sentence, missing]).toEqual([sentence, []]);
  }
});
