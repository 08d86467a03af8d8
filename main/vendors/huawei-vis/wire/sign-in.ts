/** Reads from an account form how to sign in to VIS, and creates the credential that signs calls. */
import type { FieldProblem } from '../../../../preload/domain/field-problems.ts';
import { derivedIamAddress, visRegionOf } from '../../../../preload/domain/accounts/key-addresses.ts';
import { withoutEnd } from '../../../../preload/domain/text.ts';
import { AppError } from '../../../errors.ts';
import type { Credential } from '../../../secret.ts';
import type { CredentialSource } from '../../core/client/client.ts';
import { waitFor } from '../../core/http/wait-for.ts';
import type { SessionSettings } from '../../../ports/session.ts';
import { PROJECT } from './dialect.ts';
import type { SignInWay } from './errors.ts';

export interface SignIn {
  readonly way: SignInWay;
  /** Base URL of IAM, or null where it is neither given nor implied by the region. */
  readonly iamEndpoint: string | null;
  readonly projectId: string | null;
  /** A region's own project is named as the region. */
  readonly projectName: string | null;
}

const PASSWORD_FIELDS = ['domainName', 'userName'] as const;

function invalid(field: string, detail: FieldProblem): AppError {
  return new AppError('input.invalid-field', `${field}: ${detail}`, {
    params: { field, detail },
    action: 'edit-account',
  });
}

function iamEndpointOf(typed: string | null, endpoint: string): string | null {
  if (typed === null) return derivedIamAddress(endpoint);
  const url = URL.parse(typed);
  if (!url || !/^https?:$/.test(url.protocol)) throw invalid('iamEndpoint', 'address');
  return withoutEnd(`${url.origin}${url.pathname}`, '/');
}

/**
 * Reads the form: user name and password go before access keys when both are there, because private streams need a token.
 *
 * @throws {AppError} `input.invalid-field` with the first field that is missing for the way that was begun.
 */
export function readSignIn(
  settings: Pick<SessionSettings, 'endpoint' | 'credential'> & { region?: string | null },
): SignIn {
  const { fields, secrets } = settings.credential;
  const typed = (name: string): string | null => fields[name]?.trim() || null;
  const hasSecret = (name: string): boolean => (secrets[name]?.reveal() ?? '') !== '';
  const region = visRegionOf(settings.endpoint) ?? settings.region ?? null;
  const iamEndpoint = iamEndpointOf(typed('iamEndpoint'), settings.endpoint);
  const projectId = typed('projectId');
  const projectName = typed('projectName') ?? region;
  const isByPassword =
    PASSWORD_FIELDS.some((name) => typed(name) !== null) || (typed('ak') === null && hasSecret('password'));
  if (isByPassword) {
    const missing = PASSWORD_FIELDS.find((name) => typed(name) === null);
    if (missing) throw invalid(missing, 'beside-password');
    if (!hasSecret('password')) throw invalid('password', 'beside-user');
    if (iamEndpoint === null) throw invalid('iamEndpoint', 'no-region');
    if (projectName === null) throw invalid('projectName', 'no-region');
    return { way: 'token', iamEndpoint, projectId, projectName };
  }
  if (typed('ak') === null) throw invalid('ak', 'no-sign-in');
  if (!hasSecret('sk')) throw invalid('sk', 'beside-key');
  if (projectId === null && (iamEndpoint === null || projectName === null)) {
    throw invalid('projectId', 'no-region');
  }
  return { way: 'aksk', iamEndpoint, projectId, projectName };
}

/** For keys that cannot be renewed. */
export const fixedCredentials = (credential: Credential): CredentialSource => ({
  current: () => Promise.resolve(credential),
  renew: () => Promise.resolve(null),
});

/** Adds the id of the project to what `base` signs with; looks it up once where the user did not give it. */
export class ProjectIdSource implements CredentialSource {
  readonly #base: CredentialSource;
  readonly #lookUp: (signal: AbortSignal) => Promise<string>;
  readonly #disposed = new AbortController();
  #projectId: string | null;
  #looking: Promise<string> | null = null;

  /** @param projectId null when `lookUp` has to find it. */
  constructor(base: CredentialSource, projectId: string | null, lookUp: (signal: AbortSignal) => Promise<string>) {
    this.#base = base;
    this.#projectId = projectId;
    this.#lookUp = lookUp;
  }

  async current(signal: AbortSignal): Promise<Credential> {
    return this.#withProject(await this.#base.current(signal), signal);
  }

  async renew(stale: Credential, signal: AbortSignal): Promise<Credential | null> {
    const renewed = await this.#base.renew(stale, signal);
    return renewed && (await this.#withProject(renewed, signal));
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #withProject(credential: Credential, signal: AbortSignal): Promise<Credential> {
    const projectId = this.#projectId ?? (await waitFor(this.#find(), signal, 'looking up the project'));
    return { ...credential, fields: { ...credential.fields, [PROJECT]: projectId } };
  }

  /** One request at a time, shared by all waiting callers; a failed request is not shared with later callers. */
  #find(): Promise<string> {
    this.#looking ??= this.#lookUp(this.#disposed.signal)
      .then((projectId) => (this.#projectId = projectId))
      .finally(() => (this.#looking = null));
    return this.#looking;
  }
}
