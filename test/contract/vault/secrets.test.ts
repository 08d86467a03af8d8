/** Looks for the keys and the token wherever they must not be, after an account lived through everything. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { AccountView } from '../../../preload/contract/account.ts';
import { missingKeyring, runScript } from './keyring.ts';

const noKeyring = missingKeyring();

interface Life {
  readonly secrets: readonly string[];
  readonly mediaOrigin: string;
  readonly names: readonly { readonly names: readonly string[] }[];
  readonly account: AccountView;
  /** How often the second run exchanged its keys. */
  readonly signIns: number;
  readonly left: readonly unknown[];
  readonly crossed: readonly string[];
}

it.skipIf(noKeyring !== null)('keys and token are in the keychain and nowhere else', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lanner-secrets-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const { code, stdout, stderr } = await runScript('keyring', './life-script.ts', [dataDir]);
  expect(code, stderr).toBe(0);
  const life = JSON.parse(stdout) as Life;

  expect(life.secrets.every((secret) => typeof secret === 'string' && secret.length >= 16)).toBe(true);
  expect(life.names.map(({ names }) => names)).toEqual([['sk', 'token']]);
  expect(life.account).toMatchObject({ label: 'Renamed', persistence: 'keychain', isKeyMissing: false });
  expect(life.signIns, 'the token of the first run serves the second').toBe(0);
  expect(life.left).toEqual([null, null]);

  const places = new Map(life.crossed.map((text, i) => [`what crossed to the windows, run ${i + 1}`, text]));
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    places.set(path, await readFile(path, 'latin1'));
  }
  expect([...places.keys()].some((path) => path.endsWith('lanner.log'))).toBe(true);
  for (const [place, text] of places) {
    for (const secret of [...life.secrets, life.mediaOrigin]) {
      const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
      expect(forms.filter((form) => text.includes(form)).length, place).toBe(0);
    }
  }
});
