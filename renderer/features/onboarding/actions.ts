/** The actions of adding cameras. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import { goTo } from '../../state/page/navigation.ts';
import { show } from './model/onboarding.ts';

const actions = {
  'onboarding.one': { group: 'onboarding', scope: 'onboarding', keys: ['N'] },
  'onboarding.table': { group: 'onboarding', scope: 'onboarding', keys: ['Shift+N'] },
  'onboarding.workbook': { group: 'onboarding', scope: 'onboarding', keys: ['Shift+W'] },

  'app.onboarding': { group: 'window', scope: 'everywhere', keys: ['Mod+7'], reach: 'fields', after: 'app.jobs' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const onboardingActions: AreaActions<keyof typeof actions, 'onboarding'> = areaActions({
  groups: [{ id: 'onboarding', icon: 'device', label: (t) => t('onboarding.names.group') }],
  scopes: [{ id: 'onboarding', around: 'everywhere' }],
  actions,
  title: (t, id) => t(`onboarding.names.actions.${id}`),
  runs: {
    'app.onboarding': () => goTo('onboarding'),
    'onboarding.one': () => show('one'),
    'onboarding.table': () => show('table'),
    'onboarding.workbook': () => show('workbook'),
  },
});
