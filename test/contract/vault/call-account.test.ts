/** `npm run call -- --account NAME`: the keys and the token of the client, out of a real keychain. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Done } from '../commands/command.ts';
import { missingKeyring, runScript } from './keyring.ts';

const noKeyring = missingKeyring();

type Calls<Name extends string> = Readonly<Record<Name, Done & { readonly last: object }>>;

async function calls<T>(world: 'keyring' | 'none'): Promise<T & { readonly dataDir: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lanner-call-data-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const { code, stdout, stderr } = await runScript(world, './call-script.ts', [world, dataDir]);
  expect(code, stderr).toBe(0);
  return { ...(JSON.parse(stdout) as T), dataDir };
}

it.skipIf(noKeyring !== null)(
  'a call of an account uses its keys and its token, whether the client runs or not',
  async () => {
    type Names = 'running' | 'ended' | 'token' | 'other' | 'guest' | 'vendor' | 'locked';
    const said = await calls<Calls<Names> & { readonly tokensBought: number; readonly sk: string }>('keyring');
    for (const name of ['running', 'ended'] as const) {
      expect(said[name], said[name].output).toMatchObject({
        code: 0,
        last: { ok: true, value: { devices: [{}, {}] }, requestId: expect.stringMatching(/\S{8,}/) },
      });
    }
    expect(said.tokensBought, "the client's token serves the command too").toBe(0);
    expect(said.token.last).toMatchObject({ ok: true, value: { access_token: '***' } });

    const refused = { code: 2, last: { ok: false, requestId: null } };
    for (const name of ['other', 'guest', 'vendor', 'locked'] as const) expect(said[name]).toMatchObject(refused);
    expect(said.other.last).toMatchObject({
      error: { code: 'account.not-found', message: expect.stringMatching(/Shop/) },
    });
    expect(said.guest.last).toMatchObject({
      error: { code: 'vault.no-such-secret', message: expect.stringMatching(/LANNER_CREDENTIALS/) },
    });
    expect(said.vendor.last).toMatchObject({
      error: { code: 'input.usage', message: expect.stringMatching(/huawei-ivm/) },
    });
    expect(said.locked.last).toMatchObject({ error: { code: 'vault.locked', next: expect.stringMatching(/Unlock/) } });

    expect(said.sk.length).toBeGreaterThan(8);
    for (const name of ['running', 'ended', 'token', 'other', 'guest', 'vendor', 'locked'] as const) {
      expect(said[name].output, name).not.toContain(said.sk);
    }
    const files = await readdir(said.dataDir);
    expect(files.filter((name) => name.includes('unreadable'))).toEqual([]);
    expect((await stat(join(said.dataDir, 'accounts.json'))).isFile()).toBe(true);
  },
);

it.skipIf(process.platform !== 'linux')(
  'a call of an account says that there is no keychain, and what to do instead',
  async () => {
    const { none } = await calls<Calls<'none'>>('none');
    expect(none).toMatchObject({ code: 2, last: { ok: false, error: { code: 'vault.missing' } } });
    expect(none.last).toMatchObject({ error: { next: expect.stringMatching(/LANNER_CREDENTIALS/) } });
  },
);
