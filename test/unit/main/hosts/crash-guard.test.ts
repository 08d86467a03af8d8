/** Main's reaction to failures that nobody caught, over a fake clock. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RescueOutcome } from '../../../../main/crash-report.ts';
import { guardAgainstCrash } from '../../../../main/hosts/crash-guard.ts';
import { LoopGuard } from '../../../../main/hosts/loop-guard.ts';
import { isCrash } from '../../../../main/supervision.ts';

const RESCUE: RescueOutcome = {
  counts: { moving: 1, stopped: 1, clips: 2 },
  stopped: [{ channelId: 'a1:d1/0', atMs: 7 }],
};
let failures: EventEmitter;
let story: string[];

beforeEach(() => {
  vi.useFakeTimers();
  failures = new EventEmitter();
  story = [];
});
afterEach(() => void vi.useRealTimers());

function guard({
  rescue = async () => RESCUE,
  close = async () => {},
}: { rescue?: () => Promise<RescueOutcome | null>; close?: () => Promise<void> } = {}) {
  guardAgainstCrash({
    events: failures,
    report: (facts) => (
      story.push(`report ${facts.reason} ${String(facts.error)} ${facts.rescue?.stopped ?? '-'}`),
      '/r'
    ),
    note: ({ reportPath, stopped }) =>
      void story.push(['note', reportPath, ...(stopped ?? []).map(({ channelId }) => channelId)].join(' ')),
    rescue: () => (story.push('rescue'), rescue()),
    close: () => (story.push('close'), close()),
    leave: () => void story.push('leave'),
  });
}

const WHOLE = [
  'report exception Error: bug -',
  'note /r',
  'rescue',
  'report exception Error: bug 1',
  'note /r a1:d1/0',
  'close',
  'leave',
];

it('the crash guard writes a report before anything else, then stops cameras, names them, closes and leaves', async () => {
  guard();
  failures.emit('uncaughtException', new Error('bug'));
  await vi.runAllTimersAsync();
  expect(story).toEqual(WHOLE);
});

it('the crash guard handles a rejection in the same way, whatever was thrown', async () => {
  guard();
  failures.emit('unhandledRejection', undefined);
  await vi.runAllTimersAsync();
  expect(story[0]).toBe('report rejection undefined -');
  expect(story.at(-1)).toBe('leave');
});

it('the crash guard does not begin again for failures that come during the end', async () => {
  guard({ rescue: async () => (failures.emit('uncaughtException', new Error('another')), RESCUE) });
  failures.emit('uncaughtException', new Error('bug'));
  failures.emit('unhandledRejection', new Error('a third'));
  await vi.runAllTimersAsync();
  expect(story).toEqual(WHOLE);
});

// @promise security.crash-guard
it.each(['rescue', 'close'] as const)(
  'the crash guard ends the process after three seconds when %s never ends',
  async (what) => {
    guard({ [what]: () => new Promise<never>(() => {}) });
    failures.emit('uncaughtException', new Error('bug'));
    await vi.advanceTimersByTimeAsync(2_999);
    expect(story).not.toContain('leave');
    await vi.advanceTimersByTimeAsync(1);
    expect(story.at(-1)).toBe('leave');
  },
);

it.each(['rescue', 'close'] as const)('the crash guard ends the process at once when %s fails', async (what) => {
  guard({ [what]: () => Promise.reject(new Error('broken')) });
  failures.emit('uncaughtException', new Error('bug'));
  await vi.advanceTimersByTimeAsync(0);
  expect(story.at(-1)).toBe('leave');
});

it('the crash guard lets a client start three times within five minutes, and once more as time passes', () => {
  const loop = new LoopGuard();
  expect([0, 1_000, 2_000, 3_000].map((atMs) => loop.onCrash(atMs))).toEqual(['restart', 'restart', 'restart', 'halt']);
  expect(loop.onCrash(300_000)).toBe('restart');
  expect(loop.onCrash(300_500)).toBe('halt');
  loop.clear();
  expect(loop.onCrash(300_500)).toBe('restart');
});

it('the crash guard distinguishes a crash from an end that was asked for', () => {
  for (const signal of ['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL'] as const)
    expect(isCrash(null, signal)).toBe(true);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) expect(isCrash(null, signal)).toBe(false);
  for (const code of [70, 134, 5, 7, 0xc0000005]) expect(isCrash(code, null)).toBe(true);
  for (const code of [0, 1, 2, 130, 143]) expect(isCrash(code, null)).toBe(false);
});
