/**
 * Keeps the token of one account while it is valid, also over restarts, and refreshes it before its end. At most one
 * exchange runs at a time, however many calls wait for the token.
 */
import { createHash } from 'node:crypto';
import { log } from '../../../log.ts';
import { Secret, type Credential } from '../../../secret.ts';
import type { TokenStore } from '../../../ports/tokens.ts';
import type { CredentialSource } from './client.ts';
import { waitFor } from '../http/wait-for.ts';

export interface IssuedToken {
  readonly token: Secret;
  /** Remaining life at the moment of the answer. */
  readonly lifetimeSec: number;
}

/** Fetches a token for the keys; `isReplacement` asks the cloud for a new one beside the one that is running out. */
export type ExchangeKeys = (isReplacement: boolean, signal: AbortSignal) => Promise<IssuedToken>;

interface HeldToken {
  readonly token: Secret;
  readonly expiresAtMs: number;
}

export interface TokenSourceOptions {
  readonly keys: Credential;
  /** The name of the token among the secrets that sign calls. */
  readonly tokenName: string;
  /** The keys and the address that a token belongs to. A stored token of other keys or another address is not used. */
  readonly identity: readonly (string | undefined)[];
  readonly store: TokenStore;
  readonly exchange: ExchangeKeys;
  /** How long before its end a token is replaced while it still serves. */
  readonly refreshAheadMs: number;
  /** Called with each token before the token is used. */
  readonly onToken?: (token: Secret) => void;
  readonly now?: () => number;
}

/** A token that ends sooner than this is not used for a call. */
const MIN_LIFE_MS = 60_000;
/** The wait before the next early refresh, after one that brought no new token. */
const REFRESH_RETRY_MS = 3_600_000;

export class TokenSource implements CredentialSource {
  readonly #options: TokenSourceOptions;
  readonly #store: TokenStore;
  readonly #now: () => number;
  readonly #disposed = new AbortController();
  #held: HeldToken | null = null;
  #isStoreRead = false;
  #loading: Promise<HeldToken> | null = null;
  #nextRefreshAtMs = 0;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#now = options.now ?? (() => Date.now());
  }

  /** When the current token ends, or null without a token. */
  get expiresAtMs(): number | null {
    return this.#held?.expiresAtMs ?? null;
  }

  async current(signal: AbortSignal): Promise<Credential> {
    const held = this.#held ?? (await this.#waitFor(this.#load(), signal));
    const leftMs = held.expiresAtMs - this.#now();
    if (leftMs < MIN_LIFE_MS) return this.#sign(await this.#waitFor(this.#load(held), signal));
    if (leftMs < this.#options.refreshAheadMs) this.#refreshAhead(held);
    return this.#sign(held);
  }

  async renew(stale: Credential, signal: AbortSignal): Promise<Credential> {
    const staleToken = stale.secrets[this.#options.tokenName]?.reveal();
    const isStale = (held: HeldToken | null) => held?.token.reveal() === staleToken;
    // another call renewed the token in the meantime
    if (this.#held && !isStale(this.#held)) return this.#sign(this.#held);
    const next = await this.#waitFor(this.#load(this.#held ?? undefined), signal);
    // The exchange that ran may have been an early refresh that failed and kept the old token.
    return this.#sign(isStale(next) ? await this.#waitFor(this.#load(next), signal) : next);
  }

  dispose(): void {
    this.#disposed.abort();
  }

  #sign(held: HeldToken): Credential {
    const { keys, tokenName } = this.#options;
    return { fields: keys.fields, secrets: { [tokenName]: held.token } };
  }

  /**
   * One exchange at a time; callers that come in the meantime share it. `stale` is the token that must not be used
   * again.
   */
  #load(stale?: HeldToken): Promise<HeldToken> {
    this.#loading ??= this.#obtain(stale).finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #obtain(stale: HeldToken | undefined): Promise<HeldToken> {
    if (stale) {
      this.#held = null;
      await this.#tolerate('clear', this.#store.clear());
    } else if (!this.#isStoreRead) {
      this.#isStoreRead = true;
      const stored = await this.#readStore();
      if (stored) return (this.#held = stored);
    }
    return this.#fetch(false);
  }

  async #fetch(isReplacement: boolean): Promise<HeldToken> {
    const { token, lifetimeSec } = await this.#options.exchange(isReplacement, this.#disposed.signal);
    this.#options.onToken?.(token);
    const held = { token, expiresAtMs: this.#now() + lifetimeSec * 1000 };
    this.#held = held;
    const stored = { token: token.reveal(), expiresAtMs: held.expiresAtMs, keys: this.#fingerprint() };
    await this.#tolerate('write', this.#store.write(new Secret(JSON.stringify(stored))));
    return held;
  }

  /** When the store fails, the next start needs an exchange, but the call of now still succeeds. */
  async #tolerate<T>(what: string, work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      log.warn(`token store: ${what} failed`, { error });
      return null;
    }
  }

  /** Runs beside the caller, which still has a good token; a failure costs nothing and is tried again later. */
  #refreshAhead(held: HeldToken): void {
    if (this.#loading || this.#now() < this.#nextRefreshAtMs) return;
    this.#nextRefreshAtMs = this.#now() + REFRESH_RETRY_MS;
    this.#loading = this.#fetch(true)
      .catch((error: unknown) => {
        log.warn('token refresh ahead failed', { error });
        return held;
      })
      .finally(() => (this.#loading = null));
  }

  async #readStore(): Promise<HeldToken | null> {
    const text = (await this.#tolerate('read', this.#store.read()))?.reveal();
    const stored = text === undefined ? null : parseStored(text);
    if (!stored) return null;
    const isUsable = stored.keys === this.#fingerprint() && stored.expiresAtMs - this.#now() >= MIN_LIFE_MS;
    if (!isUsable) return null;
    const token = new Secret(stored.token);
    this.#options.onToken?.(token);
    return { token, expiresAtMs: stored.expiresAtMs };
  }

  /** Ties a stored token to the keys that bought it, so that edited keys are never used with an old token. */
  #fingerprint(): string {
    return createHash('sha256').update(this.#options.identity.join('\n')).digest('hex').slice(0, 32);
  }

  #waitFor<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    return waitFor(work, signal, 'waiting for a token');
  }
}

interface StoredToken {
  readonly token: string;
  readonly expiresAtMs: number;
  readonly keys: string;
}

/** Null for a text that this client did not write: then a new token is bought. */
function parseStored(text: string): StoredToken | null {
  try {
    const { token, expiresAtMs, keys } = JSON.parse(text) as Partial<StoredToken>;
    const isWhole = typeof token === 'string' && typeof expiresAtMs === 'number' && typeof keys === 'string';
    return isWhole ? { token, expiresAtMs, keys } : null;
  } catch {
    return null;
  }
}
