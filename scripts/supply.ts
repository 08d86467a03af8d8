/**
 * Checks what the client is made of. Usage: npm run supply [-- --json]
 *
 * The lockfile and the installation are checked here. Signatures and known faults need the registry: where it does not
 * answer, the check says that nothing is known, which is neither a pass nor a fault. Exit 0 when no check found a fault.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, say } from './lib.ts';
import { npm, type NpmOutcome } from './npm.ts';
import { installationFaults, lockfileFaults, type Lockfile, type Manifest } from './supply-lockfile.ts';

interface Check {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'unknown';
  readonly details: readonly string[];
}

const MAX_DETAILS = 20;
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const check = (name: string, faults: readonly string[]): Check => ({
  name,
  details: faults.slice(0, MAX_DETAILS),
  state: faults.length === 0 ? 'passed' : 'failed',
});

/** npm could not reach or use the registry: nothing is known. */
const NO_ANSWER =
  /ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|network|ENOAUDIT|E4\d\d|E5\d\d|not supported|No dependencies found/i;

/** npm's reason for a failure, without the names of its own files. */
const reasonOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/^npm error (?:code )?/, '').trim())
    .find((line) => line !== '' && !line.startsWith('npm ') && !line.startsWith('A complete log'))
    ?.slice(0, 200) ?? 'npm gave no reason';

function signatures(): Check {
  const name = 'signatures of the registry';
  const { code, stdout, stderr }: NpmOutcome = npm(['audit', 'signatures', '--json']);
  if (NO_ANSWER.test(stderr) || (code !== 0 && !stdout.includes('"invalid"'))) {
    return { name, state: 'unknown', details: [`the registry gave no signatures: ${reasonOf(stderr)}`] };
  }
  const found = JSON.parse(stdout) as {
    readonly invalid?: readonly { name: string }[];
    readonly missing?: readonly { name: string }[];
  };
  const faults = (found.invalid ?? []).map((one) => `${one.name}: its signature is wrong`);
  const missing = (found.missing ?? []).map((one) => `${one.name}: is not signed`);
  return { ...check(name, faults), details: [...faults, ...missing].slice(0, MAX_DETAILS) };
}

function knownFaults(): Check {
  const name = 'known faults of packages that are shipped';
  const { stdout, stderr } = npm(['audit', '--json', '--omit', 'dev', '--audit=true']);
  try {
    const found = JSON.parse(stdout) as { readonly vulnerabilities?: Readonly<Record<string, { severity: string }>> };
    if (found.vulnerabilities !== undefined) {
      return check(
        name,
        Object.entries(found.vulnerabilities).map(([one, { severity }]) => `${one}: ${severity}`),
      );
    }
  } catch {
    // no JSON: reported below
  }
  return { name, state: 'unknown', details: [`the registry gave no list: ${reasonOf(stderr)}`] };
}

function lockfile(): readonly Check[] {
  const locked = read('package-lock.json') as Lockfile;
  const note = 'node_modules/.package-lock.json';
  const installed: Check = existsSync(path.join(root, note))
    ? check('installed packages are those of the lockfile', installationFaults(locked, read(note) as Lockfile))
    : { name: 'installed packages are those of the lockfile', state: 'unknown', details: ['nothing is installed'] };
  return [
    check('the lockfile pins every package by its hash', lockfileFaults(read('package.json') as Manifest, locked)),
    installed,
  ];
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const checks = [...lockfile(), signatures(), knownFaults()];
for (const { name, state, details } of checks) {
  say(`${state.padEnd(8)}${name}`);
  for (const detail of details) say(`        ${detail}`);
}
if (values.json) process.stdout.write(`${JSON.stringify({ checks })}\n`);
process.exitCode = checks.some(({ state }) => state === 'failed') ? 1 : 0;
