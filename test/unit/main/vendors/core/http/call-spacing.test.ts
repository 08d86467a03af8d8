import { expect, it } from 'vitest';
import { CallSpacing } from '../../../../../../main/vendors/core/http/call-spacing.ts';

const never = new AbortController().signal;

/** A clock that stands still until somebody waits, and then jumps to the end of the wait. */
function jumpingClock() {
  let nowMs = 1_000;
  return {
    nowMs: () => nowMs,
    async pause(ms: number, signal: AbortSignal) {
      await new Promise(setImmediate);
      signal.throwIfAborted();
      nowMs += ms;
    },
  };
}

it('commands to one camera have their pause from the moment the one before was sent, and other cameras are left alone', async () => {
  const clock = jumpingClock();
  const spacing = new CallSpacing(clock);
  const sentAt: [string, number][] = [];
  const send = (key: string, name: string) =>
    spacing.run(key, 300, never, (sent) => {
      sent();
      sentAt.push([name, clock.nowMs()]);
      return Promise.resolve(name);
    });
  const names = await Promise.all([send('cam-1', 'a'), send('cam-1', 'b'), send('cam-2', 'c'), send('cam-1', 'd')]);
  expect(names).toEqual(['a', 'b', 'c', 'd']);
  const timesOf = (wanted: string) => sentAt.filter(([name]) => wanted.includes(name)).map(([, at]) => at);
  expect(timesOf('abd')).toEqual([1_000, 1_300, 1_600]);
  expect(timesOf('c')).toEqual([1_000]);
});

it('commands to one camera do not wait for the answer of the one before', async () => {
  const spacing = new CallSpacing(jumpingClock());
  let answer = (): void => {};
  const first = spacing.run('cam-1', 300, never, (sent) => {
    sent();
    return new Promise<void>((resolve) => (answer = resolve));
  });
  await spacing.run('cam-1', 300, never, (sent) => Promise.resolve(sent()));
  answer();
  await first;
});

it('commands to one camera count from when a command left, however long it stood in line for a connection', async () => {
  const clock = jumpingClock();
  const spacing = new CallSpacing(clock);
  const sentAt: number[] = [];
  const send = (lineMs: number) =>
    spacing.run('cam-1', 300, never, async (sent) => {
      if (lineMs > 0) await clock.pause(lineMs, never);
      sent();
      sentAt.push(clock.nowMs());
    });
  await Promise.all([send(5_000), send(0)]);
  expect(sentAt).toEqual([6_000, 6_300]);
});

it('commands to one camera that were given up do not delay the next one', async () => {
  const clock = jumpingClock();
  const spacing = new CallSpacing(clock);
  const abort = new AbortController();
  const now = (sent: () => void) => Promise.resolve(sent()).then(clock.nowMs);
  expect(await spacing.run('cam-1', 300, never, now)).toBe(1_000);
  const given = Array.from({ length: 20 }, () => spacing.run('cam-1', 300, abort.signal, now));
  abort.abort();
  for (const one of await Promise.allSettled(given)) expect(one.status).toBe('rejected');
  expect(await spacing.run('cam-1', 300, never, now)).toBe(1_300);
});

it('commands to one camera that fail before they are sent delay no other command', async () => {
  const spacing = new CallSpacing(jumpingClock());
  await expect(spacing.run('cam-1', 300, never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await spacing.run('cam-1', 300, never, (sent) => Promise.resolve(sent()).then(() => 'free'))).toBe('free');
});
