/** Cloud accounts and the vault that holds their keys. Secrets travel inward only, in `secrets`, and never come back. */
import { z } from 'zod';
import { MAX_CERTIFICATE_CHARS, MAX_CERTIFICATE_NAME, MAX_MEDIA_HOST } from '../domain/bounds.ts';
import { VENDOR_IDS } from '../domain/vendor.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, done, epochMs, nothing, persistence } from './shared.ts';

const health = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('unchecked') }),
  z.strictObject({ state: z.literal('checking') }),
  z.strictObject({
    state: z.literal('ok'),
    checkedAtMs: epochMs,
    isTested: z.boolean(),
    tokenExpiresAtMs: epochMs.nullable(),
  }),
  z.strictObject({ state: z.literal('failing'), checkedAtMs: epochMs, error: wireError }),
]);

/** The fields of an account that are the same on the disk and on the screen. */
export const accountFacts = {
  id: accountId,
  vendor: z.enum(VENDOR_IDS),
  label: z.string(),
  region: z.string().nullable(),
  endpoint: z.string(),
  fields: z.record(z.string(), z.string()),
  persistence,
  createdAtMs: epochMs,
};

/** A host of media with its port, as this client writes it. */
const hostName = z.string().min(1).max(MAX_MEDIA_HOST);

export const mediaHost = z.strictObject({
  host: hostName,
  allowedBy: z.string().max(MAX_MEDIA_HOST),
  allowedAtMs: epochMs,
});

/** A certificate that a person trusts, without its bytes. */
const certificateView = mediaHost.extend({
  fingerprint: z.string().max(128),
  subject: z.string().max(MAX_CERTIFICATE_NAME),
  issuer: z.string().max(MAX_CERTIFICATE_NAME),
  validToMs: epochMs,
});
export const mediaCertificate = certificateView.extend({ pem: z.string().max(MAX_CERTIFICATE_CHARS) });

export const accountView = z.strictObject({
  ...accountFacts,
  health,
  /** True when the keychain has no keys for it (deleted outside, or a session-only account after a restart). */
  isKeyMissing: z.boolean(),
  /** False: the account is kept, but nothing is sent to its cloud and its cameras are not in the tree. */
  isEnabled: z.boolean(),
  /** Origins that the cloud does not document and to which a person agreed to send these keys. */
  confirmedOrigins: z.array(z.string()),
  /** Hosts whose pictures a person takes over plain http, for this account. */
  mediaHosts: z.array(mediaHost),
  /** Hosts whose pictures this run refused, because they come over plain http; those that are allowed now are not here. */
  refusedHosts: z.array(z.string()),
  mediaCertificates: z.array(certificateView),
  /** Hosts of media whose certificate this run refused, because nobody vouches for it. */
  untrustedHosts: z.array(z.string()),
});
export type AccountView = z.infer<typeof accountView>;

const fieldMap = z.record(z.string().max(64), z.string().max(4096));

const draft = z.strictObject({
  vendor: z.enum(VENDOR_IDS),
  label: z.string().min(1).max(64),
  endpoint: z.url({ protocol: /^https?$/ }).max(512),
  region: z.string().max(64).nullable(),
  fields: fieldMap,
  secrets: fieldMap,
});
export type AccountDraft = z.infer<typeof draft>;

export const testStage = z.strictObject({
  /** Ordered: the proxy where one is on the way, name and network, TLS, clock, signature and key, permissions, devices. */
  stage: z.enum(['proxy', 'network', 'tls', 'clock', 'sign-in', 'permission', 'devices']),
  state: z.enum(['passed', 'failed', 'not-run', 'skipped']),
  elapsedMs: z.number().nonnegative().nullable(),
  /** Facts for the reader, such as `host`, `skewMs`, `devices`, `validTo`; no secrets. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  error: wireError.nullable(),
});
export type TestStage = z.infer<typeof testStage>;

export const testReport = z.strictObject({ stages: z.array(testStage), elapsedMs: z.number(), ranAtMs: epochMs });
export type TestReport = z.infer<typeof testReport>;

export const vaultStatus = z.strictObject({
  /** Name of the system store, such as `Secret Service`, `Keychain`, `Credential Manager`. */
  backend: z.string(),
  state: z.enum(['ready', 'locked', 'missing', 'refused']),
  /** How many accounts hold their keys for this session only. */
  sessionOnlyCount: z.number().int().nonnegative(),
});
export type VaultStatus = z.infer<typeof vaultStatus>;

