import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));
const children: ChildProcessWithoutNullStreams[] = [];

function run(...flags: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [CLI, ...flags]);
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line;
}

async function exitOf(child: ChildProcessWithoutNullStreams): Promise<unknown> {
  return child.exitCode ?? ((await once(child, 'exit')) as unknown[])[0];
}

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

interface Line {
  readonly clouds: Record<string, { endpoint: string; credentials: Record<string, string>; examples: unknown }>;
  readonly control: string;
}

describe('the simulator command', () => {
  it('the simulator prints one JSON line, serves, and ends on SIGTERM', async () => {
    const child = run('--json', '--cameras', '32', '--no-media');
    const { clouds, control } = JSON.parse(await firstLine(child)) as Line;
    const ivm = clouds['huawei-ivm'];
    expect(Object.keys(ivm?.credentials ?? {})).toEqual(['userId', 'ak', 'sk']);
    expect(ivm?.examples).toMatchObject({ deviceId: expect.any(String) as string, channelId: '0' });
    expect((await fetch(`${control}/requests`)).status).toBe(200);
    expect((await fetch(`${ivm?.endpoint ?? ''}/v1/x`)).status).toBe(404);
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
  });

  it('the simulator ends with its standard input when asked to', async () => {
    const child = run('--json', '--no-media', '--until-stdin-closes');
    await firstLine(child);
    child.stdin.end();
    expect(await exitOf(child)).toBe(0);
  });

  it.each([
    [['--cameras', '99999'], 'cameras must be 1 to 20000'],
    [['--cameras', 'many'], '--cameras takes a whole number'],
    [['--fast'], "Unknown option '--fast'"],
  ])('the simulator explains %o and exits with 1', async (flags, reason) => {
    const child = run(...flags);
    let text = '';
    child.stderr.on('data', (part: Buffer) => (text += part.toString()));
    expect(await exitOf(child)).toBe(1);
    expect(text).toContain(reason);
    expect(text).toContain('usage:');
  });
});
