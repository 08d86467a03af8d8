/**
 * Which hosts of media were refused for an account in this run, because they send over plain http or show a certificate
 * that nobody vouches for, and which ones the account may take media from all the same. Refusals are in memory only.
 */
import type { ErrorCode, WireError } from '../../../preload/domain/error.ts';
import { MAX_MEDIA_HOST, MAX_MEDIA_HOSTS } from '../../../preload/domain/bounds.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { hostWithoutTls, untrustedHostOf } from '../../../preload/domain/accounts/media-hosts.ts';
import type { MediaTrust } from '../../ports/media-trust.ts';
import type { AccountStore } from './account-store.ts';

/** A failure of media, as an error or as a window receives it. */
interface Failure {
  readonly code: ErrorCode;
  readonly params: WireError['params'];
}

/** Hosts by account, the latest last. */
type Hosts = Map<AccountId, readonly string[]>;

export class MediaRefusals {
  readonly #accountStore: Pick<AccountStore, 'find'>;
  readonly #plain: Hosts = new Map();
  readonly #untrusted: Hosts = new Map();
  /** Hosts of addresses that are printed as plain http and asked for over TLS. */
  readonly #upgraded: Hosts = new Map();
  readonly #listeners = new Set<() => void>();

  constructor(accountStore: Pick<AccountStore, 'find'>) {
    this.#accountStore = accountStore;
  }

  /** For the session of one account: asked anew for each address, so that a host that is revoked is refused at once. */
  trustOf(id: AccountId): MediaTrust {
    return {
      allows: (host) => this.#allows(id, host),
      onRefused: (host) => this.#add(this.#plain, id, host),
      onUpgraded: (host) => void this.#remember(this.#upgraded, id, host),
      certificateOf: (host) => this.#certificateOf(id, host),
    };
  }

  /** Hosts that were refused because they send over plain http; the latest first, without those that are allowed now. */
  of(id: AccountId): readonly string[] {
    return (this.#plain.get(id) ?? []).filter((host) => !this.#allows(id, host)).toReversed();
  }

  /** Hosts whose certificate was refused; the latest first. A host that shows another one than the trusted one is here too. */
  untrustedOf(id: AccountId): readonly string[] {
    return (this.#untrusted.get(id) ?? []).toReversed();
  }

  /**
   * Media of an account failed. Where a certificate was the reason, or where a host whose addresses are printed as plain http
   * has no TLS, a person may be asked about the host.
   */
  note(id: AccountId, failure: Failure): void {
    const [untrusted, plain] = [untrustedHostOf(failure), hostWithoutTls(failure)];
    if (untrusted !== null) this.#add(this.#untrusted, id, untrusted);
    if (plain !== null && this.#upgraded.get(id)?.includes(plain) === true) this.#add(this.#plain, id, plain);
  }

  /** The certificate of a host is trusted now, or pictures come with it. */
  settle(id: AccountId, host: string): void {
    const known = this.#untrusted.get(id) ?? [];
    if (!known.includes(host)) return;
    this.#untrusted.set(
      id,
      known.filter((one) => one !== host),
    );
    this.#tell();
  }

  /** The account has another address, or is gone. */
  forget(id: AccountId): void {
    this.#plain.delete(id);
    this.#untrusted.delete(id);
    this.#upgraded.delete(id);
  }

  onChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #allows(id: AccountId, host: string): boolean {
    return this.#accountStore.find(id)?.mediaHosts.some((allowed) => allowed.host === host) === true;
  }

  #certificateOf(id: AccountId, host: string): string | null {
    return this.#accountStore.find(id)?.mediaCertificates.find((trusted) => trusted.host === host)?.pem ?? null;
  }

  #add(hosts: Hosts, id: AccountId, host: string): void {
    if (this.#remember(hosts, id, host)) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** @returns whether the host was not known yet. */
  #remember(hosts: Hosts, id: AccountId, host: string): boolean {
    const known = hosts.get(id) ?? [];
    if (known.at(-1) === host || host.length > MAX_MEDIA_HOST || this.#accountStore.find(id) === null) return false;
    hosts.set(id, [...known.filter((one) => one !== host), host].slice(-MAX_MEDIA_HOSTS));
    return !known.includes(host);
  }
}
