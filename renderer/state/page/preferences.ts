/** The operator's preferences for the client itself. A change takes effect at once and is saved afterwards. */
import { create } from 'zustand';
import type { AppInfo, Preferences } from '../../../preload/contract/app.ts';
import { DEFAULT_PREFERENCES } from '../../../preload/domain/preferences.ts';
import { on, request } from '../../page/bridge.ts';
import { setLocale } from '../../i18n/i18n.ts';
import { localeFor, type Locale } from '../../i18n/locale.ts';
import { setTextScale } from '../../ui/theme/text-scale.ts';
import { postFailure } from './failure-notices.ts';
import { isKiosk } from './kiosk.ts';
import { postNotice } from './notices.ts';
import { OwnChanges } from './own-changes.ts';

export interface PreferencesState extends Preferences {
  readonly info: AppInfo | null;
}

export const usePreferences = create<PreferencesState>(() => ({ ...DEFAULT_PREFERENCES, info: null }));

/** Electron knows the system's language best; elsewhere the browser does, since main's environment often names none. */
const unchosenLocale = (info: AppInfo | null): Locale =>
  localeFor(info?.host === 'electron' ? info.systemLocale : navigator.language);

function applyLocale(): void {
  const { locale, info } = usePreferences.getState();
  setLocale(locale ?? unchosenLocale(info));
}

export const TEXT_PERCENTS = [100, 110, 125, 150] as const;

/** Larger or smaller by one size; at the ends it stays. */
export function stepText(step: 1 | -1): void {
  const at = TEXT_PERCENTS.indexOf(usePreferences.getState().textPercent);
  const textPercent = TEXT_PERCENTS[at + step];
  if (textPercent !== undefined) void setPreferences({ textPercent });
}

/** Applies the preferences to the look of the page, at once. */
function apply(): void {
  applyLocale();
  const { textPercent, motion } = usePreferences.getState();
  setTextScale(textPercent / 100);
  const { dataset } = document.documentElement;
  if (dataset['motion'] !== motion) dataset['motion'] = motion;
}

export async function loadPreferences(): Promise<void> {
  apply();
  const [info, preferences] = await Promise.all([request['app.info']({}), request['app.get-preferences']({})]);
  usePreferences.setState({ ...(preferences.ok ? preferences.value : {}), ...(info.ok ? { info: info.value } : {}) });
  apply();
  if (!info.ok) return;
  // Without an answer main's own dialogs speak the language of the system.
  void request['app.tell-locale']({ locale: unchosenLocale(info.value) });
  tellRestored(info.value.restored);
}

/** One line has room for one kind: that which costs the user most. */
function tellRestored(restored: AppInfo['restored']): void {
  for (const [kind, notice] of RESTORED) {
    const those = restored.filter((one) => one.kind === kind);
    if (those.length === 0) continue;
    const listed = (part: 'file' | 'keptAs'): string => those.map((one) => one[part]).join(', ');
    return postNotice(notice, { files: listed('file'), kept: listed('keptAs') });
  }
}

const RESTORED = [
  ['newer', 'restoredNewer'],
  ['reset', 'restoredReset'],
  ['backup', 'restoredBackup'],
] as const;

/** The panel of this window, its folded groups, and what this window reviews, say nothing about another window. */
const OWN_TO_WINDOW: ReadonlySet<string> = new Set<keyof Preferences>([
  'sidePanelWidthPx',
  'isSidePanelOpen',
  'playbackRowsPx',
  'treeFolding',
  'playback',
]);

function merge(preferences: Preferences): void {
  const now: Readonly<Record<string, unknown>> = { ...usePreferences.getState() };
  // An equal value keeps its identity, so that nothing is drawn again for it.
  const news = Object.entries(preferences).filter(
    ([key, value]) => !OWN_TO_WINDOW.has(key) && JSON.stringify(now[key]) !== JSON.stringify(value),
  );
  if (news.length === 0) return;
  usePreferences.setState(Object.fromEntries(news));
  apply();
}

const changes = new OwnChanges(merge);

/** Shows what another window changed, until the returned function is called. */
export function followPreferences(): () => void {
  return on('app.preferences-changed', (preferences) => changes.onEvent(preferences));
}

export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  usePreferences.setState(change);
  apply();
  // A wall alone on the screen changes no preference of the operators; the choice holds in this window.
  if (isKiosk()) return;
  const saved = await changes.store(request['app.set-preferences'](change));
  if (!saved.ok) postFailure(saved.error, 'preferencesFailed');
}

export async function refreshInfo(): Promise<void> {
  const info = await request['app.info']({});
  if (info.ok) usePreferences.setState({ info: info.value });
}
