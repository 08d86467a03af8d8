/** The actions of the window around the screens: search, settings, panels, size of the text, language. */
import { currentLocale } from '../i18n/i18n.ts';
import type { Area } from '../state/actions/area.ts';
import { areaActions, type AreaActions, type DeclaredAction } from '../state/actions/shortcut-table.ts';
import { openDialog, openSettings, setPaletteOpen, toggleMessages, useNavigation } from '../state/page/navigation.ts';
import { setPreferences, stepText, usePreferences } from '../state/page/preferences.ts';
import { redoLast, undoLast } from '../state/page/undo.ts';
import { focusRegion } from './regions.ts';

const everywhere = (keys: DeclaredAction['keys'], more: Partial<DeclaredAction> = {}): DeclaredAction => ({
  group: 'window',
  scope: 'everywhere',
  keys,
  ...more,
});

const actions = {
  'app.palette': everywhere(['Mod+K'], { reach: 'fields', isKeyOnly: true }),
  'app.shortcuts': everywhere(['?']),
  'app.settings': everywhere(['Mod+,'], { reach: 'fields' }),
  'app.find': everywhere(['Mod+F'], { reach: 'fields' }),
  'app.panel': everywhere(['F11'], { reach: 'fields' }),
  // Named when Undo knew the wall only; operators' own keys are stored by these ids.
  'wall.undo': everywhere(['Mod+Z'], { isRepeating: true }),
  'wall.redo': everywhere(['Mod+Shift+Z', 'Mod+Y'], { isRepeating: true }),
  'app.nextRegion': everywhere(['F6'], { reach: 'fields', isKeyOnly: true }),
  'app.previousRegion': everywhere(['Shift+F6'], { reach: 'fields', isKeyOnly: true }),
  'app.textLarger': everywhere(['Mod+=', 'Mod+Plus'], { reach: 'always', isRepeating: true }),
  'app.textSmaller': everywhere(['Mod+-'], { reach: 'always', isRepeating: true }),
  'app.textNormal': everywhere(['Mod+0'], { reach: 'always' }),
  'app.language': everywhere(['Alt+Shift+L']),
  'app.messages': everywhere(['Alt+Shift+J'], { reach: 'fields' }),
} satisfies Readonly<Record<string, DeclaredAction>>;

function toggleSidePanel(): void {
  void setPreferences({ isSidePanelOpen: !usePreferences.getState().isSidePanelOpen });
}

/** Puts the focus into the search of the screen, in the side panel. */
export function findIn(areas: readonly Area[]): void {
  if (!usePreferences.getState().isSidePanelOpen) toggleSidePanel();
  areas.find(({ id }) => id === useNavigation.getState().screen)?.screen?.find();
}

/** `app.find` needs the list of areas: the app provides that action. */
export const windowActions: AreaActions<keyof typeof actions> = areaActions({
  groups: [{ id: 'window', icon: 'arrowr', label: (t) => t('actions.window') }],
  actions,
  title: (t, id) => t(`actions.titles.${id}`),
  runs: {
    'app.palette': () => setPaletteOpen(true),
    'app.shortcuts': () => openDialog('keys'),
    'app.settings': () => openSettings('general'),
    'app.messages': toggleMessages,
    'app.panel': toggleSidePanel,
    'wall.undo': undoLast,
    'wall.redo': redoLast,
    'app.nextRegion': () => focusRegion(1),
    'app.previousRegion': () => focusRegion(-1),
    'app.textLarger': () => stepText(1),
    'app.textSmaller': () => stepText(-1),
    'app.textNormal': () => void setPreferences({ textPercent: 100 }),
    'app.language': () => void setPreferences({ locale: currentLocale() === 'zh-CN' ? 'en-US' : 'zh-CN' }),
  },
});
