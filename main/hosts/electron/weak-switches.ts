/**
 * The switches that an installed client refuses to start with. Chromium and Node obey every switch on the command line,
 * and no fuse covers most of them: the author of a shortcut or of a link could otherwise read the page, change the page
 * or send its connections elsewhere. The list is closed: a switch that is not named here changes how the window looks or
 * how the graphics card is used, and Chromium may have it.
 */

/** The protection that a switch would weaken. */
export type Weakness = 'debugging' | 'sandbox' | 'web-security' | 'network' | 'certificates' | 'foreign-code' | 'data';

/** Names without dashes. A name that ends with `*` stands for every switch that begins so. */
const WEAK: Readonly<Record<Weakness, readonly string[]>> = {
  // Another program could read and drive the page, or write what the page does to a file.
  debugging: [
    'remote-debugging-*',
    'remote-allow-origins',
    'inspect*',
    'debug*',
    'js-flags',
    'enable-automation',
    'auto-open-devtools-for-tabs',
    'custom-devtools-frontend',
    'trace-*',
    'enable-tracing*',
    'enable-logging',
    'log-file',
    'log-net-log',
    'net-log-*',
    'ssl-key-log-file',
    'enable-crash-reporter*',
    'crash-dumps-dir',
    'abort-on-uncaught-exception',
  ],
  // The page would run with the rights of the user.
  sandbox: [
    'no-sandbox',
    'no-zygote*',
    'disable-sandbox*',
    'disable-*-sandbox',
    'allow-sandbox-debugging',
    'enable-sandbox-logging',
    'single-process',
    'in-process-*',
    'disable-site-isolation*',
    'allow-no-sandbox-job',
    'allow-third-party-modules',
  ],
  // The page could read other origins, or other origins the page.
  'web-security': [
    'disable-web-security',
    'allow-running-insecure-content',
    'allow-file-access*',
    'allow-insecure-localhost',
    'unsafely-*',
    'reduce-security-for-testing',
    'disable-features',
    'enable-features',
    'disable-blink-features',
    'enable-blink-features',
    'blink-settings', // sets by name what the other switches set
    'force-fieldtrial*',
    'force-variation-ids',
    '*-schemes',
    'enable-experimental-web-platform-features',
    'force-webrtc-ip-handling-policy',
    'webrtc-ip-handling-policy',
    'disable-popup-blocking',
    'use-fake-ui-for-media-stream',
    'use-fake-device-for-media-stream',
    'auto-accept-*',
    'auto-select-*',
    'test-type',
  ],
  // Names and connections would lead elsewhere. A proxy is a setting of the system, never a switch.
  network: [
    'host-rules',
    'host-resolver-rules',
    'proxy-*',
    'no-proxy-server',
    'winhttp-proxy-resolver',
    'auth-*',
    'dns-*',
    'explicitly-allowed-ports',
    'testing-fixed-*',
    'origin-to-force-quic-on',
  ],
  // Connections would be believed without a valid certificate.
  certificates: [
    'ignore-certificate-errors*',
    'ignore-urlfetcher-cert-requests',
    'ssl-version-*',
    'cipher-suite-blacklist',
  ],
  // Chromium would load or start a program that another person chose.
  'foreign-code': [
    'load-extension',
    'disable-extensions-except',
    'extensions-*',
    'load-and-launch-app',
    'install-*',
    '*-cmd-prefix',
    '*-launcher',
    'browser-subprocess-path',
    'register-pepper-plugins',
    'ppapi-*',
    'test-launcher-*',
  ],
  // The profile would lie where others read or write, or without the encryption of the system.
  data: ['user-data-dir', 'disk-cache-dir', 'password-store', 'use-mock-keychain', 'profile-directory'],
};

/** An explanation of each weakness, in both languages of the client, because no language is chosen this early. */
const REASONS: Readonly<Record<Weakness, readonly [english: string, chinese: string]>> = {
  debugging: ['it lets another program read and steer the windows', '该参数会让其他程序读取并操控窗口'],
  sandbox: ['it takes the protection of the sandbox away', '该参数会关闭沙箱保护'],
  'web-security': ['it weakens what the windows may not do', '该参数会削弱窗口的安全限制'],
  network: ['it leads connections elsewhere', '该参数会改变连接的去向'],
  certificates: ['it switches the check of certificates off', '该参数会关闭证书校验'],
  'foreign-code': ['it starts a program that is not part of the client', '该参数会运行不属于本客户端的程序'],
  data: ['it moves the data of the client to another place', '该参数会改变客户端数据的存放位置'],
};

export interface WeakSwitch {
  /** As Chromium reads the name: without dashes and value, in lower case. */
  readonly name: string;
  readonly weakness: Weakness;
}

/**
 * The first switch that an installed client does not start with, or null.
 *
 * @param args without the executable. Chromium and Node take nothing after a lone `--` as a switch.
 */
export function weakSwitchIn(args: readonly string[], platform: NodeJS.Platform): WeakSwitch | null {
  for (const argument of args) {
    const name = nameOf(argument, platform);
    if (name === '') return null; // a lone `--`
    const weakness = name === null ? undefined : weaknessOf(name);
    if (name !== null && weakness !== undefined) return { name, weakness };
  }
  return null;
}

/** One sentence for the user in each language, on lines of their own. */
export function refusalText({ name, weakness }: WeakSwitch): string {
  const [english, chinese] = REASONS[weakness];
  const shown = name.slice(0, 64);
  return `Lanner does not start with --${shown}: ${english}.\nLanner 不会带 --${shown} 启动：${chinese}。`;
}

/** Chromium takes one dash for two, and on Windows a slash as well. Null for an argument that is not a switch. */
function nameOf(argument: string, platform: NodeJS.Platform): string | null {
  const text = argument.trim();
  if (text === '-') return null;
  const prefix = (platform === 'win32' ? /^(?:--|-|\/)/ : /^--?/).exec(text)?.[0];
  if (prefix === undefined) return null;
  const [name = ''] = text.slice(prefix.length).split('=', 1);
  return name.trim().toLowerCase();
}

const PATTERNS = Object.entries(WEAK).flatMap(([weakness, names]) =>
  names.map((name) => [weakness as Weakness, parts(name)] as const),
);

function weaknessOf(name: string): Weakness | undefined {
  const found = PATTERNS.find(
    ([, [start, end]]) =>
      name === start ||
      (end !== null && name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end)),
  );
  return found?.[0];
}

/** The parts of a name before and after its star; null if the name has no star. */
function parts(name: string): readonly [start: string, end: string | null] {
  const [start = '', end] = name.split('*', 2);
  return [start, end ?? null];
}
