import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { stopStarted } from '../../../e2e/stop-started.ts';

/** Resolves when the child is up. @param onTerm the child's own answer to SIGTERM. */
async function childThat(onTerm: string): Promise<{ readonly child: ChildProcess }> {
  const source = `process.on('SIGTERM', () => { ${onTerm} }); setInterval(() => {}, 1_000); console.log('up');`;
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return { child };
}

it('a simulator that does not end by itself is killed and fails the test that started it', async () => {
  const started = childThat('');
  await expect(stopStarted(started, 200)).rejects.toThrow('did not end by itself and was killed');
  expect((await started).child.signalCode).toBe('SIGKILL');
});

it('a simulator that ends by itself, or that did not start, fails nothing at its end', async () => {
  await stopStarted(childThat('process.exit(0)'));
  await stopStarted(Promise.reject(new Error('the port is taken')));
});
