import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LineLimit } from '../../../main/log-limit.ts';
import { log, logFromThread, postLogLines, setLogSink, type LogSink, type ThreadLine } from '../../../main/log.ts';
import { Redactor } from '../../../main/redactor.ts';
import { Secret } from '../../../main/secret.ts';

type Line = { level: string; message: string; n?: number; leftOut?: number; areLeftOut?: boolean; text?: string };

const lines: Line[] = [];
let before: LogSink;
beforeEach(() => {
  before = setLogSink((_level, line) => lines.push(JSON.parse(line) as Line));
});
afterEach(() => {
  setLogSink(before);
  lines.length = 0;
});

it('the log drops lines of an endless burst, reports where the first line is missing, and writes every other message', () => {
  for (let n = 0; n < 5_000; n += 1) log.warn('request refused', { n });
  log.warn('a camera was not stopped');
  const refused = lines.filter(({ message }) => message === 'request refused');
  expect(refused.length).toBeLessThan(120);
  expect(refused.slice(0, 100).map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  expect(refused[100]).toMatchObject({ areLeftOut: true });
  expect(lines.at(-1)?.message).toBe('a camera was not stopped');
});

it('the log limits a message as a warning and as an audit line separately', () => {
  for (let n = 0; n < 5_000; n += 1) log.warn('connection refused');
  log.audit('connection refused', { n: 7 });
  expect(lines.at(-1)).toMatchObject({ level: 'audit', n: 7 });
});

// @promise security.terminal: No line of the log and no text of a verdict steers a terminal or turns a line.
it('a log line contains no control character or line break, and its meaning is unchanged', () => {
  const raw: string[] = [];
  setLogSink((_level, line) => raw.push(line));
  const name = 'Gate \u009b2J\u0085\u007f\u202egnp\u2028\u2029\u{e0041}\u0000\n门';
  log.warn(name, { text: name });
  expect(raw.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(raw.join('')).toContain('门');
  expect(JSON.parse(raw[0] ?? '')).toMatchObject({ message: name, text: name });
});

it('the log cuts a text of a megabyte in whatever field the text is', () => {
  log.error('x'.repeat(1_000_000), { text: 'y'.repeat(1_000_000), deep: { error: new Error('z'.repeat(1_000_000)) } });
  expect(JSON.stringify(lines).length).toBeLessThan(20_000);
  expect(lines[0]?.text).toContain('… (1000000 characters)');
});

it('the limit of lines passes a burst, then one line in each interval with the number of dropped lines', () => {
  let nowMs = 0;
  const limit = new LineLimit({ burst: 2, everyMs: 100 }, 8, () => nowMs);
  const fates = (count: number): string[] =>
    Array.from({ length: count }, () => limit.take('a')).map((fate) =>
      fate.kind === 'write' ? `write ${fate.leftOut}` : fate.kind,
    );
  expect(fates(4)).toEqual(['write 0', 'write 0', 'first-left-out', 'left-out']);
  nowMs = 100;
  expect(fates(2)).toEqual(['write 2', 'first-left-out']);
  nowMs = 1_000_000;
  expect(fates(3)).toEqual(['write 1', 'write 0', 'first-left-out']);
});

it('the limit of lines counts each message by itself, and forgets the message that was used least recently', () => {
  const limit = new LineLimit({ burst: 1, everyMs: 1_000 }, 2, () => 0);
  expect(['a', 'b', 'a', 'c', 'b'].map((key) => limit.take(key).kind)).toEqual([
    ...['write', 'write', 'first-left-out', 'write', 'write'],
  ]);
});

describe('the log of a worker thread', () => {
  /** The lines that a thread's log posts during `write`, and the lines that main's log then has. */
  function linesOfThread(write: () => void): { posted: ThreadLine[]; inMain: Line[] } {
    const posted: ThreadLine[] = [];
    postLogLines((line) => posted.push(structuredClone(line)));
    write();
    setLogSink((_level, line) => lines.push(JSON.parse(line) as Line));
    for (const line of posted) logFromThread('worker', line);
    return { posted, inMain: lines };
  }

  it('the log of main contains a line of a worker thread with its level, its fields and the name of the thread', () => {
    const { inMain } = linesOfThread(() => log.error('a stream failed', { error: new TypeError('undefined is odd') }));
    expect(inMain).toMatchObject([
      { level: 'error', message: 'a stream failed', thread: 'worker', error: { name: 'TypeError' } },
    ]);
    expect(JSON.stringify(inMain)).toMatch(/log\.test\.ts:\d+/);
  });

  // @promise security.worker-log
  it('main searches a line of a worker thread for the secrets of the accounts, which no worker knows', () => {
    const { posted } = linesOfThread(() => log.warn('said S3cr3tOfTheAccount', { said: 'S3cr3tOfTheAccount' }));
    const redactor = new Redactor([new Secret('S3cr3tOfTheAccount')]);
    try {
      lines.length = 0;
      for (const line of posted) logFromThread('worker', line);
    } finally {
      redactor.dispose();
    }
    expect(lines).toMatchObject([{ message: 'said ***', said: '***' }]);
  });

  it('the log writes only the message of a worker line that is too long', () => {
    const words = Array.from({ length: 200 }, () => 'w'.repeat(4_000));
    const { posted, inMain } = linesOfThread(() => log.error('much', { words }));
    expect(JSON.stringify(posted).length).toBeLessThan(1_000);
    expect(inMain).toMatchObject([{ level: 'error', message: 'much', thread: 'worker' }]);
  });

  it('a worker thread posts a bounded number of lines, whatever their messages, and reports that lines are missing', () => {
    const { posted, inMain } = linesOfThread(() => {
      for (let n = 0; n < 5_000; n += 1) log.error(`message ${n}`);
    });
    expect(posted.length).toBeLessThan(600);
    expect(inMain.at(-1)).toMatchObject({ message: 'a thread writes too many lines', thread: 'worker' });
  });

  it('a worker thread posts no debug line', () => {
    expect(linesOfThread(() => log.debug('a detail')).posted).toEqual([]);
  });
});
