/**
 * Drives the vault inside a world that keyring.ts made. The argument is a JSON array of steps; the answer a JSON array
 * of what each returned or which code it was refused with.
 */
import { spawnSync } from 'node:child_process';
import { asAccountId } from '../../../preload/domain/ids.ts';
import type { Persistence } from '../../../preload/domain/accounts/accounts.ts';
import { AppError } from '../../../main/errors.ts';
import { KeychainStore } from '../../../main/keychain/keychain-store.ts';
import { Vault } from '../../../main/keychain/vault.ts';
import { Secret } from '../../../main/secret.ts';

export type Step =
  | { do: 'put'; account: string; persistence: Persistence; name: string; value: string }
  | { do: 'read' | 'remove'; account: string; persistence: Persistence; name: string }
  | { do: 'remove-all'; account: string; persistence: Persistence }
  | { do: 'restart' | 'list' | 'status' | 'lock' };

export type Answer = { value: unknown } | { code: string; action: string };

let names: Readonly<Record<string, readonly string[]>> = {};
const index = { read: () => names, write: (next: typeof names) => void (names = next) };
let vault = new Vault(new KeychainStore(), index);

async function act(step: Step): Promise<unknown> {
  switch (step.do) {
    case 'put':
      return await vault.put(asAccountId(step.account), step.persistence, step.name, new Secret(step.value));
    case 'read':
      return (await vault.read(asAccountId(step.account), step.persistence, step.name))?.reveal() ?? null;
    case 'remove':
      return await vault.remove(asAccountId(step.account), step.persistence, step.name);
    case 'remove-all':
      return await vault.removeAll(asAccountId(step.account), step.persistence);
    case 'restart':
      return void (vault = new Vault(new KeychainStore(), index));
    case 'list':
      return vault.list();
    case 'status':
      return await vault.status();
    case 'lock':
      return lockKeyring();
    default:
      return step satisfies never;
  }
}

function lockKeyring(): null {
  const target = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock'];
  const collection = 'array:objpath:/org/freedesktop/secrets/collection/login';
  const { status } = spawnSync('dbus-send', ['--session', '--print-reply', ...target, collection]);
  if (status !== 0) throw new Error('the keyring could not be locked');
  return null;
}

const answers: Answer[] = [];
for (const step of JSON.parse(process.argv[2] ?? '[]') as Step[]) {
  try {
    answers.push({ value: (await act(step)) ?? null });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    answers.push({ code: error.code, action: error.action });
  }
}
process.stdout.write(JSON.stringify(answers));
