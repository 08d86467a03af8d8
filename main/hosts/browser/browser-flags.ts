/** The command line of the browser that shows the window. */

export interface BrowserFlagOptions {
  readonly url: string;
  readonly profileDir: string;
  readonly isHeadless: boolean;
  /** Null where the profile remembers its own window (Chromium saves and validates the bounds of app windows). */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly isKiosk?: boolean;
}

export function browserFlags(options: BrowserFlagOptions): readonly string[] {
  const { url, profileDir, isHeadless, size, platform, isRoot, isKiosk = false } = options;
  return [
    `--app=${url}`,
    `--user-data-dir=${profileDir}`,
    // Both ends are pipes of this process: no port is opened, and the browser ends when main dies in whatever way.
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
    // The profile holds nothing worth a keychain prompt: one cookie that dies with this run.
    '--password-store=basic',
    ...(platform === 'darwin' ? ['--use-mock-keychain'] : []),
    ...(size === null ? [] : [`--window-size=${size.width},${size.height}`]),
    ...(isKiosk ? ['--kiosk'] : []),
    ...(isHeadless ? ['--headless=new'] : []),
    // Chromium's sandbox refuses to run as root on Linux; --test-type hides the bar that says so.
    ...(platform === 'linux' && isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}
