import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeNames } from '../../../../../../main/hosts/browser/process/closed-names.ts';

let profile: string;
const stateOf = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(profile, 'Local State'), 'utf8')) as Record<string, unknown>;

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'lanner-profile-'));
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

it('a new profile resolves names where no server answers, and contains no other file', async () => {
  await closeNames(profile);
  expect(stateOf()).toEqual({ dns_over_https: { mode: 'secure', templates: 'https://127.0.0.1:1/dns-query{?dns}' } });
  expect(readdirSync(profile)).toEqual(['Local State']);
});

it('no other entry of the browser changes, and a changed entry for the look-up of names is restored', async () => {
  writeFileSync(join(profile, 'Local State'), '{"a":{"b":1},"dns_over_https":{"mode":"off"}}');
  await closeNames(profile);
  expect(stateOf()).toMatchObject({ a: { b: 1 }, dns_over_https: { mode: 'secure' } });
});

it.each(['', '[1', 'null', '"text"'])('the client replaces a state file that contains %j', async (text) => {
  writeFileSync(join(profile, 'Local State'), text);
  await closeNames(profile);
  expect(stateOf()).toMatchObject({ dns_over_https: { mode: 'secure' } });
});

it('the browser starts although its profile cannot be written', async () => {
  await expect(closeNames(join(profile, 'missing'))).resolves.toBeUndefined();
});
