/**
 * Checks that a bundle of evidence has not changed since its export. Usage: npm run verify -- FOLDER|ZIP [--key
 * FINGERPRINT] [--json]
 *
 * `--key` names the key that must have signed, by the fingerprint that the exporting side publishes; without a known
 * key even a whole signature counts as unknown. Exit 0 only when every file and the signature are valid.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { toWireError } from '../main/errors.ts';
import { verifyBundle } from '../main/services/exports/verify.ts';
import { visibleJson } from '../main/visible-json.ts';
import type { EvidenceVerdict } from '../preload/domain/exports/evidence.ts';
import { say } from './lib.ts';

const MAX_LINES = 200;

/** The path as the person gave it: npm changes the folder of the process. */
const given = (name: string): string => path.resolve(process.env['INIT_CWD'] ?? '.', name);

/** The digits alone: people copy a fingerprint with or without its spaces. */
const digitsOf = (fingerprint: string): string => fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase();
const grouped = (digits: string): string => digits.match(/.{1,4}/g)?.join(' ') ?? '';

/** Names and words come from the bundle, and must not steer a terminal or turn its text. */
const asJson = (value: unknown): string => visibleJson(JSON.stringify(value));

function describe({ isValid, manifest, signature, fingerprint, facts, files }: EvidenceVerdict): string {
  const bad = files.filter(({ state }) => state !== 'valid');
  const lines = [
    isValid ? 'VALID: unchanged since the export' : 'NOT VALID',
    `list of files: ${manifest}`,
    `signature: ${signature}${fingerprint === null ? '' : `, key ${fingerprint}`}`,
    ...(facts === null ? [] : [`made ${new Date(facts.madeAtMs).toISOString()} by ${asJson(facts.madeBy)}`]),
    `${files.length - bad.length} of ${files.length} files valid`,
    ...bad.slice(0, MAX_LINES).map(({ path: name, state, why }) => `${why ?? state}: ${asJson(name)}`),
  ];
  return lines.join('\n');
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, key: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
const [name, ...more] = positionals;
if (name === undefined || more.length > 0) {
  say('usage: npm run verify -- FOLDER|ZIP [--key FINGERPRINT] [--json]');
  process.exit(2);
}
try {
  const knownKeys = new Set(values.key.map((key) => grouped(digitsOf(key))));
  const verdict = await verifyBundle(given(name), { knownKeys });
  process.stdout.write(`${values.json ? asJson(verdict) : describe(verdict)}\n`);
  process.exitCode = verdict.isValid ? 0 : 1;
} catch (error) {
  const { code, params } = toWireError(error);
  if (values.json) process.stdout.write(`${asJson({ isValid: false, error: { code, params } })}\n`);
  else say(`${code}: ${asJson(params)}`);
  process.exitCode = 1;
}
