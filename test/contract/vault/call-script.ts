/**
 * Calls by the command line with the keys of the client, inside a world that keyring.ts made. The first argument says
 * which; the second is a data folder. Prints what each call said.
 */
import { spawnSync } from 'node:child_process';
import { asAccountId } from '../../../preload/domain/ids.ts';
import { AccountStore } from '../../../main/services/accounts/account-store.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import { runCommand, type Done } from '../commands/command.ts';
import { startClient } from '../services/client.ts';

const [, , world = '', dataDir = ''] = process.argv;
const call = (...args: readonly string[]): Promise<Done> =>
  runCommand('scripts/call.ts', [...args, '--local-clouds', '--data-dir', dataDir], { LANNER_CREDENTIALS: undefined });

function lockKeyring(): void {
  const target = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock'];
  const collection = 'array:objpath:/org/freedesktop/secrets/collection/login';
  const { status } = spawnSync('dbus-send', ['--session', '--print-reply', ...target, collection]);
  if (status !== 0) throw new Error('the keyring could not be locked');
}

async function inKeyring(): Promise<object> {
  const simulator = await startSimulator({ cameras: 4, hasMedia: false });
  const client = await startClient(dataDir, { vault: 'system' });
  const add = async (label: string, persistence: 'keychain' | 'session') => {
    const cloud = simulator.clouds['huawei-ivm'];
    const { userId = '', ak = '', sk = '' } = cloud?.credentials ?? {};
    const { id } = await client.get('account.add', {
      vendor: 'huawei-ivm',
      label,
      endpoint: cloud?.endpoint ?? '',
      region: null,
      fields: { userId, ak },
      secrets: { sk },
      persistence,
    });
    await client.host.event('directory.changed', ({ accountId, phase }) => accountId === id && phase === 'ready');
    return sk;
  };
  const sk = await add('Shop', 'keychain');
  await add('Guest', 'session');
  const read = ['huawei-ivm', 'listDevices', '--params', '{"limit":2}', '--account'] as const;
  const signIns = () => simulator.requests({ operation: 'getAccessToken' }).length;
  const before = signIns();
  const running = await call(...read, 'Shop');
  await client.app.dispose();
  const answers = {
    running,
    ended: await call(...read, 'Shop'),
    token: await call('huawei-ivm', 'getAccessToken', '--account', 'Shop'),
    other: await call(...read, 'Shp'),
    guest: await call(...read, 'Guest'),
    vendor: await call('tencent-ivp', 'listOrganizations', '--account', 'Shop'),
  };
  const tokensBought = signIns() - before - 1; // the call of that name is one itself
  lockKeyring();
  const locked = await call(...read, 'Shop');
  await simulator.close();
  return { ...answers, locked, tokensBought, sk };
}

async function withoutKeyring(): Promise<object> {
  new AccountStore(dataDir).put(
    {
      id: asAccountId('a1'),
      vendor: 'huawei-ivm',
      label: 'Shop',
      region: null,
      isEnabled: true,
      endpoint: 'http://127.0.0.1:1',
      fields: { userId: '123456789012345', ak: 'AK' },
      persistence: 'keychain',
      createdAtMs: 1,
      confirmedOrigins: [],
      mediaHosts: [],
      mediaCertificates: [],
    },
    false,
  );
  return { none: await call('huawei-ivm', 'listDevices', '--account', 'Shop') };
}

process.stdout.write(JSON.stringify(await (world === 'keyring' ? inKeyring() : withoutKeyring())));
