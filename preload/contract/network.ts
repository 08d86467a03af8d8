/** How the client reaches its clouds: the authorities that it trusts besides those of the system. */
import { z } from 'zod';
import { MAX_AUTHORITIES, MAX_AUTHORITY_FILE, MAX_CERTIFICATE_CHARS, MAX_CERTIFICATE_NAME } from '../domain/bounds.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { done, epochMs, nothing } from './shared.ts';

/** SHA-256 over the whole certificate, in pairs of hexadecimal digits. */
const fingerprint = z.string().max(128);

const authorityView = z.strictObject({
  fingerprint,
  subject: z.string().max(MAX_CERTIFICATE_NAME),
  issuer: z.string().max(MAX_CERTIFICATE_NAME),
  validToMs: epochMs,
  /** The name of the user of this computer who added the authority. */
  addedBy: z.string().max(MAX_CERTIFICATE_NAME),
  addedAtMs: epochMs,
});

/** As it is stored. */
export const authority = authorityView.extend({ pem: z.string().max(MAX_CERTIFICATE_CHARS) });
export type Authority = z.infer<typeof authority>;

export const networkView = z.strictObject({
  /** How many authorities the operating system vouches for; 0 where it does not tell. */
  systemAuthorities: z.number().int().nonnegative(),
  authorities: z.array(authorityView).max(MAX_AUTHORITIES),
});
export type NetworkView = z.infer<typeof networkView>;

const requests = {
  'network.get': { in: nothing, out: networkView },
  /**
   * Trusts the authorities of a file in PEM for calls and media. Main shows names and fingerprints in a dialog of its own
   * before; `added` is 0 after a no, where the dialog cannot be shown, and where all of them are trusted already.
   * @throws `input.invalid-field` for a file without certificates of authorities that are valid now, with a private key, or
   *   beyond MAX_AUTHORITIES; `storage.write-failed`.
   */
  'network.add-authorities': {
    in: z.strictObject({ text: z.string().max(MAX_AUTHORITY_FILE) }),
    out: z.strictObject({ added: z.number().int().nonnegative() }),
  },
  /** Trusts the authority no longer; one that is not in the list is left alone. */
  'network.revoke-authority': { in: z.strictObject({ fingerprint }), out: done },
} as const satisfies RequestTable;

const events = {
  'network.changed': event(networkView),
} as const satisfies EventTable;

export const networkContract = { requests, events } as const;
