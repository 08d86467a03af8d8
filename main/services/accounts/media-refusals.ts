/**
 * Which hosts of media were refused for an account in this run, because they send over plain http, and which ones the account
 * may take media from all the same. Refusals are held in memory only.
 */
import { MAX_MEDIA_HOST, MAX_MEDIA_HOSTS } from '../../../preload/domain/bounds.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { PlainHosts } from '../../ports/plain-hosts.ts';
import type { AccountStore } from './account-store.ts';

export class MediaRefusals {
  readonly #accountStore: Pick<AccountStore, 'find'>;
  /** The latest last. */
  readonly #hosts = new Map<AccountId, readonly string[]>();
  readonly #listeners = new Set<() => void>();

  constructor(accountStore: Pick<AccountStore, 'find'>) {
    this.#accountStore = accountStore;
  }

  /** For the session of one account: asked anew for each address, so that a host that is revoked is refused at once. */
  plainHostsOf(id: AccountId): PlainHosts {
    return { allows: (host) => this.#allows(id, host), onRefused: (host) => this.#add(id, host) };
  }

  /** The latest first, without those that are allowed now. */
  of(id: AccountId): readonly string[] {
    return (this.#hosts.get(id) ?? []).filter((host) => !this.#allows(id, host)).toReversed();
  }

  /** The account has another address, or is gone. */
  forget(id: AccountId): void {
    this.#hosts.delete(id);
  }

  onChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #allows(id: AccountId, host: string): boolean {
    return this.#accountStore.find(id)?.mediaHosts.some((allowed) => allowed.host === host) === true;
  }

  #add(id: AccountId, host: string): void {
    const known = this.#hosts.get(id) ?? [];
    if (known.at(-1) === host || host.length > MAX_MEDIA_HOST || this.#accountStore.find(id) === null) return;
    const isNew = !known.includes(host);
    this.#hosts.set(id, [...known.filter((one) => one !== host), host].slice(-MAX_MEDIA_HOSTS));
    if (isNew) for (const listener of this.#listeners) listener();
  }
}
