/** Credentials over chapter 4.4. VIS answers no password, and the secret of a push key once. */
import type { Credentials } from '../../../../preload/domain/onboarding/credentials.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { CredentialPort } from '../../../ports/credentials.ts';
import { Secret } from '../../../secret.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { hiding } from '../../core/client/answers/hiding.ts';
import { timeOrNull } from '../../core/client/answers/other-answer.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';
import { parseInstant } from '../wire/time.ts';

/** The document asks for a name, and takes no notice of it for an anonymous credential. */
const UNNAMED = 'anonymous';

export class VisCredentials implements CredentialPort {
  readonly #client: VendorClient<HuaweiVisOperations>;

  constructor(client: VendorClient<HuaweiVisOperations>) {
    this.#client = client;
  }

  async list(signal: AbortSignal): Promise<Credentials> {
    const [codes, keys, devices, streams] = await Promise.all([
      this.#client.call('listGbCredentials', {}, signal),
      this.#client.call('listAkskCredentials', {}, signal),
      this.#client.call('listDevices', {}, signal),
      this.#client.call('listStreams', {}, signal),
    ]);
    const listed = this.#rows(devices.data);
    const streamed = this.#rows(streams.data);
    return {
      passwords: this.#rows(codes.data).flatMap(({ username: userName, type, created_at: createdAt }) => {
        if (!userName) return [];
        const isAnonymous = type?.toUpperCase() === 'ANONYMOUS';
        const users = listed.flatMap((one) => (one.username === userName && one.device_id ? [one.device_id] : []));
        const createdAtMs = timeOrNull(parseInstant, createdAt);
        return [{ userName, isAnonymous, createdAtMs, usedBy: isAnonymous ? null : users }];
      }),
      keys: this.#rows(keys.data).flatMap(({ access_key: accessKey, name, created_at: createdAt }) => {
        if (!accessKey) return [];
        const usedBy = streamed.flatMap((one) => (one.access_key === accessKey && one.name ? [one.name] : []));
        return [{ accessKey, name: name ?? '', createdAtMs: timeOrNull(parseInstant, createdAt), usedBy }];
      }),
    };
  }

  async addPassword(userName: string | null, password: Secret, signal: AbortSignal): Promise<string | null> {
    return await hiding([password], async () => {
      const shared = { password: password.reveal() };
      if (userName !== null) {
        await this.#client.call('createGbCredential', { ...shared, username: userName, type: 'NORMAL' }, signal);
        return userName;
      }
      const before = new Set(await this.#anonymous(signal));
      await this.#client.call('createGbCredential', { ...shared, username: UNNAMED, type: 'ANONYMOUS' }, signal);
      // The password is made: a list that fails now leaves its name unknown, and no more.
      const after = await this.#anonymous(signal).catch(noneUnlessCancelled);
      const [made = null, ...more] = after.filter((one) => !before.has(one));
      return more.length === 0 ? made : null;
    });
  }

  async changePassword(userName: string, old: Secret, next: Secret, signal: AbortSignal): Promise<void> {
    const order = { username: userName, password: old.reveal(), new_password: next.reveal() };
    await hiding([old, next], () => this.#client.call('updateGbCredential', order, signal));
  }

  async removePassword(userName: string, signal: AbortSignal): Promise<void> {
    await this.#client.call('deleteGbCredential', { username: userName }, signal);
  }

  async addKey(name: string, signal: AbortSignal): Promise<{ readonly accessKey: string; readonly secret: Secret }> {
    const { data } = await this.#client.call('createAkskCredential', { name }, signal);
    if (!data.access_key || !data.secret_key) throw this.#bad('a new key without its secret');
    return { accessKey: data.access_key, secret: new Secret(data.secret_key) };
  }

  /** A description that is left out is emptied (4.4.6), so the present one goes along. */
  async renameKey(accessKey: string, name: string, signal: AbortSignal): Promise<void> {
    const { data } = await this.#client.call('listAkskCredentials', { access_key: accessKey }, signal);
    const key = this.#rows(data).find((one) => one.access_key === accessKey);
    if (key === undefined) throw new AppError('cloud.not-found', 'VIS lists no such push key');
    const order = { access_key: accessKey, name, ...(key.description ? { description: key.description } : {}) };
    await this.#client.call('updateAkskCredential', order, signal);
  }

  async removeKey(accessKey: string, signal: AbortSignal): Promise<void> {
    await this.#client.call('deleteAkskCredential', { access_key: accessKey }, signal);
  }

  async #anonymous(signal: AbortSignal): Promise<readonly string[]> {
    const { data } = await this.#client.call('listGbCredentials', { type: 'ANONYMOUS' }, signal);
    return this.#rows(data).flatMap(({ username }) => username || []);
  }

  #rows<R>({ entries }: { readonly entries?: readonly R[] }): readonly R[] {
    if (entries === undefined) throw this.#bad('a list is missing');
    return entries;
  }

  #bad(detail: string): AppError {
    const { host } = this.#client;
    return new AppError('network.bad-answer', 'an answer about credentials', { params: { host, detail } });
  }
}

function noneUnlessCancelled(error: unknown): readonly string[] {
  if (!isFailure(error)) throw error;
  return [];
}
