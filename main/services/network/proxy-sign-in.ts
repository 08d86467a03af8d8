/**
 * The user and the password for a proxy: in the keychain, or for this run where the client has none. They belong to one
 * address, scheme included, and go to no other proxy.
 */
import { z } from 'zod';
import { asAccountId } from '../../../preload/domain/ids.ts';
import type { SecretStore } from '../../keychain/secret-store.ts';
import { log } from '../../log.ts';
import { Secret } from '../../secret.ts';

/** No account has this id: accounts have random ones. */
const OWNER = asAccountId('lanner-network');
const NAME = 'proxy';

const stored = z.strictObject({ proxy: z.string(), user: z.string(), password: z.string() });

export interface SignIn {
  /** Host and port. */
  readonly proxy: string;
  readonly user: Secret;
  readonly password: Secret;
}

export class ProxySignIn {
  readonly #keychain: SecretStore | null;
  #held: Promise<SignIn | null> | null = null;

  /** @param keychain null where the client runs without one. */
  constructor(keychain: SecretStore | null) {
    this.#keychain = keychain;
  }

  /** Whether the password outlasts this run. */
  get isKept(): boolean {
    return this.#keychain !== null;
  }

  /** @returns null where nothing is stored, and while the keychain cannot be read; the next call then asks again. */
  async read(): Promise<SignIn | null> {
    const reading = (this.#held ??= this.#stored());
    try {
      return await reading;
    } catch (error) {
      if (this.#held === reading) this.#held = null;
      log.warn('the password of the proxy could not be read', { error });
      return null;
    }
  }

  /** @throws {AppError} `vault.*`; the earlier ones then stay. */
  async write(signIn: SignIn): Promise<void> {
    const { proxy, user, password } = signIn;
    const text = JSON.stringify({ proxy, user: user.reveal(), password: password.reveal() });
    await this.#keychain?.write(OWNER, NAME, new Secret(text));
    this.#held = Promise.resolve(signIn);
  }

  /** @throws {AppError} `vault.*`. */
  async forget(): Promise<void> {
    await this.#keychain?.remove(OWNER, NAME);
    this.#held = Promise.resolve(null);
  }

  async #stored(): Promise<SignIn | null> {
    const secret = (await this.#keychain?.read(OWNER, NAME)) ?? null;
    if (secret === null) return null;
    const parsed = stored.safeParse(parsedJson(secret));
    if (!parsed.success) return null; // written by something else under our name
    const { proxy, user, password } = parsed.data;
    return { proxy, user: new Secret(user), password: new Secret(password) };
  }
}

function parsedJson(secret: Secret): unknown {
  try {
    return JSON.parse(secret.reveal());
  } catch {
    return null;
  }
}
