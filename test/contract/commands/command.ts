/** Runs a command of the repository as a user does, as a child process, and keeps what it said. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Done {
  readonly code: number | null;
  readonly stdout: string;
  /** Both streams. */
  readonly output: string;
  /** The last line of the standard output, parsed. */
  readonly last: unknown;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * @param file below the repository's root.
 * @param env added to this process's, and `undefined` taken out of it.
 * @param onText hears both streams as they come.
 * @param input what the command reads on its standard input; nothing by default.
 */
export function runCommand(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  onText: (text: string) => void = () => {},
  input = '',
): Promise<Done> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    child.stdin.on('error', () => {}); // the command did not read all of it
    child.stdin.end(input);
    let stdout = '';
    let output = '';
    const hear = (text: string): void => {
      output += text;
      onText(text);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      hear(chunk.toString());
    });
    child.stderr.on('data', (chunk: Buffer) => hear(chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      const line = stdout.trimEnd().split('\n').at(-1) ?? '';
      const last: unknown = line.startsWith('{') ? JSON.parse(line) : null;
      resolve({ code, stdout, output, last });
    });
  });
}
