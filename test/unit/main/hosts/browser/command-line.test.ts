import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blankNumber, blankPage, browserFlags } from '../../../../../main/hosts/browser/process/browser-flags.ts';
import { notifyCommand } from '../../../../../main/hosts/browser/desktop.ts';
import {
  browserCandidates,
  findBrowser,
  missingBrowserText,
} from '../../../../../main/hosts/browser/process/find-browser.ts';
import { defaultDataDir, parseCommandLine } from '../../../../../main/hosts/command-line.ts';

const strict = { isStrict: true };

it('the flags of both entries mean a window, the system keychain and no automation unless another flag is set', () => {
  const { options, browserPath } = parseCommandLine(['--data-dir', '/d'], strict);
  expect(options).toMatchObject({ dataDir: '/d', isHeadless: false, opensWindow: true, vault: 'system' });
  expect(options).toMatchObject({ hasControl: false, simulatorCommand: null });
  expect(options.pageDir).toMatch(/dist.renderer$/);
  expect(browserPath).toBeNull();
});

it('the flags of both entries are read', () => {
  const args = ['--page-dir=/p', '--headless', '--no-window', '--session-vault', '--control', '--browser', '/b'];
  const { options, browserPath } = parseCommandLine([...args, '--simulator', '["node","x"]'], strict);
  expect(options).toMatchObject({ pageDir: '/p', isHeadless: true, opensWindow: false, vault: 'session' });
  expect(options).toMatchObject({ hasControl: true, simulatorCommand: ['node', 'x'] });
  expect(browserPath).toBe('/b');
});

it('the flags of both entries name the wall to show alone', () => {
  expect(parseCommandLine(['--kiosk-wall', 'Night wall'], strict).options.kioskWall).toBe('Night wall');
  expect(parseCommandLine([], strict).options.kioskWall).toBeNull();
  expect(() => parseCommandLine(['--kiosk-wall='], strict)).toThrow('--kiosk-wall needs a value');
});

it('the flags of both entries may be followed by one link to show', () => {
  expect(parseCommandLine(['--headless', 'lanner://wall/a'], strict).options.link).toBe('lanner://wall/a');
  expect(parseCommandLine(['.', 'lanner://wall/a'], { isStrict: false }).options.link).toBe('lanner://wall/a');
  expect(parseCommandLine([], strict).options.link).toBeNull();
  expect(() => parseCommandLine(['https://a.example'], strict)).toThrow("Unexpected argument 'https://a.example'");
});

it('the flags of both entries are refused in one line when they are unknown or have no usable value', () => {
  expect(() => parseCommandLine(['--headles'], strict)).toThrow("Unknown option '--headles'");
  for (const text of ['node', '[]', '[1]', '{}']) {
    expect(() => parseCommandLine(['--simulator', text], strict)).toThrow('--simulator takes a JSON array of strings');
  }
  expect(() => parseCommandLine(['--data-dir='], strict)).toThrow('--data-dir needs a value');
});

it("the flags of both entries leave Chromium's flags alone on Electron", () => {
  const args = ['--inspect=0', '--remote-debugging-port=0', '.', '--no-sandbox', '--data-dir', '/d', '--control'];
  expect(parseCommandLine(args, { isStrict: false }).options).toMatchObject({ dataDir: '/d', hasControl: true });
});

// @promise failures.profile: Accounts, walls and settings are files of main in the data folder, which both hosts share.
it('the flags of both entries store data where each system stores it', () => {
  expect(defaultDataDir('linux', {}, '/home/a')).toBe('/home/a/.config/Lanner');
  expect(defaultDataDir('linux', { XDG_CONFIG_HOME: '/c' }, '/home/a')).toBe('/c/Lanner');
  expect(defaultDataDir('darwin', {}, '/Users/a')).toBe('/Users/a/Library/Application Support/Lanner');
  expect(defaultDataDir('win32', { APPDATA: 'C:\\R' }, 'C:\\a')).toBe('C:\\R\\Lanner');
});

