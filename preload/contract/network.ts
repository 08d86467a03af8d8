/** How the client reaches its clouds: by which proxy, and which authorities it trusts besides those of the system. */
import { z } from 'zod';
import {
  MAX_AUTHORITIES,
  MAX_AUTHORITY_FILE,
  MAX_CERTIFICATE_CHARS,
  MAX_CERTIFICATE_NAME,
  MAX_PROXY_ADDRESS,
  MAX_PROXY_EXCEPTIONS,
  MAX_PROXY_SIGN_IN,
  MAX_PROXY_TESTS,
} from '../domain/bounds.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { PROXY_MODES } from '../domain/accounts/proxy.ts';
import { wireError } from './result.ts';
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

/** A proxy with its port, such as `http://proxy.example:3128`, or as a person types it. */
const proxyName = z.string().min(1).max(MAX_PROXY_ADDRESS);

export const proxySettings = z.strictObject({
  mode: z.enum(PROXY_MODES),
  /** The proxy that a person named; kept in the other modes. */
  address: proxyName.nullable(),
  /** Addresses that are reached without the proxy that a person named; this computer always is. See `isException` of main/services/network/proxy-address.ts. */
  exceptions: z.array(z.string().min(1).max(MAX_PROXY_ADDRESS)).max(MAX_PROXY_EXCEPTIONS),
});
export type ProxySettings = z.infer<typeof proxySettings>;

/** How one server was reached. */
const reached = z.strictObject({
  /** The server, with its port where the address has one. */
  host: z.string(),
  /** Host and port of the proxy on the way; null for none. */
  proxy: z.string().nullable(),
  elapsedMs: z.number().nonnegative(),
  /** Null where the server answered, whatever it said. */
  error: wireError.nullable(),
});
export type Reached = z.infer<typeof reached>;

export const networkView = z.strictObject({
  proxy: proxySettings,
  /** The proxy whose user and password are stored; null for none. */
  signIn: proxyName.nullable(),
  /** Whether a password outlasts this run. */
  isSignInKept: z.boolean(),
  /** Number of authorities that the operating system trusts; 0 if it does not report them. */
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
  /**
   * Changes the way to all clouds and their media. A proxy that is named anew is asked about in a dialog of main's own before:
   * `isSet` is false after a no. With another proxy, the stored user and password are deleted.
   * @throws `input.invalid-field`, `storage.write-failed`, `vault.*`.
   */
  'network.set-proxy': { in: proxySettings, out: z.strictObject({ isSet: z.boolean() }) },
  /** Stores a user and a password for one proxy. @throws `input.invalid-field`, `vault.*`. */
  'network.sign-in': {
    in: z.strictObject({
      proxy: proxyName,
      user: z.string().min(1).max(MAX_PROXY_SIGN_IN),
      password: z.string().max(MAX_PROXY_SIGN_IN),
    }),
    out: done,
  },
  /** Deletes the stored user and password. @throws `vault.*`. */
  'network.sign-out': { in: nothing, out: done },
  /** Asks the cloud of each account that is on for an answer, without a key: at most MAX_PROXY_TESTS servers. */
  'network.test': { in: nothing, out: z.array(reached).max(MAX_PROXY_TESTS) },
} as const satisfies RequestTable;

const events = { 'network.changed': event(networkView) } as const satisfies EventTable;

export const networkContract = { requests, events } as const;
