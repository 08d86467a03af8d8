/** Crash reports: complete enough to find the cause, and nothing in them that opens a cloud. */
import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeCrashReport, type CrashFacts } from '../../../main/crash-report.ts';
import { Secret } from '../../../main/secret.ts';

let dir: string;
const facts: CrashFacts = { atMs: 1_000, reason: 'exception', host: 'browser', uptimeSec: 7, rescue: null };

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lanner-crash-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function reportOf(error: unknown): string {
  const path = writeCrashReport(dir, { ...facts, error });
  return readFileSync(path ?? '', 'utf8');
}

it('a crash report states the failure, its place, its reason, the version and the last actions', () => {
  const path = writeCrashReport(dir, {
    ...facts,
    error: new TypeError('no such camera', { cause: new Error('the reason') }),
  });
  writeCrashReport(dir, {
    ...facts,
    error: new TypeError('no such camera'),
    rescue: { moving: 2, stopped: 2, clips: 1 },
  });
  expect(readdirSync(join(dir, 'crashes'))).toEqual(['1970-01-01T00-00-01.000Z.json']);
  const report = JSON.parse(readFileSync(path ?? '', 'utf8')) as Record<string, unknown>;
  expect(report).toMatchObject({
    at: '1970-01-01T00:00:01.000Z',
    reason: 'exception',
    uptimeSec: 7,
    rescue: { moving: 2, stopped: 2, clips: 1 },
    error: { name: 'TypeError', message: 'no such camera' },
    versions: { lanner: expect.stringMatching(/^\d+\./) as string, node: process.versions.node },
  });
  expect(JSON.stringify(report)).toContain('crash-report.test.ts');
});

// @promise security.crash-report: A crash report has no secret, no path or query of an address, and no folder of the
// user; only the user can read it.
it('a crash report contains no secret, path or query of an address, and no name of the home folder', () => {
  const secrets = fc
    .string({ unit: 'grapheme-ascii', minLength: 12, maxLength: 40 })
    .filter((text) => /^[\w+/=-]+$/.test(text));
  fc.assert(
    fc.property(secrets, fc.nat(5), (text, kind) => {
      const secret = new Secret(text);
      const url = `https://user:${text}@cloud.example/live/${text}?token=${text}#${text}`;
      const fields = Object.assign(new Error('with fields'), {
        secret,
        sk: text,
        config: { headers: { 'X-Auth-Token': text } },
      });
      const errors = [
        new Error(`key ${String(secret)} refused`),
        new Error(`GET ${url} failed`),
        new Error('outer', { cause: new Error(`at ${url}`) }),
        fields,
        { secret, toString: () => `thrown ${String(secret)}` },
        `in ${homedir()}/Videos and ${dir}/lanner.db: ${url}`,
      ];
      const report = reportOf(errors[kind]);
      expect(report).not.toContain(text);
      expect(report).not.toContain(dir);
      if (homedir().length > 1) expect(report).not.toContain(`${homedir()}/`);
    }),
    { numRuns: 300 },
  );
});

it('a crash report is bounded and private to its user, and there are not more than ten', () => {
  const endless = new Error('x'.repeat(10_000_000));
  let nested: Error = endless;
  for (let i = 0; i < 100; i++) nested = new Error('outer', { cause: nested });
  expect(reportOf(endless).length).toBeLessThan(40_000);
  expect(reportOf(nested).length).toBeLessThan(100_000);
  writeFileSync(join(dir, 'crashes', 'restarts.json'), '{}');
  for (let i = 1; i < 30; i++) writeCrashReport(dir, { ...facts, atMs: i * 60_000 });
  const names = readdirSync(join(dir, 'crashes')).sort();
  expect(names).toHaveLength(11);
  expect(names.at(-2)).toBe('1970-01-01T00-29-00.000Z.json');
  expect(names).toContain('restarts.json');
  expect(statSync(join(dir, 'crashes')).mode & 0o777).toBe(0o700);
  expect(statSync(join(dir, 'crashes', names[0] ?? '')).mode & 0o777).toBe(0o600);
});

it('a crash report is left out where nothing can be written, without another failure', () => {
  writeFileSync(join(dir, 'crashes'), 'a file in the way');
  expect(writeCrashReport(dir, facts)).toBeNull();
});
