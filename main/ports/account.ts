/** Signing in to a cloud, and what an account may see. */

export interface AccountPort {
  /** Exchanges or checks the keys with a call that changes nothing. Measures the clock against the cloud's Date header. */
  signIn(
    signal: AbortSignal,
  ): Promise<{ readonly clockSkewMs: number | null; readonly tokenExpiresAtMs: number | null }>;
  /** A read that needs the permissions that the client lives on. */
  checkPermission(signal: AbortSignal): Promise<void>;
  /** How many devices the account sees. */
  countDevices(signal: AbortSignal): Promise<number>;
}