const requests = {
  'account.list': { in: nothing, out: z.array(accountView), kiosk: true },
  /**
   * A host that the cloud does not document is asked about in a dialog of main's own, before anything is stored or sent:
   * here, in `account.update` and in the test of a draft. A no, or a dialog that cannot be shown: `account.address-refused`.
   */
  'account.add': { in: draft.extend({ persistence }), out: accountView },
  /**
   * Fields and secrets left out stay as they are; a secret given replaces the old one. When the origin of an address
   * changes (`endpoint`, `iamEndpoint`, `dataEndpoint`, or one that follows from them), stored secrets do not follow: every
   * required one has to be given again (`account.keys-needed`), and the others are deleted.
   */
  'account.update': {
    in: z.strictObject({
      accountId,
      label: z.string().min(1).max(64).optional(),
      endpoint: z
        .url({ protocol: /^https?$/ })
        .max(512)
        .optional(),
      fields: fieldMap.optional(),
      secrets: fieldMap.optional(),
      persistence: persistence.optional(),
    }),
    out: accountView,
  },
  /** Turns an account off or on again; its keys and the numbers of its cameras stay. One that is off: `account.disabled`. */
  'account.set-enabled': { in: z.strictObject({ accountId, isEnabled: z.boolean() }), out: accountView },
  /**
   * Takes media of the account from a host over plain http, which main refused in this run (`refusedHosts`). Main asks in a
   * dialog of its own before. `isAllowed` is false after a no, or where the dialog cannot be shown.
   */
  'account.allow-media-host': {
    in: z.strictObject({ accountId, host: hostName }),
    out: z.strictObject({ isAllowed: z.boolean() }),
  },
  /** Refuses the host again: streams from there end. A host that is not allowed is left alone. */
  'account.revoke-media-host': { in: z.strictObject({ accountId, host: hostName }), out: done },
  /**
   * Trusts the certificate that a host of media shows now, whose certificate main refused in this run (`untrustedHosts`). Main
   * looks at the certificate and asks in a dialog of its own before. One that has ended: `media.certificate-ended`.
   */
  'account.trust-certificate': {
    in: z.strictObject({ accountId, host: hostName }),
    out: z.strictObject({ isAllowed: z.boolean() }),
  },
  /** Trusts the certificate no longer: streams from there end. */
  'account.revoke-certificate': { in: z.strictObject({ accountId, host: hostName }), out: done },
  /** Deletes the account, its keys and its token. */
  'account.remove': { in: z.strictObject({ accountId }), out: done },
  /**
   * Read-only calls against the cloud; nothing is stored. `runId` names it for progress and for `account.cancel-test`. A
   * few saved accounts are tested at a time; one that waits for its turn reports no stage yet.
   */
  'account.test': {
    in: z.strictObject({
      runId: z.string().min(1).max(64),
      target: z.union([
        z.strictObject({ kind: z.literal('saved'), accountId }),
        /** `accountId`: the account that is being edited; hosts confirmed for it are not asked about again. */
        z.strictObject({ kind: z.literal('draft'), draft, accountId: accountId.optional() }),
      ]),
    }),
    out: testReport,
  },
  'account.cancel-test': { in: z.strictObject({ runId: z.string().min(1).max(64) }), out: done },
  'vault.status': { in: nothing, out: vaultStatus, kiosk: true },
  /** The names of the stored secrets, never their values. */
  'vault.list': { in: nothing, out: z.array(z.strictObject({ accountId, names: z.array(z.string()) })) },
} as const satisfies RequestTable;

const events = {
  'account.changed': event(z.strictObject({ accounts: z.array(accountView) })),
  'account.test-progressed': event(
    z.strictObject({ runId: z.string(), stage: testStage }),
    (p) => `${p.runId}|${p.stage.stage}`,
  ),
  'vault.changed': event(vaultStatus),
} as const satisfies EventTable;

export const accountContract = { requests, events } as const;
