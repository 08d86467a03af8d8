/** Starts the page: theme, stores, window. The base styles come first, so that a feature's own win over them. */
import './ui/theme/base.css';
import './ui/theme/parts.css';
import './ui/theme/shell.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startStores } from './state/start.ts';
import { followFit } from './ui/theme/text-scale.ts';
import { installTokens } from './ui/theme/tokens.ts';

installTokens();
followFit();
startStores();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
