import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LogFile } from '../../../../../main/services/client/log-file.ts';
import { testFolder } from '../folder.ts';

it('the log is bounded on disk: old files go, the newest lines stay', async () => {
  const dir = testFolder();
  const log = new LogFile({ dir, maxFileBytes: 500, files: 3 });
  for (let n = 0; n < 60; n++) {
    log.sink('info', JSON.stringify({ n, text: 'x'.repeat(80) }));
    await log.flush();
  }
  expect(readdirSync(dir).sort()).toEqual(['lanner.log', 'lanner.log.1', 'lanner.log.2']);
  expect(readFileSync(join(dir, 'lanner.log'), 'utf8')).toContain('"n":59');
  for (const name of readdirSync(dir)) expect(statSync(join(dir, name)).size).toBeLessThan(800);
});

it('the log is bounded in memory: lines beyond the queue are dropped and counted', async () => {
  const dir = testFolder();
  const log = new LogFile({ dir, maxQueuedLines: 10 });
  for (let n = 0; n < 25; n++) log.sink('info', JSON.stringify({ n }));
  await log.flush();
  log.sink('info', JSON.stringify({ n: 'last' }));
  await log.flush();
  const lines = readFileSync(join(dir, 'lanner.log'), 'utf8').trim().split('\n');
  const dropped = lines.map((line) => JSON.parse(line) as { droppedLines?: number }).find((l) => l.droppedLines);
  expect(dropped?.droppedLines).toBe(25 - (lines.length - 2));
  expect(lines.some((line) => line.includes('"last"'))).toBe(true);
});

it('audit lines have files of their own, which other lines never push out', async () => {
  const dir = testFolder();
  const log = new LogFile({ dir, maxFileBytes: 500, files: 3 });
  log.sink('audit', JSON.stringify({ message: 'a launch token was used twice' }));
  for (let n = 0; n < 60; n++) {
    log.sink('error', JSON.stringify({ n, text: 'x'.repeat(80) }));
    await log.flush();
  }
  expect(readdirSync(dir).sort()).toEqual(['audit.log', 'lanner.log', 'lanner.log.1', 'lanner.log.2']);
  expect(readFileSync(join(dir, 'audit.log'), 'utf8')).toBe('{"message":"a launch token was used twice"}\n');
  expect(statSync(join(dir, 'audit.log')).mode & 0o777).toBe(0o600);
});

it('the audit files are bounded too', async () => {
  const dir = testFolder();
  const log = new LogFile({ dir });
  const text = 'x'.repeat(100_000);
  for (let n = 0; n < 120; n++) {
    log.sink('audit', JSON.stringify({ n, text }));
    await log.flush();
  }
  const audits = readdirSync(dir).filter((name) => name.startsWith('audit'));
  expect(audits.sort()).toEqual(['audit.log', 'audit.log.1', 'audit.log.2', 'audit.log.3', 'audit.log.4']);
  for (const name of audits) expect(statSync(join(dir, name)).size).toBeLessThan(1_200_000);
});
