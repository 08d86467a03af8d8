/**
 * The command line of the browser that shows the window. Every user of this computer can read a command line: no address of
 * the client, no token and no other secret may stand on it. The window opens on a blank page that carries only a number,
 * and main leads the window to its page over the DevTools pipe.
 */

/**
 * Chromium remembers bounds by the start page, so each kind has its own page: a dialog must not get the bounds of a
 * wall.
 */
export type WindowKind = 'wall' | 'dialog';

const BLANK: Readonly<Record<WindowKind, string>> = {
  wall: 'data:text/html,<title>Lanner</title><body bgcolor=%23101215>',
  dialog: 'data:text/html,<title>Lanner asks</title><body bgcolor=%23101215>',
};

/** The page that a new window shows until main leads it elsewhere. No page can open a data: address in a window. */
export function blankPage(kind: WindowKind, number: number): string {
  return `${BLANK[kind]}#${number}`;
}

/** The number of a blank page, or null for any other address. Chromium may write blanks in the address as `%20`. */
export function blankNumber(url: string): number | null {
  const match = /^data:text\/html,<title>Lanner.{0,80}#(\d{1,9})$/.exec(url);
  return match === null ? null : Number(match[1]);
}

/** Hosts that the browser may contact. Everything else is refused, whatever a script in the page tries. */
export interface Reach {
  /** Such as `http://*.localhost:40123`. */
  readonly origins: readonly string[];
  /** `host:port` of a server of main that refuses whatever arrives for another host. */
  readonly refusedBy: string;
}

export interface BrowserFlagOptions {
  readonly reach: Reach;
  /** From `blankPage`. */
  readonly startPage: string;
  readonly profileDir: string;
  readonly isHeadless: boolean;
  /** Null where the profile remembers its own window (Chromium saves and validates the bounds of app windows). */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly isKiosk?: boolean;
}

export function browserFlags(options: BrowserFlagOptions): readonly string[] {
  const { startPage, reach, profileDir, isHeadless, size, platform, isRoot, isKiosk = false } = options;
  return [
    `--app=${startPage}`,
    `--user-data-dir=${profileDir}`,
    // Both ends are pipes of this process: no port is opened, and the browser ends whenever main ends.
    '--remote-debugging-pipe',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-breakpad',
    '--disable-features=Translate,MediaRouter,AutofillServerCommunication',
    '--hide-crash-restore-bubble',
    '--autoplay-policy=no-user-gesture-required',
    ...reachFlags(reach),
    // The profile contains nothing that deserves a keychain prompt: only one cookie, which is void after this run.
    '--password-store=basic',
    ...(platform === 'darwin' ? ['--use-mock-keychain'] : []),
    ...(size === null ? [] : [`--window-size=${size.width},${size.height}`]),
    ...(isKiosk ? ['--kiosk'] : []),
    ...(isHeadless ? ['--headless=new'] : []),
    // Chromium's sandbox refuses to run as root on Linux; --test-type hides the bar that says so.
    ...(platform === 'linux' && isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}

/**
 * Sends every other name, address and port to a proxy that refuses: a server of main, so that nobody else can take its
 * place. The loopback addresses, which browsers spare from proxies, are no exception. WebRTC sends no packet past a proxy;
 * the second spelling is that of Edge and of older browsers. WebRTC does look names up past a proxy: closed-names.ts keeps
 * the browser from that. (`--host-resolver-rules` would do both, but the browser then shows a bar that warns of the flag.)
 */
function reachFlags({ origins, refusedBy }: Reach): readonly string[] {
  const spared = origins.map((origin) => origin.replace(/^\w+:\/\//, ''));
  return [
    `--proxy-server=http://${refusedBy}`,
    `--proxy-bypass-list=${['<-loopback>', ...new Set(spared)].join(';')}`,
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  ];
}
