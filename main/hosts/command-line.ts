/** The command line that both entries understand. */
import { homedir } from 'node:os';
import { join, posix, resolve, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isLinkText } from '../../preload/domain/links.ts';
import type { LaunchOptions } from '../launch-options.ts';

export interface CommandLine {
  readonly options: LaunchOptions;
  readonly browserPath: string | null;
}

/** The system's folder for application data, plus the product's name. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32') return win32.join(env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Lanner');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Lanner');
  return posix.join(env['XDG_CONFIG_HOME'] ?? posix.join(home, '.config'), 'Lanner');
}

/** Bounds for texts that anybody may write on the command line of an installed client, and so into the log. */
const MAX_IGNORED_FLAGS = 20;
const MAX_FLAG_CHARACTERS = 40;

/**
 * The command line of an installed client. Every flag but `--kiosk-wall` is for those who build and test the client: a
 * shortcut, a link or another program must not choose the page, the data folder or a command to run.
 *
 * @param args without the executable.
 * @throws {Error} with one line for the user when `--kiosk-wall` has no usable value.
 */
export function parseInstalledCommandLine(args: readonly string[]): LaunchOptions {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: { 'kiosk-wall': { type: 'string' } },
  });
  const flags = tokens.flatMap((token) =>
    token.kind === 'option' && token.name !== 'kiosk-wall' ? [token.rawName.slice(0, MAX_FLAG_CHARACTERS)] : [],
  );
  return {
    dataDir: resolve(defaultDataDir()),
    pageDir: resolve(builtPageDir()),
    isHeadless: false,
    opensWindow: true,
    vault: 'system',
    hasControl: false,
    simulatorCommand: null,
    kioskWall: textOf('kiosk-wall', values['kiosk-wall']),
    link: positionals.find(isLinkText) ?? null,
    ignoredFlags: flags.slice(0, MAX_IGNORED_FLAGS),
  };
}

/**
 * @param args without the executable.
 * @param mode `isStrict` false leaves flags that are not ours to others: Electron sees Chromium's on the same line.
 * @throws {Error} with one line for the user when a flag is unknown or has no usable value.
 */
export function parseCommandLine(args: readonly string[], mode: { readonly isStrict: boolean }): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: mode.isStrict,
    allowPositionals: true,
    options: {
      'data-dir': { type: 'string' },
      'page-dir': { type: 'string' },
      headless: { type: 'boolean' },
      'no-window': { type: 'boolean' },
      'session-vault': { type: 'boolean' },
      control: { type: 'boolean' },
      simulator: { type: 'string' },
      'local-clouds': { type: 'boolean' },
      'kiosk-wall': { type: 'string' },
      browser: { type: 'string' },
    },
  });
  const link = positionals.find(isLinkText) ?? null;
  const odd = positionals.find((argument) => argument !== link);
  if (mode.isStrict && odd !== undefined) throw new Error(`Unexpected argument '${odd}'`);
  const text = (name: 'data-dir' | 'page-dir' | 'simulator' | 'kiosk-wall' | 'browser'): string | null =>
    textOf(name, values[name]);
  const simulator = text('simulator');
  const options: LaunchOptions = {
    dataDir: resolve(text('data-dir') ?? defaultDataDir()),
    pageDir: resolve(text('page-dir') ?? builtPageDir()),
    isHeadless: values.headless === true,
    opensWindow: values['no-window'] !== true,
    vault: values['session-vault'] === true ? 'session' : 'system',
    hasControl: values.control === true,
    simulatorCommand: simulator === null ? null : commandOf(simulator),
    hasLocalClouds: simulator !== null || values['local-clouds'] === true,
    kioskWall: text('kiosk-wall'),
    link,
  };
  return { options, browserPath: text('browser') };
}

/** @throws {Error} for a flag without a value. */
function textOf(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || value === '') throw new Error(`--${name} needs a value`);
  return value;
}

/** `dist/renderer` of the project or of the package. */
function builtPageDir(): string {
  return join(fileURLToPath(new URL('../..', import.meta.url)), 'dist', 'renderer');
}

function commandOf(text: string): readonly string[] {
  const isCommand = (value: unknown): value is readonly string[] =>
    Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string');
  try {
    const value: unknown = JSON.parse(text);
    if (isCommand(value)) return value;
  } catch {
    // said below, in the same words
  }
  throw new Error('--simulator takes a JSON array of strings: the command and its arguments');
}
