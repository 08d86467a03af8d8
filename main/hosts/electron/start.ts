/** The flags that an Electron start obeys: all of them in a development build, almost none in the installed client. */
import { parseCommandLine, parseInstalledCommandLine } from '../command-line.ts';
import type { LaunchOptions } from '../../launch-options.ts';
import { refusalText, weakSwitchIn } from './weak-switches.ts';

/**
 * @param isPackaged whether this is the installed client.
 * @param argv with the executable, as the system gave it.
 * @throws {Error} with the sentence for the user, in both languages, when an installed client must not start with a switch;
 *   with one line when a flag has no usable value.
 */
export function readStart(isPackaged: boolean, argv: readonly string[], platform: NodeJS.Platform): LaunchOptions {
  const args = argv.slice(1);
  if (!isPackaged) return parseCommandLine(args, { isStrict: false }).options;
  const weak = weakSwitchIn(args, platform);
  if (weak !== null) throw new Error(refusalText(weak));
  return parseInstalledCommandLine(args);
}
