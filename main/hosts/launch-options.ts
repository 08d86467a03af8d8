/** The command line that both entries understand. */
import { homedir } from 'node:os';
import { join, posix, resolve, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isLinkText } from '../../preload/domain/links.ts';

/** What `startApp` needs to know about this start. */
export interface LaunchOptions {
  readonly dataDir: string;
  readonly pageDir: string;
  readonly isHeadless: boolean;
  readonly opensWindow: boolean;
  /** `session` keeps keys for this run only, without asking the system's keychain. */
  readonly vault: 'system' | 'session';
  readonly hasControl: boolean;
  /** How to start the simulated clouds, or null where they are not at hand. */
  readonly simulatorCommand: readonly string[] | null;
  /** The name of the wall to show alone on the screen, with nothing that could be changed. */
  readonly kioskWall?: string | null;
  /** A link to show at once, unchecked. */
  readonly link?: string | null;
}

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
      'kiosk-wall': { type: 'string' },
      browser: { type: 'string' },
    },
  });
  const link = positionals.find(isLinkText) ?? null;
  const odd = positionals.find((argument) => argument !== link);
  if (mode.isStrict && odd !== undefined) throw new Error(`Unexpected argument '${odd}'`);
  const text = (name: 'data-dir' | 'page-dir' | 'simulator' | 'kiosk-wall' | 'browser'): string | null => {
    const value = values[name];
    if (value === undefined) return null;
    if (typeof value !== 'string' || value === '') throw new Error(`--${name} needs a value`);
    return value;
  };
  const simulator = text('simulator');
  const options: LaunchOptions = {
    dataDir: resolve(text('data-dir') ?? defaultDataDir()),
    pageDir: resolve(text('page-dir') ?? builtPageDir()),
    isHeadless: values.headless === true,
    opensWindow: values['no-window'] !== true,
    vault: values['session-vault'] === true ? 'session' : 'system',
    hasControl: values.control === true,
    simulatorCommand: simulator === null ? null : commandOf(simulator),
    kioskWall: text('kiosk-wall'),
    link,
  };
  return { options, browserPath: text('browser') };
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
