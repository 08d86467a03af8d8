/** The operations of all clouds, as the palette finds them. */
import { VENDOR_CODES, VENDOR_IDS } from '../../../../preload/domain/vendor.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { chooseOperation, focusConsoleForm, loadOperations, useConsole } from '../model/console.ts';
import type { PaletteSource } from '../../../state/actions/area.ts';
import { goTo } from '../../../state/page/navigation.ts';
import type { Action } from '../../../ui/action.ts';
import { keeping } from '../../../ui/keeping.ts';

type Catalogues = ReturnType<typeof useConsole.getState>['catalogues'];

/** The same array while neither the language nor the catalogues changed. */
const operationEntries: (t: Text, catalogues: Catalogues) => readonly Action[] = keeping((t, catalogues) => {
  const hint = t('console.names.openHere');
  return VENDOR_IDS.flatMap((vendor) =>
    (catalogues[vendor]?.operations ?? []).map(({ id, titleZh, titleEn }) => ({
      id: `operation:${vendor}/${id}`,
      icon: 'console' as const,
      name: `${VENDOR_CODES[vendor]} ${id}`,
      words: `${titleZh} ${titleEn}`,
      hint,
      run: () => {
        goTo('console');
        chooseOperation({ vendor, operationId: id });
        focusConsoleForm();
      },
    })),
  );
});

export const operationSource: PaletteSource = {
  id: 'operations',
  load: () => void loadOperations(),
  follow: (onChange) =>
    useConsole.subscribe((now, before) => (now.catalogues === before.catalogues ? undefined : onChange())),
  entries: (t) => operationEntries(t, useConsole.getState().catalogues),
};
