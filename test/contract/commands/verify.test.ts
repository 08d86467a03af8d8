/** `npm run verify` as a person runs the command: what is printed, and the exit code. */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeBundle } from '../../../main/services/exports/bundle-writer.ts';
import { fingerprintOf } from '../../../main/services/exports/signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const script = join(import.meta.dirname, '..', '..', '..', 'scripts', 'verify.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lanner-verify-'));
  await writeFile(join(folder, 'x'), 'footage');
  const file = { from: join(folder, 'x'), path: 'x.mp4', kind: 'recording', source: null, range: null } as const;
  await writeBundle({
    target: join(folder, 'case'),
    form: 'folder',
    sources: [],
    files: [file],
    key: privateKey,
    facts: { madeAtMs: 0, madeBy: 'Ada', reason: '', tool: { name: 'Lanner', version: '0' } },
    tag: 'test',
    signal: new AbortController().signal,
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function verify(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stderr, lines: stdout.trim().split('\n') };
}

// @promise evidence.command: The command reports each file as valid, altered, missing, added or refused, and the
// signature as valid, of an unknown key, broken or missing.
it('the command says that a whole bundle with the named key is valid, and ends with 0', () => {
  const { status, lines } = verify(join(folder, 'case'), '--key', fingerprintOf(publicKey), '--json');
  expect([status, JSON.parse(lines.at(-1) ?? '')]).toMatchObject([0, { isValid: true, signature: 'valid' }]);
  expect(verify(join(folder, 'case'), '--key', fingerprintOf(publicKey)).lines[0]).toMatch(/^VALID/);
});

// @promise evidence.command
it('the command names what is wrong with a bundle, and does not end with 0', async () => {
  expect(verify(join(folder, 'case'), '--json').status).toBe(1);
  await writeFile(join(folder, 'case', 'x.mp4'), 'another');
  await writeFile(join(folder, 'case', 'new\u001b[2J'), '');
  const { status, lines } = verify(join(folder, 'case'), '--key', fingerprintOf(publicKey));
  expect(status).toBe(1);
  expect(lines).toEqual(expect.arrayContaining(['NOT VALID', 'altered: "x.mp4"', 'path: "new\\u001b[2J"']));
});

// @promise security.terminal
// @promise failures.odd-bundle
it('the command prints no character of a bundle that steers a terminal or turns the direction of text', async () => {
  await writeFile(join(folder, 'case', 'a\u009b2J\u202edilav\u2028\u{e0041}'), '');
  for (const form of [[], ['--json']]) {
    const { status, lines } = verify(join(folder, 'case'), ...form);
    expect(status).toBe(1);
    expect(lines.join('')).toContain('"a\\u009b2J\\u202edilav\\u2028\\udb40\\udc41"');
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

it('the command says what is no bundle, and how it is used', () => {
  const missing = verify(join(folder, 'nothing'), '--json');
  expect([missing.status, JSON.parse(missing.lines.at(-1) ?? '')]).toMatchObject([
    1,
    { isValid: false, error: { code: 'evidence.unreadable' } },
  ]);
  expect(verify().status).toBe(2);
});
