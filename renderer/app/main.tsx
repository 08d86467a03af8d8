/** Starts the page: theme, stores, window. The base styles come first, so that a feature's own win over them. */
import '../ui/theme/base.css';
import '../ui/theme/parts.css';
import '../ui/theme/shell.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HALTED_WINDOW } from '../../preload/domain/incidents.ts';
import { App } from './app.tsx';
import { HaltedScreen } from '../shell/halted-screen.tsx';
import { OldBrowserScreen } from '../shell/old-browser-screen.tsx';
import { keepFocus } from '../page/focus-keeper.ts';
import { guardPage } from '../page/page-guards.ts';
import { loadPreferences } from '../state/page/preferences.ts';
import { addTexts, startStores } from './start.ts';
import { windowKey } from '../state/page/window-key.ts';
import { followFit } from '../ui/theme/text-scale.ts';
import { installTokens } from '../ui/theme/tokens.ts';
import { followTips } from '../ui/float/tips.ts';

guardPage();
keepFocus();
installTokens();
followFit();
followTips();
addTexts();
// After too many crashes nothing runs in main that could answer the stores.
const isHalted = windowKey === HALTED_WINDOW;
/** Chromium has `Temporal` since 144, and Electron since 40. */
const isOldBrowser = !('Temporal' in globalThis);
if (isHalted || isOldBrowser) void loadPreferences();
else startStores();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const screen = isOldBrowser ? <OldBrowserScreen /> : isHalted ? <HaltedScreen /> : <App />;
createRoot(root).render(<StrictMode>{screen}</StrictMode>);
