import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LogFile } from '../../../main/services/log-file.ts';
import { testFolder } from './folder.ts';

it('bounds the disk: old files go, the newest lines stay', async () => {
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

it('bounds memory: lines beyond the queue are dropped and counted', async () => {
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
