/** Where a session keeps its token. */
import type { Secret } from '../secret.ts';

/** Where a session keeps its token between runs; the vault implements it. */
export interface TokenStore {
  read(): Promise<Secret | null>;
  write(token: Secret): Promise<void>;
  clear(): Promise<void>;
}
