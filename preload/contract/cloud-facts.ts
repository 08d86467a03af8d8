/** Quota and use of an account, what each cloud can do, and the configuration as a file. */
import { z } from 'zod';
import {
  CAPABILITIES,
  CAPABILITY_REASONS,
  CAPABILITY_STATES,
  type CapabilityColumn,
} from '../domain/accounts/capability.ts';
import { FACT_KEYS, FACT_NOTES, FACT_PARTS, FACT_STATES, FACT_UNITS } from '../domain/accounts/cloud-facts.ts';
import { VENDOR_IDS } from '../domain/vendor.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, done, epochMs, nothing } from './shared.ts';

const figure = z.strictObject({
  key: z.enum(FACT_KEYS),
  used: z.number().nonnegative().nullable(),
  limit: z.number().nonnegative().nullable(),
  unit: z.enum(FACT_UNITS),
  name: z.string().nullable(),
  state: z.enum(FACT_STATES).nullable(),
  billing: z.enum(['prepaid', 'on-demand']).nullable(),
  expiresAtMs: epochMs.nullable(),
});

export const accountFacts = z.strictObject({
  accountId,
  /** When the cloud was asked; older than now where the answer is a remembered one. */
  readAtMs: epochMs,
  subscription: z.strictObject({ state: z.enum(['active', 'not-subscribed']), sinceMs: epochMs.nullable() }).nullable(),
  figures: z.array(figure),
  notes: z.array(z.enum(FACT_NOTES)),
  /** Parts that could not be read; the others are here all the same. */
  errors: z.array(z.strictObject({ part: z.enum(FACT_PARTS), error: wireError })),
  /** How far this computer is ahead of the cloud, by its last answer. */
  clockSkewMs: z.number().nullable(),
});
export type AccountFactsView = z.infer<typeof accountFacts>;

const capabilityColumn: z.ZodType<CapabilityColumn> = z.strictObject({
  vendor: z.enum(VENDOR_IDS),
  operationCount: z.number().int(),
  cells: z.array(
    z.strictObject({
      capability: z.enum(CAPABILITIES),
      state: z.enum(CAPABILITY_STATES),
      reason: z.enum(CAPABILITY_REASONS).nullable(),
      operations: z.array(z.string()),
    }),
  ),
});

/** `saved`: through the system's dialog. `cancelled`: the dialog was closed. `download`: this host has none, the page saves. */
export const exportedAccounts = z.strictObject({
  outcome: z.enum(['saved', 'cancelled', 'download']),
  suggestedName: z.string(),
  text: z.string(),
  count: z.number().int().nonnegative(),
});
export type ExportedAccounts = z.infer<typeof exportedAccounts>;

/** One account of an imported file. `position` counts from 1; `line` is the line of the file on which it begins. */
export const importedAccount = z.strictObject({
  position: z.number().int().positive(),
  line: z.number().int().positive(),
  label: z.string().nullable(),
  vendor: z.enum(VENDOR_IDS).nullable(),
  /** An account that was added has no keys yet and asks for them. */
  outcome: z.enum(['added', 'already-there', 'refused']),
  accountId: accountId.nullable(),
  /** Where its keys will go that its cloud does not document: main asks about each when the keys are entered. */
  unknownHosts: z.array(z.string()),
  /** Why it was refused; `params.field` names the field. */
  error: wireError.nullable(),
});
export type ImportedAccount = z.infer<typeof importedAccount>;

const MAX_IMPORT_CHARS = 500_000;

const requests = {
  /** Reads only. Remembered for some minutes unless `refresh` is set; two requests at once share one reading. */
  'account.facts': { in: z.strictObject({ accountId, refresh: z.boolean().optional() }), out: accountFacts },
  /** Ends a reading that is in progress; its callers get `cancelled`. */
  'account.cancel-facts': { in: z.strictObject({ accountId }), out: done },
  /** The same for every account of a vendor: from the documents and from what this client does. One column per cloud. */
  'account.capabilities': { in: nothing, out: z.array(capabilityColumn), kiosk: true },
  /** The configuration without any secret. All accounts where none are named. */
  'account.export': { in: z.strictObject({ accountIds: z.array(accountId).optional() }), out: exportedAccounts },
  /**
   * With `isPreview` nothing is changed and no account has an id: the outcomes are those that an import would have.
   * @throws `input.bad-file` for a file that is none, with `line` and `detail`; nothing is changed then.
   */
  'account.import': {
    in: z.strictObject({ text: z.string().max(MAX_IMPORT_CHARS), isPreview: z.boolean().optional() }),
    out: z.strictObject({ accounts: z.array(importedAccount) }),
  },
} as const satisfies RequestTable;

export const cloudFactsContract = { requests } as const;
