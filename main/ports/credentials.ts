/** Credentials of cameras in a cloud: passwords that devices share, and keys of pushed streams. */
import type { Credentials } from '../../preload/domain/onboarding/credentials.ts';
import type { Secret } from '../secret.ts';

export interface CredentialPort {
  list(signal: AbortSignal): Promise<Credentials>;
  /**
   * @param userName null: anonymous; the cloud gives it a name.
   * @returns the name; null if several new ones make it unclear which one it is. @throws {AppError}
   */
  addPassword(userName: string | null, password: Secret, signal: AbortSignal): Promise<string | null>;
  changePassword(userName: string, old: Secret, next: Secret, signal: AbortSignal): Promise<void>;
  removePassword(userName: string, signal: AbortSignal): Promise<void>;
  /** The secret is answered once. @throws {AppError} `network.bad-answer` for an answer without it. */
  addKey(name: string, signal: AbortSignal): Promise<{ readonly accessKey: string; readonly secret: Secret }>;
  /**
   * Gives a key another name and keeps the rest of it.
   *
   * @throws {AppError} `cloud.not-found` for a key that the cloud does not list, `cloud.exists` for a name of another key.
   */
  renameKey(accessKey: string, name: string, signal: AbortSignal): Promise<void>;
  removeKey(accessKey: string, signal: AbortSignal): Promise<void>;
}
