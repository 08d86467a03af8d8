/** What no page of this client may do: leave, open windows, embed others, use devices. */
import type { WebContents } from 'electron';
import { log } from '../../log.ts';
import { windowOfUrl } from '../window-address.ts';
import { isPageUrl, PAGE_ORIGIN, type Parts } from './parts.ts';

/**
 * Everything that is not named here is denied: full screen and copying to the clipboard are features; the loopback
 * permissions cover the media gateway, and the content policy narrows them to its port.
 */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set([
  'fullscreen',
  'clipboard-sanitized-write',
  'local-network-access',
  'loopback-network',
]);

export function isPermitted(permission: string, requestingUrl: string): boolean {
  return ALLOWED_PERMISSIONS.has(permission) && isPageUrl(requestingUrl);
}

/** Guards every page of the app, now and later. Call when the app is ready, before the first window. */
export function guardPages({ app, session }: Pick<Parts, 'app' | 'session'>): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isPermitted(permission, requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault()); // files are written by main, where the user said
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // Frames too: the policy allows none, and one that came by some other way goes nowhere.
  contents.on('will-frame-navigate', (event) => refuseForeign(event));
  contents.on('will-redirect', (event) => refuseForeign(event));
}

function refuseForeign(event: { readonly url: string; preventDefault(): void }): void {
  if (windowOfUrl(event.url, PAGE_ORIGIN) !== null) return; // a reload
  event.preventDefault();
  log.warn('navigation refused', { url: event.url });
}
