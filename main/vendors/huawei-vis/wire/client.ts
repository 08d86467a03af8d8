/** The client of one VIS account: how it signs and its connections. */
import { AppError } from '../../../errors.ts';
import type { CallerSettings } from '../../core/client/caller.ts';
import { loadCatalogue, type Catalogue } from '../../core/contract/catalogue.ts';
import { optionsOf, VendorClient, type CredentialSource } from '../../core/client/client.ts';
import type { Operation } from '../../core/contract/contract.ts';
import type { Dialect } from '../../core/client/dialect.ts';
import { TokenSource, type IssuedToken } from '../../core/client/token-source.ts';
import { createDialect, TOKEN } from './dialect.ts';
import { authOf, findProject, issueToken } from './iam.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';
import { OVERRIDES } from '../overrides.ts';
import { fixedCredentials, ProjectIdSource, readSignIn } from './sign-in.ts';

/**
 * The life of a token. IAM's headers do not name it, the document does. @see contract, auth.facts.tokenLifetimeSeconds
 */
const TOKEN_LIFE_SEC = 86_400;
const REFRESH_AHEAD_MS = 2 * 3_600_000;

/** The client of one account, with the data that it signs with. */
export interface VisClient {
  readonly client: VendorClient<HuaweiVisOperations>;
  readonly catalogue: Catalogue;
  readonly dialect: Dialect;
  /** Null for accounts that sign with access keys. */
  readonly tokens: TokenSource | null;
  /** Id or name of the project, for messages. */
  readonly project: string;
  /** IAM's own calls need no project, and the call for the token needs no token; undefined for all other calls. */
  readonly credentialsFor: (operation: Operation) => CredentialSource | undefined;
  /** The sign-in for the operation that takes it, where the account has a password. */
  readonly supply: (operationId: string) => Readonly<Record<string, unknown>>;
  readonly dispose: () => void;
}

/**
 * The client alone, for calls of single operations. Nothing is sent before the first call.
 *
 * @param contractRoot folder of the vendor folders, see {@link loadCatalogue}.
 * @throws {AppError} `input.invalid-field` when the endpoint is not an http(s) address, or the sign-in is not whole.
 */
export function createVisClient(settings: CallerSettings, contractRoot?: URL): VisClient {
  const { endpoint, credential } = settings;
  const catalogue = loadCatalogue('huawei-vis', OVERRIDES, contractRoot);
  if (URL.parse(endpoint) === null) {
    throw new AppError('input.invalid-field', 'the endpoint is no web address', {
      params: { field: 'endpoint', detail: 'address' },
      action: 'edit-account',
    });
  }
  const { way, iamEndpoint, projectName, projectId } = readSignIn(settings);
  const dialect = createDialect({ way, iamEndpoint });
  const { fields, secrets } = credential;
  const tokens =
    way === 'aksk'
      ? null
      : new TokenSource({
          keys: credential,
          tokenName: TOKEN,
          identity: [
            endpoint,
            iamEndpoint ?? '',
            fields['domainName'],
            fields['userName'],
            projectName ?? '',
            secrets['password']?.reveal(),
          ],
          store: settings.tokens,
          refreshAheadMs: REFRESH_AHEAD_MS,
          onToken: (token) => client.redactor.addTokens([token]),
          exchange: async (_isReplacement, signal): Promise<IssuedToken> => ({
            token: await issueToken(client, credential, projectName ?? '', signal),
            lifetimeSec: TOKEN_LIFE_SEC,
          }),
        });
  const withoutProject: CredentialSource = tokens ?? fixedCredentials(credential);
  const projects = new ProjectIdSource(withoutProject, projectId, (signal) =>
    findProject(client, withoutProject, projectName ?? '', signal),
  );
  const client: VendorClient<HuaweiVisOperations> = new VendorClient({
    ...optionsOf(settings),
    catalogue,
    dialect,
    credentials: projects,
  });
  const dispose = (): void => {
    tokens?.dispose();
    projects.dispose();
    client.dispose();
  };
  const credentialsFor: VisClient['credentialsFor'] = ({ id, group }) =>
    group !== 'iam' ? undefined : id === 'createIamToken' ? fixedCredentials(credential) : withoutProject;
  const project = projectId ?? projectName ?? '';
  const supply = (operationId: string) =>
    tokens && operationId === 'createIamToken' ? { auth: authOf(credential, projectName ?? '') } : {};
  return { client, catalogue, dialect, tokens, project, credentialsFor, supply, dispose };
}
