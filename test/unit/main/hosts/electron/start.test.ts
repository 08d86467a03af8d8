/**
 * The parts of its command line that an installed client obeys. Shortcuts, links and other programs write that line
 * too.
 */
import { describe, expect, it } from 'vitest';
import { readStart } from '../../../../../main/hosts/electron/start.ts';
import { weakSwitchIn } from '../../../../../main/hosts/electron/weak-switches.ts';
import { defaultDataDir } from '../../../../../main/hosts/command-line.ts';

const LINK = 'lanner://wall/wall-1';
const installed = (args: readonly string[], platform: NodeJS.Platform = 'linux') =>
  readStart(true, ['/opt/Lanner/lanner', ...args], platform);

describe('an installed client', () => {
  it('an installed client obeys a link and the kiosk wall', () => {
    expect(installed([LINK])).toMatchObject({ link: LINK, kioskWall: null, ignoredFlags: [] });
    expect(installed(['--', LINK])).toMatchObject({ link: LINK });
    expect(installed(['--kiosk-wall', 'Night wall'])).toMatchObject({ kioskWall: 'Night wall', link: null });
    expect(() => installed(['--kiosk-wall'])).toThrow('--kiosk-wall needs a value');
  });

  // @promise security.start-arguments: The installed client takes no page, data folder, command or automation from its
  // command line.
  it('an installed client ignores page, data folder, command and automation on its command line, and names those flags', () => {
    const options = installed([
      ...['--page-dir=/tmp/evil', '--data-dir', '/tmp/evil', '--simulator', '["sh","-c","id"]', '--control'],
      ...['--headless', '--no-window', '--session-vault', '--local-clouds', '--browser=/tmp/evil', LINK],
    ]);
    expect(options).toMatchObject({
      dataDir: defaultDataDir(),
      isHeadless: false,
      opensWindow: true,
      vault: 'system',
      hasControl: false,
      simulatorCommand: null,
      kioskWall: null,
      link: LINK,
    });
    expect(options.pageDir).toMatch(/dist.renderer$/);
    expect(JSON.stringify({ ...options, ignoredFlags: [] })).not.toContain('evil');
    expect(options.ignoredFlags).toEqual([
      ...['--page-dir', '--data-dir', '--simulator', '--control', '--headless', '--no-window', '--session-vault'],
      ...['--local-clouds', '--browser'],
    ]);
  });

  it('a long command line stays out of the log', () => {
    const { ignoredFlags = [] } = installed(Array.from({ length: 5000 }, (_, i) => `--${i}${'x'.repeat(500)}`));
    expect(ignoredFlags.join('').length).toBeLessThan(1000);
  });

  // @promise security.weak-switches: The installed client ends with one sentence at a switch that opens a debugger,
  // weakens the sandbox, moves connections or loads code.
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0.0.0.0:9229',
    '--js-flags=--expose-gc',
    '--no-sandbox',
    '--disable-gpu-sandbox',
    '--disable-web-security',
    '--host-rules=MAP * evil.example',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--proxy-server=evil.example:8080',
    '--proxy-pac-url=http://evil.example/x.pac',
    '--ignore-certificate-errors',
    '--ignore-certificate-errors-spki-list=x',
    '--disable-site-isolation-trials',
    '--load-extension=/tmp/evil',
    '--user-data-dir=/tmp/evil',
    '--unsafely-treat-insecure-origin-as-secure=http://evil.example',
    '--renderer-cmd-prefix=/tmp/evil',
    '--gpu-launcher=/tmp/evil',
    '--utility-cmd-prefix=/tmp/evil',
    '--disable-features=IsolateOrigins',
    '--ssl-key-log-file=/tmp/keys',
    '--log-net-log=/tmp/log',
    '--blink-settings=webSecurityEnabled=false',
    '--force-fieldtrials=x/evil',
    '--force-fieldtrial-params=x:evil',
    '--bypasscsp-schemes=evil',
    '--cors-schemes=evil',
    '--service-worker-schemes=evil',
  ])('an installed client does not start with %s, and explains it in one sentence of each language', (argument) => {
    const name = argument.split('=', 1)[0] ?? '';
    const start = (): unknown => installed([LINK, argument]);
    expect(start).toThrow(
      new RegExp(`^Lanner does not start with ${name}: [a-z ]+\\.\nLanner 不会带 ${name} 启动：[^。]+。$`, 'u'),
    );
    expect(start).not.toThrow('evil');
  });

  it('an installed client reads switches as Chromium does: one dash, blanks, capital letters, and a slash on Windows', () => {
    for (const argument of ['-no-sandbox', ' --no-sandbox', '--No-Sandbox', '--no-sandbox=', '--NO-SANDBOX=1']) {
      expect(() => installed([argument])).toThrow('--no-sandbox');
    }
    expect(() => installed(['/no-sandbox'], 'win32')).toThrow('--no-sandbox');
    expect(weakSwitchIn(['/no-sandbox'], 'linux')).toBeNull();
  });

  // @promise security.links
  it('an installed client reads no argument behind a lone -- as a switch, so that a link cannot carry a switch', () => {
    const options = installed(['--', 'lanner://wall/x', '--no-sandbox', '--kiosk-wall=x']);
    expect(options).toMatchObject({ link: 'lanner://wall/x', kioskWall: null, ignoredFlags: [] });
  });

  it('an installed client starts with the switches that the system and the desktop add', () => {
    const harmless = ['-psn_0_12345', '--ozone-platform=wayland', '--force-device-scale-factor=1.5', '--disable-gpu'];
    expect(installed([...harmless, '--lang=zh-CN', LINK])).toMatchObject({ link: LINK, kioskWall: null });
  });
});

it('a client under development obeys every flag', () => {
  const argv = ['/opt/electron', '/src/main.js', '--no-sandbox', '--remote-debugging-port=0', '--data-dir=/d', LINK];
  expect(readStart(false, argv, 'linux')).toMatchObject({ dataDir: '/d', link: LINK });
});
