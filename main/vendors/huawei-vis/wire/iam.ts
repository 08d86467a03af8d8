/** The two calls of Huawei's identity service that VIS relies on (3.1, 6.3): a token, and the project's id by its name. */
import type { ErrorCode } from '../../../../preload/domain/error.ts';
import { AppError } from '../../../errors.ts';
import { Secret, type Credential } from '../../../secret.ts';
import type { CredentialSource, VendorClient } from '../../core/client/client.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';
import { fixedCredentials } from './sign-in.ts';

type Client = VendorClient<HuaweiVisOperations>;

/** Meanings of IAM's HTTP statuses when a token is requested; IAM has its own words for failures. */
const TOKEN_REFUSALS: Readonly<Partial<Record<number, ErrorCode>>> = {
  401: 'auth.rejected-password',
  403: 'auth.suspended',
  404: 'auth.wrong-project',
};

/** Failures that may come from a wrong address. */
const AT_ADDRESS: readonly ErrorCode[] = ['network.no-api', 'network.bad-answer'];

/** The address of IAM is a field of its own. */
function atIam({ code, message, params, retryable, action, vendor }: AppError): AppError {
  return new AppError(code, message, { params: { ...params, field: 'iamEndpoint' }, retryable, action, vendor });
}

function asRefusal(error: unknown, projectName: string): unknown {
  if (error instanceof AppError && AT_ADDRESS.includes(error.code)) return atIam(error);
  const code = error instanceof AppError ? TOKEN_REFUSALS[error.vendor?.httpStatus ?? 0] : undefined;
  if (!(error instanceof AppError) || code === undefined) return error;
  return new AppError(code, error.message, {
    params: { ...error.params, detail: projectName },
    action: code === 'auth.suspended' ? 'open-console' : 'edit-account',
    vendor: error.vendor,
    cause: error,
  });
}

/** The body of `createIamToken`, from the account's user name and password. */
export function authOf({ fields, secrets }: Credential, projectName: string) {
  const user = {
    name: fields['userName'] ?? '',
    password: secrets['password']?.reveal() ?? '',
    domain: { name: fields['domainName'] ?? '' },
  };
  return {
    identity: { methods: ['password'] as const, password: { user } },
    scope: { project: { name: projectName } },
  };
}

/**
 * Buys a token of the project's scope.
 *
 * @throws {AppError} `auth.rejected-password`, `auth.wrong-project`, `auth.suspended`, or what the client throws.
 */
export async function issueToken(
  client: Client,
  keys: Credential,
  projectName: string,
  signal: AbortSignal,
): Promise<Secret> {
  const auth = authOf(keys, projectName);
  try {
    const { data } = await client.call('createIamToken', { auth }, signal, fixedCredentials(keys));
    const token = data['x-subject-token'];
    if (token) return new Secret(token);
  } catch (error) {
    throw asRefusal(error, projectName);
  }
  throw new AppError('network.bad-answer', 'the cloud gave no token', {
    params: { host: client.host, detail: 'the header x-subject-token is missing' },
  });
}

/**
 * The id of the project with this name.
 *
 * @throws {AppError} `auth.wrong-project` when the account has none of this name or it is switched off.
 */
export async function findProject(
  client: Client,
  credentials: CredentialSource,
  projectName: string,
  signal: AbortSignal,
): Promise<string> {
  const { data } = await client.call('listIamProjects', {}, signal, credentials);
  const project = data.projects?.find(({ name, enabled }) => name === projectName && enabled !== false);
  if (project?.id) return project.id;
  throw new AppError('auth.wrong-project', `the account has no project ${projectName}`, {
    params: { host: client.host, detail: projectName },
    action: 'edit-account',
  });
}
