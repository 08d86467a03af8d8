/** The client of one IVM account: its token and its connections. */
import { AppError } from '../../../errors.ts';
import { Secret, type Credential } from '../../../secret.ts';
import { loadCatalogue, type Catalogue } from '../../core/contract/catalogue.ts';
import { optionsOf, VendorClient, type CredentialSource } from '../../core/client/client.ts';
import type { Dialect } from '../../core/client/dialect.ts';
import type { IssuedToken, TokenSource } from '../../core/client/token-source.ts';
import type { ClientSettings, SessionSettings } from '../../../ports/session.ts';
import { createDialect } from './dialect.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { OVERRIDES } from '../overrides.ts';
import { asKeyRejection, createTokenSource } from './token.ts';

/** Used where the token itself is asked for. */
const fixed = (credential: Credential): CredentialSource => ({
  current: () => Promise.resolve(credential),
  renew: () => Promise.resolve(null),
});

/**
 * Up to 512 presets in one answer without pages, each with a preview (15.1): 48 kB of Base64 for each. Up to 50 targets with
 * pictures: the document suggests 50 kB for each and forbids no larger ones.
 */
const LONG_ANSWERS = {
  listPresetPositions: 24 * 1024 * 1024,
  listTargets: 16 * 1024 * 1024,
  getTargets: 16 * 1024 * 1024,
};

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

/** The client of one account, with the data that it signs with. */
export interface IvmClient {
  readonly client: VendorClient<HuaweiIvmOperations>;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  readonly tokens: TokenSource;
  /** The keys for the operation that takes them. */
  readonly supply: (operationId: string) => Readonly<Record<string, unknown>>;
  readonly dispose: () => void;
}

/**
 * The client alone, for calls of single operations. Nothing is sent before the first call.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is not an http(s) address.
 */
export function createIvmClient(
  settings: ClientSettings & Pick<SessionSettings, 'tokens'>,
  contractRoot?: URL,
): IvmClient {
  const { credential } = settings;
  const catalogue = loadCatalogue('huawei-ivm', OVERRIDES, contractRoot);
  const dialect = createDialect(catalogue.errorCodes);
  const tokens = createTokenSource(
    { keys: credential, endpoint: settings.endpoint },
    settings.tokens,
    (isReplacement, signal) => exchangeKeys(client, credential, isReplacement, signal),
    () => Date.now(),
    (token) => client.redactor.addTokens([token]),
  );
  const client: Client = new VendorClient({
    ...optionsOf(settings),
    catalogue,
    dialect,
    credentials: tokens,
    longAnswers: LONG_ANSWERS,
  });
  const dispose = (): void => {
    tokens.dispose();
    client.dispose();
  };
  const supply = (operationId: string) => (operationId === 'getAccessToken' ? keyParams(credential) : {});
  return { client, catalogue, dialect, tokens, supply, dispose };
}
