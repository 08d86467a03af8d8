/** One IVM account: its token, its connections, and the ports that the client lives on. */
import { AppError } from '../../errors.ts';
import { Secret, type Credential } from '../../secret.ts';
import { callerOf } from '../core/client/caller.ts';
import { loadCatalogue, type Catalogue } from '../core/contract/catalogue.ts';
import { optionsOf, VendorClient, type CredentialSource } from '../core/client/client.ts';
import type { Dialect } from '../core/client/dialect.ts';
import { guardedSession } from '../core/client/guarded-session.ts';
import { mediaRulesOf } from '../core/client/media-source.ts';
import type { IssuedToken, TokenKeeper } from '../core/client/token-keeper.ts';
import type { AccountPort } from '../../ports/account.ts';
import type { ClientSettings, SessionSettings, VendorSession } from '../../ports/session.ts';
import { createDialect } from './dialect.ts';
import { IvmDirectory } from './directory.ts';
import { createIvmFacts } from './facts.ts';
import { IvmLive, IvmPlayback, IvmRecords } from './media.ts';
import type { HuaweiIvmOperations } from './operations.gen.ts';
import { createIvmPtz } from './ptz.ts';
import { OVERRIDES } from './overrides.ts';
import { asKeyRejection, createTokenKeeper } from './token.ts';

/** Used where the token itself is asked for. */
const fixed = (credential: Credential): CredentialSource => ({
  current: () => Promise.resolve(credential),
  renew: () => Promise.resolve(null),
});

type Client = VendorClient<HuaweiIvmOperations>;

const keyParams = ({ fields, secrets }: Credential) => ({ ak: fields['ak'] ?? '', sk: secrets['sk']?.reveal() ?? '' });

async function exchangeKeys(
  client: Client,
  keys: Credential,
  isReplacement: boolean,
  signal: AbortSignal,
): Promise<IssuedToken> {
  const params = { ...keyParams(keys), ...(isReplacement ? { force_update: true } : {}) };
  try {
    const { data } = await client.call('getAccessToken', params, signal, fixed(keys));
    const lifetimeSec = Number(data.expire_time);
    if (!data.access_token || !(lifetimeSec > 0)) {
      throw new AppError('network.bad-answer', 'the cloud gave no token', {
        params: { host: client.host, detail: 'access_token or expire_time is missing' },
      });
    }
    return { token: new Secret(data.access_token), lifetimeSec };
  } catch (error) {
    throw asKeyRejection(error);
  }
}

function createAccountPort(client: Client, tokens: TokenKeeper): AccountPort {
  const countDevices = async (signal: AbortSignal): Promise<number> => {
    const { data } = await client.call('listDevices', { limit: 1, offset: 0 }, signal);
    return data.total ?? data.devices?.length ?? 0;
  };
  return {
    async signIn(signal) {
      await tokens.current(signal);
      if (client.clockSkewMs === null) await countDevices(signal); // a stored token is proved by using it
      return { clockSkewMs: client.clockSkewMs, tokenExpiresAtMs: tokens.expiresAtMs };
    },
    async checkPermission(signal) {
      await client.call('listSubDeviceOrgs', { device_org_id: '0' }, signal);
      await client.call('listChannels', { limit: 1, offset: 0 }, signal);
    },
    countDevices,
  };
}

/** The client of one account with what it signs by. */
export interface IvmClient {
  readonly client: VendorClient<HuaweiIvmOperations>;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  readonly tokens: TokenKeeper;
  /** The keys for the operation that takes them. */
  readonly supply: (operationId: string) => Readonly<Record<string, unknown>>;
  readonly dispose: () => void;
}

/**
 * The client alone, for calls of single operations. Nothing is sent before the first call.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is no http(s) address.
 */
export function createIvmClient(
  settings: ClientSettings & Pick<SessionSettings, 'tokens'>,
  contractRoot?: URL,
): IvmClient {
  const { credential } = settings;
  const catalogue = loadCatalogue('huawei-ivm', OVERRIDES, contractRoot);
  const dialect = createDialect(catalogue.errorCodes);
  const tokens = createTokenKeeper(
    { keys: credential, endpoint: settings.endpoint },
    settings.tokens,
    (isReplacement, signal) => exchangeKeys(client, credential, isReplacement, signal),
    () => Date.now(),
    (token) => client.redactor.addTokens([token]),
  );
  const client: Client = new VendorClient({ ...optionsOf(settings), catalogue, dialect, credentials: tokens });
  const dispose = (): void => {
    tokens.dispose();
    client.dispose();
  };
  const supply = (operationId: string) => (operationId === 'getAccessToken' ? keyParams(credential) : {});
  return { client, catalogue, dialect, tokens, supply, dispose };
}

/**
 * Opens a session; nothing is sent before a port is used.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is no http(s) address.
 */
export function createIvmSession(settings: SessionSettings, contractRoot?: URL): VendorSession {
  const { client, catalogue, dialect, tokens, supply, dispose } = createIvmClient(settings, contractRoot);
  const rules = mediaRulesOf(settings.endpoint);
  const session: VendorSession = {
    vendor: 'huawei-ivm',
    account: createAccountPort(client, tokens),
    directory: new IvmDirectory(settings.accountId, client),
    live: new IvmLive(client, dialect, rules),
    records: new IvmRecords(client),
    playback: new IvmPlayback(client, dialect, rules),
    ptz: createIvmPtz(client),
    facts: createIvmFacts(client),
    calls: callerOf({ client, catalogue, supply }),
    dispose() {
      dispose();
      return Promise.resolve();
    },
  };
  return guardedSession(session, client.redactor);
}
