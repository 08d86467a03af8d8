/** A key pair that signs every call itself: there is no token, so nothing is renewed. */
import type { Credential } from '../../secret.ts';
import type { CredentialSource } from '../core/client/client.ts';

export const keySource = (credential: Credential): CredentialSource => ({
  current: () => Promise.resolve(credential),
  renew: () => Promise.resolve(null),
});
