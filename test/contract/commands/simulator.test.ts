/** `npm run simulator -- --json`: one line that other programs start from. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { firstLine } from '../../../scripts/lib.ts';
import { runCommand } from './command.ts';

const cli = 'test/simulator/cli.ts';
const root = fileURLToPath(new URL('../../../', import.meta.url));
const line = (text: string): string => text;

interface Announced {
  readonly clouds: Readonly<
    Record<string, { readonly endpoint: string; readonly credentials: object; readonly examples: object }>
  >;
  readonly control: string;
}

it('the simulator announces the clouds in one line of JSON, runs until it is killed, and leaves no port behind', async () => {
  const args = ['--disable-warning=ExperimentalWarning', cli, '--json', '--cameras', '3'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    const { clouds, control, ...rest } = JSON.parse(await firstLine(child, line, 'the simulator')) as Announced;
    expect(rest).toEqual({});
    expect(clouds['huawei-ivm']).toEqual({
      endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      credentials: { userId: expect.any(String), ak: expect.any(String), sk: expect.any(String) },
      examples: expect.objectContaining({ deviceId: expect.any(String), channelId: expect.any(String) }),
    });
    expect((await fetch(`${control}/requests`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await expect(fetch(`${control}/requests`)).rejects.toThrow();
  } finally {
    child.kill('SIGKILL');
  }
});

it.each([
  [['--cameras', 'many'], /--cameras takes a whole number/],
  [['--colour'], /usage: simulator/],
])('the simulator refuses %j with the usage', async (args, words) => {
  const done = await runCommand(cli, args);
  expect(done.code).toBe(1);
  expect(done.output).toMatch(words);
});
