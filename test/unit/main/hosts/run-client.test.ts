import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Host } from '../../../../main/host.ts';
import { parseCommandLine } from '../../../../main/hosts/command-line.ts';
import { runClient, type AppModule } from '../../../../main/hosts/run-client.ts';
import { PATIENT } from '../../../patience.ts';

const { options } = parseCommandLine(['--data-dir', '/nowhere'], { isStrict: true });

/** A host and an app that write down in which order they were started and closed. */
function stage(startApp: (log: string[]) => Promise<void>) {
  const log: string[] = [];
  let closed: () => void = () => {};
  let quit: () => void = () => {};
  const host = {
    onClosed: (listener: () => void) => {
      closed = listener;
      return () => {};
    },
    dispose: () => Promise.resolve(void log.push('host')),
  } as unknown as Host;
  const running = {
    onQuitRequested: (listener: () => void) => void (quit = listener),
    rescue: () => Promise.resolve({ counts: { moving: 0, stopped: 0, clips: 0 }, stopped: [] }),
    dispose: () => Promise.resolve(void log.push('app')),
  };
  const load = (): Promise<AppModule> => Promise.resolve({ startApp: () => startApp(log).then(() => running) });
  const run = runClient(host, options, { load, onEnded: () => log.push('ended'), failures: new EventEmitter() });
  return { log, run, close: () => closed(), quit: () => quit() };
}

const listenersBefore = process.listeners('SIGTERM');
afterEach(() => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    for (const listener of process.listeners(signal)) {
      if (!listenersBefore.includes(listener)) process.off(signal, listener);
    }
  }
});

describe('a running client', () => {
  it.each(['close', 'quit', 'signal'] as const)('a running client ends in order, once, by %s', async (how) => {
    const { log, run, close, quit } = stage(() => Promise.resolve());
    await run;
    if (how === 'signal') process.emit('SIGTERM');
    else (how === 'close' ? close : quit)();
    await vi.waitFor(() => expect(log.at(-1)).toBe('ended'), PATIENT);
    close();
    quit();
    expect(log).toEqual(['app', 'host', 'ended']);
  });

  it('a running client ends at once at the second signal', async () => {
    const { log, run } = stage(() => Promise.resolve());
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    await run;
    process.emit('SIGTERM');
    expect(exit).not.toHaveBeenCalled();
    process.emit('SIGTERM');
    expect(exit).toHaveBeenCalledExactlyOnceWith(130);
    exit.mockRestore();
    await vi.waitFor(() => expect(log).toEqual(['app', 'host', 'ended']), PATIENT);
  });

  it('a client that cannot start closes everything and reports why', async () => {
    const { log, run } = stage(() => Promise.reject(new Error('the port is taken')));
    await expect(run).rejects.toThrow('the port is taken');
    expect(log).toEqual(['host', 'host', 'ended']);
  });

  it('a client that is asked to end while it starts closes everything that the start opened', async () => {
    let go: () => void = () => {};
    const { log, run } = stage(() => new Promise((resolve) => (go = resolve)));
    await vi.waitFor(
      () => expect(process.listeners('SIGTERM').length).toBeGreaterThan(listenersBefore.length),
      PATIENT,
    );
    process.emit('SIGTERM');
    await vi.waitFor(() => expect(log).toEqual(['host']), PATIENT);
    go();
    await run;
    await vi.waitFor(() => expect(log).toEqual(['host', 'app', 'host', 'ended']), PATIENT);
  });
});
