import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeaseId } from '../../../../preload/domain/ids.ts';
import { EventHub, EventQueue, type OutgoingEvent } from '../../../../main/ipc/event-queue.ts';
import { logLines } from '../log-lines.ts';

const lines = logLines();

const computer = { computerCpu: 0, computerMemoryBytes: 0 };
const load = (atMs: number) => ({ atMs, ...computer, cpu: 0, memoryBytes: 0, memoryTotalBytes: 0, networkBps: 0 });
const event = (text: string): OutgoingEvent => ({ name: 'system.resumed', payload: null, text });

describe('a stuck window', () => {
  // @promise failures.slow-viewer
  it('no more events than the limits stay in memory after a million events of many subjects', () => {
    const hub = new EventHub();
    const queue = hub.open('w1', () => false);
    for (let i = 0; i < 1_000_000; i += 1) {
      hub.emit('stream.changed', { leaseId: `lease-${i}` as LeaseId, feed: { phase: 'connecting', attempt: 1 } });
    }
    expect(queue.size).toBe(1024);
    expect(queue.chars).toBeLessThan(1024 * 128);
    expect(queue.dropped).toBe(1_000_000 - 1024 - 1); // one was taken before the sink said no
    expect(lines.filter((line) => line.includes('too slowly'))).toHaveLength(1);
  }, 60_000);

  it('one event per subject stays in memory however many come', () => {
    const hub = new EventHub();
    const queue = hub.open('w1', () => false);
    for (let i = 0; i < 100_000; i += 1) hub.emit('load.measured', load(i));
    expect([queue.size, queue.dropped]).toEqual([1, 0]);
  });

  it('a window that never takes anything has few events in memory when the events are large', () => {
    const queue = new EventQueue(() => false, { maxEvents: 1000, maxChars: 10_000 }, true);
    for (let i = 0; i < 100; i += 1) queue.push(event('x'.repeat(3000)), String(i));
    expect([queue.size, queue.chars]).toEqual([3, 9000]);
  });
});

describe('a resumed window', () => {
  it('a window that takes events again gets the newest event of each subject, in the order of the newest', () => {
    const seen: string[] = [];
    let isOpen = false;
    const queue = new EventQueue(({ text }) => seen.push(text) > 0 && isOpen);
    for (const [text, key] of ['first/z', 'a1/a', 'b1/b', 'a2/a', 'c1/c'].map((one) => one.split('/'))) {
      queue.push(event(text ?? ''), key ?? '');
    }
    isOpen = true;
    queue.drain();
    expect(seen).toEqual(['first', 'b1', 'a2', 'c1']);
  });

  it('a window that takes events again gets one event and waits until it asks for more, and no event is sent twice', () => {
    const seen: string[] = [];
    const queue = new EventQueue(({ text }) => seen.push(text) < 0, undefined, true);
    for (const text of ['a', 'b', 'c']) queue.push(event(text), text);
    queue.drain();
    expect(seen).toEqual(['a']);
    queue.drain();
    queue.drain();
    queue.drain();
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('a window ends with the newest state of every subject, whatever its pace', () => {
    const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), drains: fc.boolean(), takes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const seen: string[] = [];
        let takes = false;
        const queue = new EventQueue(({ text }) => seen.push(text) > 0 && takes);
        const pushed = steps.map(({ key }, i) => ({ key, text: `${key}${i}` }));
        steps.forEach((one, i) => {
          takes = one.takes;
          queue.push(event(pushed[i]?.text ?? ''), one.key);
          if (one.drains) queue.drain();
        });
        takes = true;
        queue.drain();
        const order = seen.map((text) => pushed.findIndex((one) => one.text === text));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        for (const key of new Set(pushed.map((one) => one.key))) {
          expect(seen.findLast((text) => text.startsWith(key))).toBe(pushed.findLast((one) => one.key === key)?.text);
        }
      }),
    );
  });
});

it('the hub sends an event to every window, or to one', () => {
  const seen: string[] = [];
  const hub = new EventHub();
  for (const id of ['w1', 'w2']) hub.open(id, ({ text }) => seen.push(`${id} ${text}`) > 0);
  hub.emit('system.resumed', { atMs: 1 });
  hub.emit('system.resumed', { atMs: 2 }, 'w2');
  hub.close('w1');
  hub.emit('system.resumed', { atMs: 3 });
  const text = (atMs: number): string => JSON.stringify({ event: 'system.resumed', payload: { atMs } });
  expect(seen).toEqual([`w1 ${text(1)}`, `w2 ${text(1)}`, `w2 ${text(2)}`, `w2 ${text(3)}`]);
});

it('the hub sends no payload of the wrong shape, and reports it in the log', () => {
  const seen: string[] = [];
  const hub = new EventHub();
  hub.open('w1', ({ text }) => seen.push(text) > 0);
  hub.emit('system.resumed', { atMs: 1, token: 'abc' } as { atMs: number });
  hub.emit('load.measured', null as never);
  expect(seen).toEqual([]);
  expect(lines).toHaveLength(2);
});
