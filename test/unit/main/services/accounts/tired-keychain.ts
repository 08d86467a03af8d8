import { AppError } from '../../../../../main/errors.ts';
import type { SecretStore } from '../../../../../main/keychain/secret-store.ts';
import { SessionStore } from '../../../../../main/keychain/session-store.ts';

/** A keychain whose writes fail from the one with this number on, counted from 1. */
export class TiredKeychain implements SecretStore {
  readonly backend = 'tired';
  readonly persistence = 'keychain';
  failsAt = Infinity;
  removes = true;
  #writes = 0;
  readonly #store = new SessionStore();
  read: SecretStore['read'] = (id, name) => this.#store.read(id, name);
  probe = () => this.#store.probe();
  remove: SecretStore['remove'] = async (id, name) => {
    if (!this.removes) throw new AppError('vault.locked', 'locked');
    return await this.#store.remove(id, name);
  };
  write: SecretStore['write'] = async (id, name, secret) => {
    this.#writes += 1;
    if (this.#writes === this.failsAt) throw new AppError('vault.locked', 'locked', { action: 'unlock-vault' });
    await this.#store.write(id, name, secret);
  };
}
