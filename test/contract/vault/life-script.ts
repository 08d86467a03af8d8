/**
 * A day of an account, inside a world that keyring.ts made: added, tested, changed, watched, the client restarted. The
 * argument is the data folder. Prints its secrets and, apart from them, everything that crossed to the windows.
 */
import type { AccountDraft } from '../../../preload/contract/account.ts';
import { asAccountId } from '../../../preload/domain/ids.ts';
import { KeychainStore } from '../../../main/keychain/keychain-store.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import { startClient } from '../services/client.ts';

const dataDir = process.argv[2] ?? '';
const simulator = await startSimulator({ cameras: 8 });
const cloud = simulator.clouds['huawei-ivm'];
const { userId = '', ak = '', sk = '' } = cloud?.credentials ?? {};
const draft: AccountDraft = {
  vendor: 'huawei-ivm',
  label: 'Shop',
  endpoint: cloud?.endpoint ?? '',
  region: null,
  fields: { userId, ak },
  secrets: { sk },
};

const first = await startClient(dataDir, { vault: 'system' });
await first.get('account.test', { runId: 'draft', target: { kind: 'draft', draft } });
const { id } = await first.get('account.add', { ...draft, persistence: 'keychain' });
await first.host.event('directory.changed', ({ phase }) => phase === 'ready');
await first.get('account.test', { runId: 'saved', target: { kind: 'saved', accountId: id } });
const page = await first.get('directory.page', { accountId: id, cursor: null, limit: 100 });
const channel = page.channels.find(({ reachable }) => reachable === 'online');
if (channel) await first.get('live.open', { channelId: channel.id, profile: 'sub' });
await first.get('account.update', { accountId: id, label: 'Renamed', secrets: { sk } });
await first.ask('account.update', { accountId: id, secrets: { sk: `${sk} with a blank` } });
await first.get('account.test', { runId: 'again', target: { kind: 'saved', accountId: id } });
const names = await first.get('vault.list', {});
await first.app.dispose();

const signInsBefore = simulator.requests({ operation: 'getAccessToken' }).length;
const second = await startClient(dataDir, { vault: 'system' });
await second.host.event('directory.changed', ({ phase }) => phase === 'ready');
const [account] = await second.get('account.list', {});
const keychain = new KeychainStore();
const token = await keychain.read(asAccountId(id), 'token');
const signIns = simulator.requests({ operation: 'getAccessToken' }).length - signInsBefore;
await second.get('account.remove', { accountId: id });
const left = [await keychain.read(asAccountId(id), 'sk'), await keychain.read(asAccountId(id), 'token')];
await second.app.dispose();
await simulator.close();

process.stdout.write(
  JSON.stringify({
    secrets: [sk, token?.reveal() ?? null],
    mediaOrigin: simulator.mediaOrigin,
    names,
    account,
    signIns,
    left,
    crossed: [first, second].map(({ answers, host }) => JSON.stringify([answers, host.events])),
  }),
);
