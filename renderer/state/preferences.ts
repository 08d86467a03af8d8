/** What the operator chose about the client itself. A change acts at once and is saved behind. */
import { create } from 'zustand';
import type { AppInfo, Preferences } from '../../preload/contract/app.ts';
import { request } from '../bridge.ts';
import { errorWords } from '../i18n/error-words.ts';
import { localeFor, setLocale, textNow } from '../i18n/i18n.ts';
import { layoutPx } from '../ui/theme/tokens.ts';
import { postNotice } from './notices.ts';

export interface PreferencesState extends Preferences {
  readonly info: AppInfo | null;
}

export const usePreferences = create<PreferencesState>(() => ({
  locale: null,
  sidePanelWidthPx: layoutPx.sidePanel.wide,
  isSidePanelOpen: true,
  isStatisticsShown: false,
  cameraView: 'both',
  info: null,
}));

/** Electron knows the system's language best; elsewhere the browser does, since main's environment often names none. */
function applyLocale(): void {
  const { locale, info } = usePreferences.getState();
  setLocale(locale ?? localeFor(info?.host === 'electron' ? info.systemLocale : navigator.language));
}

export async function loadPreferences(): Promise<void> {
  applyLocale();
  const [info, preferences] = await Promise.all([request['app.info']({}), request['app.get-preferences']({})]);
  usePreferences.setState({ ...(preferences.ok ? preferences.value : {}), ...(info.ok ? { info: info.value } : {}) });
  applyLocale();
  const restored = info.ok ? info.value.restored : [];
  if (restored.length > 0) postNotice('restored', { files: restored.join(', ') });
}

export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  usePreferences.setState(change);
  applyLocale();
  const saved = await request['app.set-preferences'](change);
  if (!saved.ok) postNotice('preferencesFailed', { reason: errorWords(textNow(), saved.error).what });
}

export async function refreshInfo(): Promise<void> {
  const info = await request['app.info']({});
  if (info.ok) usePreferences.setState({ info: info.value });
}
