/** Credentials of cameras in a cloud. Nothing of them is stored here; each change and each secret that is shown is in the audit log. */
import {
  devicePasswordProblem,
  keyNameProblem,
  userNameProblem,
  type CredentialProblem,
  type Credentials,
} from '../../../preload/domain/onboarding/credentials.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { CredentialPort } from '../../ports/credentials.ts';
import type { VendorSession } from '../../ports/session.ts';
import { Secret } from '../../secret.ts';
import { isAnswerLost } from '../shared/lost-answers.ts';
import { withinLimit } from '../shared/time-limit.ts';

interface CredentialOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'credentials'>> };
}

const ASK_LIMIT_MS = 25_000;

export class CredentialService {
  readonly #options: CredentialOptions;
  readonly #disposed = new AbortController();

  constructor(options: CredentialOptions) {
    this.#options = options;
  }

  /** @throws {AppError} `cloud.not-supported`, `account.*`, and why the cloud was not asked. */
  async list(accountId: AccountId): Promise<Credentials> {
    return await this.#ask(accountId, (port, signal) => port.list(signal));
  }

  /**
   * @returns null if several new anonymous ones make it unclear which one it is. @throws {AppError}
   *   `input.invalid-field`, as {@link list}.
   */
  async addPassword(accountId: AccountId, userName: string | null, password: string): Promise<string | null> {
    if (userName !== null) check('userName', userNameProblem(userName));
    check('password', devicePasswordProblem(password, userName));
    const secret = new Secret(password);
    const name = await this.#ask(accountId, (port, signal) => port.addPassword(userName, secret, signal));
    log.audit('a password of devices was made', { accountId });
    return name;
  }

  /** @throws {AppError} `input.invalid-field`, as {@link list}. */
  async changePassword(accountId: AccountId, userName: string, old: string, next: string): Promise<void> {
    check('oldPassword', old === '' ? 'missing' : null);
    check('password', next === old ? 'same' : devicePasswordProblem(next, userName));
    const [before, after] = [new Secret(old), new Secret(next)];
    await this.#ask(accountId, (port, signal) => port.changePassword(userName, before, after, signal));
    log.audit('a password of devices was changed', { accountId });
  }

  /** @throws {AppError} `cloud.in-use`, as {@link list}. */
  async removePassword(accountId: AccountId, userName: string): Promise<void> {
    check('userName', userName === '' ? 'missing' : null);
    await this.#ask(accountId, (port, signal) => port.removePassword(userName, signal));
    log.audit('a password of devices was deleted', { accountId });
  }

  /** @throws {AppError} `input.invalid-field`, as {@link list}. */
  async addKey(accountId: AccountId, name: string): Promise<{ readonly accessKey: string; readonly secret: Secret }> {
    check('name', keyNameProblem(name));
    const made = await this.#ask(accountId, (port, signal) => port.addKey(name, signal));
    log.audit('a push key was made and its secret shown', { accountId });
    return made;
  }

  /**
   * After a lost answer the name that the cloud lists decides whether the key was renamed.
   *
   * @throws {AppError} `input.invalid-field`, `cloud.exists` for a name of another key, as {@link list}.
   */
  async renameKey(accountId: AccountId, accessKey: string, name: string): Promise<void> {
    check('key', accessKey === '' ? 'missing' : null);
    check('name', keyNameProblem(name));
    await this.#ask(accountId, async (port, signal) => {
      try {
        await port.renameKey(accessKey, name, signal);
      } catch (error) {
        if (!isAnswerLost(error)) throw error;
        const { keys } = await port.list(signal);
        if (!keys.some((one) => one.accessKey === accessKey && one.name === name)) throw error;
      }
    });
    log.audit('a push key was renamed', { accountId });
  }

  /** @throws {AppError} `cloud.in-use`, as {@link list}. */
  async removeKey(accountId: AccountId, accessKey: string): Promise<void> {
    check('key', accessKey === '' ? 'missing' : null);
    await this.#ask(accountId, (port, signal) => port.removeKey(accessKey, signal));
    log.audit('a push key was deleted', { accountId });
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #ask<T>(id: AccountId, ask: (port: CredentialPort, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { credentials } = await this.#options.sessions.of(id);
    if (credentials === undefined) throw new AppError('cloud.not-supported', 'this cloud has no such credentials');
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, (signal) => ask(credentials, signal));
  }
}

function check(field: string, problem: CredentialProblem | null): void {
  if (problem === null) return;
  const detail = problem === 'missing' ? 'missing' : 'form';
  throw new AppError('input.invalid-field', `a credential: ${field} ${problem}`, { params: { field, detail } });
}
