/**
 * Passwords of devices and keys of pushed streams. Passwords go inwards alone; the secret of a key goes outwards once, in the answer
 * that makes it. No event and no table has any.
 */
import { z } from 'zod';
import { MAX_CREDENTIALS, type Credentials } from '../domain/onboarding/credentials.ts';
import type { RequestTable } from './request.ts';
import { accountId, done, epochMs } from './shared.ts';

const name = z.string().max(256);
const password = z.string().max(1_024);
const createdAtMs = epochMs.nullable();
const names = z.array(z.string()).readonly();

const credentials: z.ZodType<Credentials> = z.strictObject({
  passwords: z
    .array(z.strictObject({ userName: z.string(), isAnonymous: z.boolean(), createdAtMs, usedBy: names.nullable() }))
    .max(MAX_CREDENTIALS)
    .readonly(),
  keys: z
    .array(z.strictObject({ accessKey: z.string(), name: z.string(), createdAtMs, usedBy: names }))
    .max(MAX_CREDENTIALS)
    .readonly(),
});

export const credentialRequests = {
  /** The credentials of an account, from the cloud. */
  'onboarding.credentials': { in: z.strictObject({ accountId }), out: credentials },
  /**
   * Makes a password for devices. The cloud names an anonymous one.
   *
   * @returns the name; null where the cloud has several new anonymous ones.
   */
  'onboarding.addPassword': {
    in: z.strictObject({ accountId, userName: name.nullable(), password }),
    out: z.strictObject({ userName: z.string().nullable() }),
  },
  /** Refused by the cloud while a device that uses the password is invited. */
  'onboarding.changePassword': {
    in: z.strictObject({ accountId, userName: name, oldPassword: password, password }),
    out: done,
  },
  'onboarding.removePassword': { in: z.strictObject({ accountId, userName: name }), out: done },
  /** Makes a key of pushed streams. Its secret is in this answer and in no other. */
  'onboarding.addKey': {
    in: z.strictObject({ accountId, name }),
    out: z.strictObject({ accessKey: z.string(), secretKey: z.string() }),
  },
  /** Gives a key another name; its description stays. */
  'onboarding.renameKey': { in: z.strictObject({ accountId, accessKey: name, name }), out: done },
  'onboarding.removeKey': { in: z.strictObject({ accountId, accessKey: name }), out: done },
} as const satisfies RequestTable;