describe('the browser window', () => {
  it('the browser that shows the window is looked for where each system installs it', () => {
    expect(browserCandidates('linux', { PATH: '/opt/bin:relative' })[0]).toBe('/opt/bin/chromium');
    expect(browserCandidates('linux', {})).toContain('/usr/bin/microsoft-edge-stable');
    expect(browserCandidates('linux', { PATH: 'relative' }).every((path) => path.startsWith('/'))).toBe(true);
    expect(browserCandidates('darwin', { HOME: '/Users/a' })).toContain(
      '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium',
    );
    const windows = browserCandidates('win32', { ProgramFiles: 'C:\\P', LOCALAPPDATA: 'C:\\L' });
    expect(windows[0]).toBe('C:\\P\\Google\\Chrome\\Application\\chrome.exe');
    expect(windows).toContain('C:\\P\\Microsoft\\Edge\\Application\\msedge.exe');
  });

  it('the client starts the browser that the user named, or none', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'lanner-find-'));
    const path = join(dir, 'chromium');
    writeFileSync(path, '', { mode: 0o755 });
    expect(await findBrowser(path)).toBe(path);
    expect(await findBrowser(null, 'linux', { PATH: dir })).toBe(path);
    rmSync(dir, { recursive: true });
    expect(await findBrowser(path)).toBeNull();
    expect(missingBrowserText(null, 'linux')).toContain('install the package "chromium"');
  });

  const reach = {
    origins: ['http://*.localhost:1', 'http://127.0.0.1:2', 'ws://127.0.0.1:2'],
    refusedBy: '127.0.0.1:1',
  };
  const base = { startPage: blankPage('wall', 7), reach, profileDir: '/p', isHeadless: false, size: null } as const;

  it('the sandbox of the browser is on but for root on Linux', () => {
    expect(browserFlags({ ...base, platform: 'linux', isRoot: false })).not.toContain('--no-sandbox');
    expect(browserFlags({ ...base, platform: 'darwin', isRoot: true })).not.toContain('--no-sandbox');
    const root = browserFlags({ ...base, platform: 'linux', isRoot: true });
    expect(root).toEqual(expect.arrayContaining(['--no-sandbox', '--test-type']));
  });

  it('the browser fills the screen, without its own controls, where one wall is shown alone', () => {
    const given = { ...base, platform: 'linux', isRoot: false } as const;
    expect(browserFlags(given)).not.toContain('--kiosk');
    expect(browserFlags({ ...given, isKiosk: true })).toContain('--kiosk');
  });

  it('the browser opens a blank page that carries a number and no address of the client', () => {
    expect(blankNumber(blankPage('wall', 7))).toBe(7);
    expect(blankNumber(encodeURI(blankPage('dialog', 12)).replaceAll('%25', '%'))).toBeNull(); // no angle brackets: not ours
    expect(blankNumber(blankPage('dialog', 12).replaceAll(' ', '%20'))).toBe(12);
    for (const url of ['about:blank#7', 'http://a/#7', 'data:text/html,<title>Other</title>#7']) {
      expect(blankNumber(url)).toBeNull();
    }
    expect(browserFlags({ ...base, platform: 'linux', isRoot: false }).join(' ')).not.toMatch(/[0-9a-f]{32}|token/);
  });

  it('the browser reaches only the page and the streams: every other request goes to a server of main, which refuses', () => {
    const flags = browserFlags({ ...base, platform: 'linux', isRoot: false });
    expect(flags).toContain('--proxy-server=http://127.0.0.1:1');
    expect(flags).toContain('--proxy-bypass-list=<-loopback>;*.localhost:1;127.0.0.1:2');
    expect(flags).toContain('--webrtc-ip-handling-policy=disable_non_proxied_udp');
    expect(flags.join(' ')).not.toContain('--host-resolver-rules'); // the browser shows a bar that warns of it
  });

  it('the browser opens no debugging port, uses its own profile and shows only the page', () => {
    const flags = browserFlags({ ...base, platform: 'linux', isRoot: false });
    expect(flags.filter((flag) => flag.startsWith('--remote-debugging'))).toEqual(['--remote-debugging-pipe']);
    expect(flags).toEqual(expect.arrayContaining([`--app=${blankPage('wall', 7)}`, '--user-data-dir=/p']));
    expect(flags.join(' ')).not.toContain('--headless');
  });
});

it('the words of a notification are passed as arguments, never as a script or a flag', () => {
  expect(notifyCommand('linux', '--help', '$(x)')).toEqual([
    'notify-send',
    '--app-name=Lanner',
    '--',
    '--help',
    '$(x)',
  ]);
  const mac = notifyCommand('darwin', 'a" & b', 'c');
  expect(mac?.slice(3)).toEqual(['a" & b', 'c']);
  expect(mac?.[2]).not.toContain('a"');
});
