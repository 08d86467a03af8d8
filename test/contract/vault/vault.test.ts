/** The vault against a real Secret Service: gnome-keyring on a bus of its own. */
import { describe, expect, it } from 'vitest';
import { missingKeyring, runScript } from './keyring.ts';
import type { Answer, Step } from './vault-script.ts';

const noKeyring = missingKeyring();
const withKeyring = describe.skipIf(noKeyring !== null);

async function steps(world: 'keyring' | 'none', list: readonly Step[]): Promise<Answer[]> {
  const { code, stdout, stderr } = await runScript(world, './vault-script.ts', [JSON.stringify(list)]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Answer[];
}

const key = { account: 'acc-1', persistence: 'keychain', name: 'sk' } as const;
const inSession = { ...key, persistence: 'session' } as const;

withKeyring(`with a keyring${noKeyring === null ? '' : ` (${noKeyring})`}`, () => {
  it('the vault stores a secret over a restart, replaces it and deletes it', async () => {
    const answers = await steps('keyring', [
      { do: 'put', ...key, value: 'first' },
      { do: 'restart' },
      { do: 'read', ...key },
      { do: 'put', ...key, value: 'second' },
      { do: 'restart' },
      { do: 'read', ...key },
      { do: 'remove', ...key },
      { do: 'read', ...key },
      { do: 'status' },
    ]);
    expect(answers.map((answer) => 'value' in answer && answer.value)).toEqual([
      ...[null, null, 'first', null, null, 'second', null, null],
      { backend: 'Secret Service', state: 'ready', sessionOnlyCount: 0 },
    ]);
  });

  it('lists names by account, without values, and separates accounts', async () => {
    const answers = await steps('keyring', [
      { do: 'put', ...key, value: 'one' },
      { do: 'put', ...key, name: 'token', value: 'two' },
      { do: 'put', ...key, account: 'acc-2', value: 'three' },
      { do: 'list' },
      { do: 'remove-all', account: 'acc-1', persistence: 'keychain' },
      { do: 'list' },
      { do: 'read', ...key, account: 'acc-2' },
    ]);
    expect(answers[3]).toEqual({
      value: [
        { accountId: 'acc-1', names: ['sk', 'token'] },
        { accountId: 'acc-2', names: ['sk'] },
      ],
    });
    expect(answers[5]).toEqual({ value: [{ accountId: 'acc-2', names: ['sk'] }] });
    expect(answers[6]).toEqual({ value: 'three' });
  });

  it('the vault stores secrets of 4 KB whole, and shorter ones after longer ones', async () => {
    const long = `${'密'.repeat(1365)}x`; // 4096 bytes of UTF-8
    const answers = await steps('keyring', [
      { do: 'put', ...key, value: long },
      { do: 'restart' },
      { do: 'read', ...key },
      { do: 'put', ...key, value: 'short' },
      { do: 'read', ...key },
      { do: 'put', ...key, value: `${long}y` },
      { do: 'read', ...key },
    ]);
    expect(answers[2]).toEqual({ value: long });
    expect(answers[4]).toEqual({ value: 'short' });
    expect(answers[5]).toEqual({ code: 'vault.too-large', action: 'edit-account' });
    expect(answers[6]).toEqual({ value: 'short' });
  });

  it('the vault says that the keyring is locked, what to do, and works for this session meanwhile', async () => {
    const answers = await steps('keyring', [
      { do: 'put', ...key, value: 'kept' },
      { do: 'lock' },
      { do: 'read', ...key },
      { do: 'put', ...key, name: 'other', value: 'x' },
      { do: 'status' },
      { do: 'put', ...inSession, account: 'acc-9', value: 'for now' },
      { do: 'read', ...inSession, account: 'acc-9' },
      { do: 'list' },
    ]);
    expect(answers[2]).toEqual({ code: 'vault.locked', action: 'unlock-vault' });
    expect(answers[3]).toEqual({ code: 'vault.locked', action: 'unlock-vault' });
    expect(answers[4]).toEqual({ value: { backend: 'Secret Service', state: 'locked', sessionOnlyCount: 0 } });
    expect(answers[6]).toEqual({ value: 'for now' });
    expect(answers[7]).toEqual({
      value: [
        { accountId: 'acc-1', names: ['sk'] },
        { accountId: 'acc-9', names: ['sk'] },
      ],
    });
  });
});

describe.skipIf(process.platform !== 'linux')('without a keyring', () => {
  it('reports that there is none, offers the session, and a restart forgets what was stored for it', async () => {
    const answers = await steps('none', [
      { do: 'status' },
      { do: 'put', ...key, value: 'x' },
      { do: 'list' },
      { do: 'put', ...inSession, value: 'for now' },
      { do: 'status' },
      { do: 'restart' },
      { do: 'read', ...inSession },
    ]);
    expect(answers[0]).toEqual({ value: { backend: 'Secret Service', state: 'missing', sessionOnlyCount: 0 } });
    expect(answers[1]).toEqual({ code: 'vault.missing', action: 'session-only' });
    expect(answers[2]).toEqual({ value: [] });
    expect(answers[4]).toEqual({ value: { backend: 'Secret Service', state: 'missing', sessionOnlyCount: 1 } });
    expect(answers[6]).toEqual({ value: null });
  });
});
