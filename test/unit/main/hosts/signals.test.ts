/** Signals that reach a process which has written settings, with each engine that writes them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { testFolder } from '../services/folder.ts';

const url = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

/** A client whose end takes until it reads `go`. It answers every `ping`, so that a signal on its way has arrived. */
const SCRIPT = `
  import { createInterface } from 'node:readline';
  import { z } from 'zod';
  import { loadElectronStore } from ${url('../../../../main/hosts/electron/electron-settings.ts')};
  import { runClient } from ${url('../../../../main/hosts/run-client.ts')};
  import { SettingsFile } from ${url('../../../../main/services/shared/settings-file.ts')};
  import { stubElectron } from ${url('./electron/electron-stub.ts')};

  const [engine, dir] = process.argv.slice(1);
  const open = engine === 'conf' ? undefined : await loadElectronStore(await stubElectron());
  const schema = z.object({ size: z.number() });
  new SettingsFile({ name: 'settings', dir, open, version: 1, schema, defaults: { size: 1 } }).set({ size: 2 });

  let go;
  createInterface(process.stdin).on('line', (line) => (line === 'go' ? go() : console.log('pong')));
  const host = { kind: 'browser', onClosed: () => {}, dispose: async () => {} };
  const running = {
    onQuitRequested: () => {},
    rescue: async () => null,
    dispose: () => {
      console.log('ending');
      return new Promise((resolve) => (go = resolve));
    },
  };
  const load = async () => ({ startApp: async () => running });
  await runClient(host, { dataDir: dir }, { load, onEnded: () => process.exit(0) });
  console.log('ready');
`;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function start(engine: string) {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', SCRIPT, engine, testFolder()];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], cwd: import.meta.dirname });
  children.push(child);
  const ended = new Promise<unknown>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  /** @throws {Error} when the process ends, or says something else. */
  const hear = async (words: string): Promise<void> => expect((await lines.next()).value).toBe(words);
  const say = (line: string): void => void child.stdin.write(`${line}\n`);
  await hear('ready');
  return { kill: (signal: NodeJS.Signals) => child.kill(signal), ended, hear, say };
}

describe.skipIf(process.platform === 'win32').each(['conf', 'electron-store'])(
  'a client that writes by %s',
  (engine) => {
    it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
      'the client ends in order at one %s, and counts it once',
      async (signal) => {
        const { kill, ended, hear, say } = await start(engine);
        kill(signal);
        await hear('ending');
        for (let count = 0; count < 5; count++) {
          say('ping');
          await hear('pong');
        }
        say('go');
        expect(await ended).toBe(0);
      },
    );

    it('the client ends at once at a second signal, however soon the signal arrives', async () => {
      const { kill, ended, hear } = await start(engine);
      kill('SIGTERM');
      await hear('ending');
      kill('SIGINT');
      expect(await ended).toBe(130);
    });

    it('the client ends as usual at a signal that it does not handle', async () => {
      const { kill, ended } = await start(engine);
      kill('SIGALRM');
      expect(await ended).toBe('SIGALRM');
    });
  },
);
