/** Credentials of cameras: passwords that several devices share, and keys that guard pushed streams. */

/** A password of devices over GB28181. The cloud answers no password. */
export interface DevicePassword {
  readonly userName: string;
  /** With an anonymous one each device signs in under its own id. */
  readonly isAnonymous: boolean;
  readonly createdAtMs: number | null;
  /** The ids of the registered devices that use it; null if the cloud does not report them. */
  readonly usedBy: readonly string[] | null;
}

/** A key of RTMP pushes. Its secret is answered once, when it is made. */
export interface PushKey {
  readonly accessKey: string;
  readonly name: string;
  readonly createdAtMs: number | null;
  /** The names of the streams that use it. */
  readonly usedBy: readonly string[];
}

export interface Credentials {
  readonly passwords: readonly DevicePassword[];
  readonly keys: readonly PushKey[];
}

export const MAX_CREDENTIALS = 1_000;

const USER_NAME = /^[A-Za-z0-9]{1,32}$/;
const KEY_NAME = /^[A-Za-z0-9_-]{1,32}$/;
const KINDS = [/[A-Z]/, /[a-z]/, /[0-9]/, /[@#_*]/] as const;
const [MIN_PASSWORD, MAX_PASSWORD, MIN_KINDS] = [8, 32, 3];

export type CredentialProblem = 'missing' | 'form' | 'too-short' | 'too-long' | 'kinds' | 'like-name' | 'same';

const formOf = (pattern: RegExp, text: string): CredentialProblem | null =>
  text === '' ? 'missing' : pattern.test(text) ? null : 'form';

export const userNameProblem = (text: string): CredentialProblem | null => formOf(USER_NAME, text);
export const keyNameProblem = (text: string): CredentialProblem | null => formOf(KEY_NAME, text);

/**
 * By the rule of a new password, which is stricter than the rule of a changed one.
 *
 * @param userName null for an anonymous credential.
 */
export function devicePasswordProblem(password: string, userName: string | null): CredentialProblem | null {
  if (password === '') return 'missing';
  if (password.length < MIN_PASSWORD) return 'too-short';
  if (password.length > MAX_PASSWORD) return 'too-long';
  if (KINDS.filter((kind) => kind.test(password)).length < MIN_KINDS) return 'kinds';
  const reversed = [...(userName ?? '')].reverse().join('');
  return password === userName || password === reversed ? 'like-name' : null;
}
