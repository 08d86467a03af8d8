import type { SecretStore } from '../../../../../main/keychain/secret-store.ts';
import { SessionStore } from '../../../../../main/keychain/session-store.ts';

/** A keychain that outlives the services over it, so that accounts do too. */
export function lastingStore(): SecretStore {
  const store = new SessionStore();
  return {
    backend: 'test',
    persistence: 'keychain',
    read: (id, name) => store.read(id, name),
    write: (id, name, secret) => store.write(id, name, secret),
    remove: (id, name) => store.remove(id, name),
    probe: () => store.probe(),
  };
}
