/**
 * The things that no page of this client may do: leave, open windows, embed others, use devices, reach anything but
 * main.
 */
import type { WebContents } from 'electron';
import { log } from '../../log.ts';
import { windowOfUrl } from '../window-address.ts';
import { CLOSED_NETWORK } from './closed-network.ts';
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

function isPermitted(permission: string, requestingUrl: string): boolean {
  return ALLOWED_PERMISSIONS.has(permission) && isPageUrl(requestingUrl);
}

/** Leaves Chromium only this computer to talk to. Must run before the app is ready. */
export function closeNetwork({ app }: Pick<Parts, 'app'>): void {
  for (const [name, value] of CLOSED_NETWORK) app.commandLine.appendSwitch(name, value ?? undefined);
}

/**
 * Guards every page of the app, now and later. Call when the app is ready, before the first window.
 *
 * @param mediaOrigins the only origins besides the page's own that anything in a window may connect to, as in the content
 *   policy: `http://127.0.0.1:40123`, `http://*.localhost:40123`.
 */
export function guardPages({ app, session }: Pick<Parts, 'app' | 'session'>, mediaOrigins: readonly string[]): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isPermitted(permission, requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault()); // files are written by main, where the user said
  const isReachable = reachable(mediaOrigins, !app.isPackaged);
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !isReachable(url);
    if (cancel) log.warn('connection of a window refused', { url: url.slice(0, 200) });
    answer({ cancel });
  });
}

/**
 * Decides which addresses a window may load, whatever asks for them: the page, data in the page's memory, and streams
 * of the media gateway. The content policy says the same to the page; this holds where a policy is not asked, as for a
 * navigation, a preconnect or a service of the browser itself.
 *
 * @param hasDevTools whether the developer tools, which are a page of Chromium, may be loaded.
 */
function reachable(mediaOrigins: readonly string[], hasDevTools: boolean): (url: string) => boolean {
  const media = mediaOrigins.map(originPattern);
  return (url) => {
    if (isPageUrl(url) || url.startsWith(`blob:${PAGE_ORIGIN}/`) || url.startsWith('data:')) return true;
    if (hasDevTools && url.startsWith('devtools:')) return true;
    const origin = URL.parse(url)?.origin;
    return origin !== undefined && media.some((pattern) => pattern.test(origin));
  };
}

/** A star stands for one label of a host name. */
function originPattern(origin: string): RegExp {
  const escaped = origin.replaceAll(/[.+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '[a-z0-9-]+')}$`);
}

function guardContents(contents: WebContents): void {
  // WebRTC is not used, and neither the content policy nor webRequest sees its packets.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('did-create-window', (window) => window.destroy());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => refuseForeign(event));
  // Frames too: the policy allows none, and a frame that appears in another way can load nothing.
  contents.on('will-frame-navigate', (event) => refuseForeign(event));
  contents.on('will-redirect', (event) => refuseForeign(event));
}

function refuseForeign(event: { readonly url: string; preventDefault(): void }): void {
  if (windowOfUrl(event.url, PAGE_ORIGIN) !== null) return; // a reload
  event.preventDefault();
  log.warn('navigation refused', { url: event.url.slice(0, 200) });
}
