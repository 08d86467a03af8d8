/**
 * Persons on the lists of devices. Names and pictures of persons are in the answers of these requests and nowhere else: no event
 * and no message has them. Pictures are Base64 text inwards and `data:` addresses outwards.
 */
import { z } from 'zod';
import {
  IMPORT_COLUMNS,
  MAX_CONSENT_CHANNELS,
  MAX_CONSENT_SIGNER,
  MAX_CONSENT_STATEMENT,
  MAX_TARGET_PICTURE_CHARS,
  MAX_TARGETS_PER_CHANGE,
  MAX_TARGETS_PER_DELETE,
  NO_PICTURE_REASONS,
  TARGET_FAMILIES,
  TARGET_FIELD_BARS,
  TARGET_FIELDS,
  TARGET_LIST_TYPES,
  TARGET_PAGE_ROWS,
  TARGET_PLACES,
  type ChannelConsent,
  type ConsentOutcome,
  type ConsentRecord,
  type PeopleExport,
  type Target,
  type TargetConsent,
  type TargetDevice,
  type TargetEdits,
  type TargetGroup,
  type TargetLimits,
  type TargetMove,
  type TargetOutcome,
  type TargetValues,
} from '../domain/people/targets.ts';
import {
  MAX_EXPORT_DOWNLOAD_BYTES,
  MAX_JOB_COLUMNS,
  MAX_JOB_ROWS_AT_ONCE,
  MAX_PIECE_BYTES,
  MAX_ROWS_PIECE_CHARS,
  MAX_SHOWN_EXPORT_ROWS,
} from '../domain/bounds.ts';
import { JOB_CALLS_AHEAD, JOB_STATES } from '../domain/jobs.ts';
import { OUTCOMES } from '../domain/outcomes.ts';
import { fileHash, jobColumns, jobExternalId, jobId, jobRowError, jobRowNumber, jobTotal } from './jobs.ts';
import { event, type EventTable } from './event.ts';
import { peopleTableRequests } from './people-tables.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, deviceId, done, epochMs, nothing } from './shared.ts';

const MAX_DEVICES = 10_000;
const MAX_GROUPS = 1_000;
/** A picture of 256 kB as Base64, and the words before it. */
const MAX_SHOWN_PICTURE_CHARS = 360_000;
/** Longer than any documented value: main answers with the problem of a value. */
const MAX_VALUE_CHARS = 2_048;

const groupId = z.string().regex(/^\d{1,15}$/);
const targetId = z.string().min(1).max(64);
const field = z.enum(TARGET_FIELDS);
const values: z.ZodType<TargetValues> = z.partialRecord(field, z.string().max(MAX_VALUE_CHARS));
const edits: z.ZodType<TargetEdits> = z.partialRecord(field, z.string().max(MAX_VALUE_CHARS).nullable());
const picture = z.string().min(1).max(MAX_TARGET_PICTURE_CHARS);
const shownPicture = z.string().max(MAX_SHOWN_PICTURE_CHARS).nullable();

const device: z.ZodType<TargetDevice> = z.strictObject({
  id: deviceId,
  name: z.string(),
  family: z.enum(TARGET_FAMILIES),
  status: z.enum(['online', 'offline', 'unregistered', 'unknown']),
});

const bar = z.enum(TARGET_FIELD_BARS).nullable();
const count = z.number().int().nonnegative();
const limits: z.ZodType<TargetLimits> = z.strictObject({
  family: z.enum(TARGET_FAMILIES),
  fields: z
    .array(
      z.strictObject({
        field,
        isMandatory: z.boolean(),
        maxChars: count,
        pattern: z.string(),
        barOnAdd: bar,
        barOnUpdate: bar,
      }),
    )
    .readonly(),
  picture: z.strictObject({ maxChars: count, maxBytes: count, maxSidePx: count }),
  targetsPerCall: count,
  pictureCharsPerCall: count.nullable(),
  listHasPictures: z.boolean(),
  lists: z.strictObject({
    types: z.array(z.enum(TARGET_LIST_TYPES)).readonly(),
    maxNameChars: count,
    hasUniqueNames: z.boolean(),
    canSwitch: z.boolean(),
    deletesFull: z.boolean(),
  }),
});
const listType = z.enum(TARGET_LIST_TYPES);
/** Also longer and emptier than a cloud takes: main answers with the problem. */
const listName = z.string().max(256);

const group: z.ZodType<TargetGroup> = z.strictObject({
  id: groupId,
  name: z.string(),
  isEnabled: z.boolean().nullable(),
  isFixed: z.boolean(),
  type: listType.nullable(),
  count: count.nullable(),
  countError: wireError.nullable(),
  addBar: z.enum(['takes-nobody']).nullable(),
});

const consentShape = { state: z.enum(['opened', 'closed', 'unknown']), error: wireError.nullable() };
const consent: z.ZodType<TargetConsent> = z.strictObject(consentShape);
const channelNumber = z.string().regex(/^(?:-1|\d{1,3})$/);
const channelNumbers = z.array(channelNumber).min(1).max(MAX_CONSENT_CHANNELS).readonly();
const channelConsent: z.ZodType<ChannelConsent> = z.strictObject({ channelId: channelNumber, ...consentShape });
/** Both empty and too long values are accepted here: main answers with the problem. */
const signature = {
  state: z.enum(['opened', 'closed']),
  signer: z.string().max(MAX_CONSENT_SIGNER * 4),
  statement: z.string().max(MAX_CONSENT_STATEMENT * 4),
};

const target: z.ZodType<Target> = z.strictObject({ id: targetId, values, hasPicture: z.boolean().nullable() });

const outcomeShape = {
  targetId: targetId.nullable(),
  state: z.enum(OUTCOMES),
  error: wireError.nullable(),
  requestId: z.string().nullable(),
};
const outcome: z.ZodType<TargetOutcome> = z.strictObject(outcomeShape);
const move: z.ZodType<TargetMove> = z.strictObject({
  ...outcomeShape,
  place: z.enum(TARGET_PLACES),
  newTargetId: targetId.nullable(),
});

const devices = z.strictObject({ devices: z.array(device).max(MAX_DEVICES).readonly(), asOfMs: epochMs });
export type TargetDeviceList = z.infer<typeof devices>;

const library = z.strictObject({
  groups: z.array(group).max(MAX_GROUPS).readonly(),
  /** Rows of the cloud that name no group. */
  unreadable: count,
  /** How many lists the device takes; null where no bound is known. */
  maxGroups: count.nullable(),
  limits,
  consent,
  /** When the groups and their counts were read. */
  asOfMs: epochMs,
});
export type TargetLibrary = z.infer<typeof library>;

const page = z.strictObject({
  targets: z.array(target).max(TARGET_PAGE_ROWS).readonly(),
  /** Asks for the page behind this one; null at the end of the list. */
  next: z.string().nullable(),
  /** The list is longer, and the cloud does not give the rest. */
  isCut: z.boolean(),
  /** Rows of the cloud that name no target. */
  unreadable: count,
  asOfMs: epochMs,
});
export type TargetPage = z.infer<typeof page>;

const channelOutcome: z.ZodType<ConsentOutcome> = z.strictObject({
  channelId: channelNumber,
  state: outcomeShape.state,
  error: outcomeShape.error,
  requestId: outcomeShape.requestId,
});
const channelOutcomes = z.array(channelOutcome).readonly();
const recordId = z.number().int().positive();
const consentHash = z.string().regex(/^[0-9a-f]{64}$/);
const consentRecord: z.ZodType<ConsentRecord> = z.strictObject({
  id: count,
  signer: z.string(),
  signedAtMs: epochMs,
  state: signature.state,
  statement: z.string(),
  sha256: consentHash,
  outcomes: z.array(z.strictObject({ channelId: channelNumber, state: outcomeShape.state })).readonly(),
});
const exported = z.strictObject({
  outcome: z.enum(['saved', 'cancelled', 'download']),
  suggestedName: z.string(),
  /** The file itself where the host has no dialog; else empty. */
  text: z.string(),
  count,
});

const peopleExport: z.ZodType<PeopleExport> = z.strictObject({
  outcome: z.enum(['saved', 'cancelled', 'download']),
  suggestedName: z.string(),
  people: count,
  withoutPicture: count,
  rows: z
    .array(z.strictObject({ row: jobRowNumber, reason: z.enum(NO_PICTURE_REASONS), error: jobRowError.nullable() }))
    .max(MAX_SHOWN_EXPORT_ROWS)
    .readonly(),
  isCut: z.boolean(),
  unreadable: count,
});

const place = { deviceId, groupId };
/** A row of a file that is imported. `error`: the window found the row wrong, and it is refused without being sent. */
const importRow = z.strictObject({
  row: jobRowNumber,
  externalId: jobExternalId,
  error: jobRowError.nullable(),
  /** An earlier job lost the answer of the row: it is looked for before it is sent. */
  isUnknown: z.boolean().optional(),
});
const personOfRow = z.strictObject({ row: jobRowNumber, externalId: jobExternalId, values, picture });
const badRow = z.strictObject({ row: jobRowNumber, externalId: jobExternalId, error: jobRowError });
/** Of a file without headings this may be any cell. */
const heading = z.string().max(MAX_VALUE_CHARS);
const importColumn = z.enum(IMPORT_COLUMNS).nullable();
const changed = <T extends z.ZodType>(one: T) => z.strictObject({ outcomes: z.array(one).readonly() });

const requests = {
  /** The devices of an account that can have target libraries. */
  'targets.devices': { in: z.strictObject({ accountId }), out: devices },
  /** The lists of a device with their counts, what can be asked of the device, and the state of the consent. */
  'targets.groups': { in: z.strictObject({ deviceId }), out: library },
  /** At most 50 targets without pictures. @param cursor `next` of the page before; null for the first page. */
  'targets.page': { in: z.strictObject({ ...place, cursor: z.string().max(64).nullable() }), out: page },
  /** One target with its picture as a `data:` address; null without a picture that can be shown. */
  'targets.get': {
    in: z.strictObject({ ...place, targetId }),
    out: z.strictObject({ target, picture: shownPicture, asOfMs: epochMs }),
  },
  /** The picture alone, for a row in sight: from memory where the page of the list brought it. */
  'targets.picture': { in: z.strictObject({ ...place, targetId }), out: z.strictObject({ data: shownPicture }) },
  /** @returns outcomes in the order of `targets`, as the three requests below do for theirs. */
  'targets.add': {
    in: z.strictObject({
      ...place,
      targets: z.array(z.strictObject({ values, picture })).min(1).max(MAX_TARGETS_PER_CHANGE).readonly(),
    }),
    out: changed(outcome),
  },
  /** @param changes `picture` null keeps the picture, byte for byte. */
  'targets.update': {
    in: z.strictObject({
      ...place,
      changes: z
        .array(z.strictObject({ targetId, edits, picture: picture.nullable() }))
        .min(1)
        .max(MAX_TARGETS_PER_CHANGE)
        .readonly(),
    }),
    out: changed(outcome),
  },
  'targets.delete': {
    in: z.strictObject({ ...place, targetIds: z.array(targetId).min(1).max(MAX_TARGETS_PER_DELETE).readonly() }),
    out: changed(outcome),
  },
  /** Adds to the other list of the same device, reads back, then deletes from this list. */
  'targets.move': {
    in: z.strictObject({
      ...place,
      toGroupId: groupId,
      targetIds: z.array(targetId).min(1).max(MAX_TARGETS_PER_CHANGE).readonly(),
    }),
    out: changed(move),
  },
  ...peopleTableRequests,
  /** A job that adds the people of a file, without rows; `targets.addImportRows` brings these, and `jobs.run` begins. */
  'targets.startImport': {
    in: z.strictObject({ ...place, fileHash, total: jobTotal, columns: jobColumns }),
    out: z.strictObject({ jobId }),
  },
  'targets.addImportRows': {
    in: z.strictObject({ jobId, rows: z.array(importRow).min(1).max(MAX_JOB_ROWS_AT_ONCE).readonly() }),
    out: done,
  },
  /** The meaning of headings that was chosen in earlier imports; null where none is stored. */
  'targets.columns': {
    in: z.strictObject({ headings: z.array(heading).max(MAX_JOB_COLUMNS).readonly() }),
    /** `remembered`: how many headings there are in all. */
    out: z.strictObject({ columns: z.array(importColumn).max(MAX_JOB_COLUMNS).readonly(), remembered: count }),
  },
  /** Stores a hash of each heading with its meaning; null forgets the heading. */
  'targets.rememberColumns': {
    in: z.strictObject({
      meanings: z
        .array(z.strictObject({ heading, column: importColumn }))
        .max(MAX_JOB_COLUMNS)
        .readonly(),
    }),
    out: done,
  },
  /** All headings. */
  'targets.forgetColumns': { in: nothing, out: done },
  /**
   * Brings the people that were wanted, and answers whom the job wants now, and whom it will want after them: at the latest after
   * 20 s, and nobody once it does not run. The first request brings nobody.
   */
  'targets.feedImport': {
    in: z.strictObject({
      jobId,
      people: z
        .array(z.union([personOfRow, badRow]))
        .max(MAX_TARGETS_PER_CHANGE)
        .readonly(),
    }),
    out: z.strictObject({
      wanted: z.array(jobRowNumber).max(MAX_TARGETS_PER_CHANGE).readonly(),
      next: z
        .array(jobRowNumber)
        .max(JOB_CALLS_AHEAD * MAX_TARGETS_PER_CHANGE)
        .readonly(),
      state: z.enum(JOB_STATES),
    }),
  },
  /**
   * Brings the next piece of the file with the rows that are not done; behind the last one main asks where the file goes.
   *
   * @param at how many characters were brought before; 0 begins.
   */
  'targets.saveImportRows': {
    in: z.strictObject({ jobId, text: z.string().max(MAX_ROWS_PIECE_CHARS), at: count, isLast: z.boolean() }),
    out: z.strictObject({ outcome: z.enum(['more', 'saved', 'cancelled', 'download']), suggestedName: z.string() }),
  },
  /**
   * Writes everybody on a list, with the pictures, into a file that `targets.startImport` can bring back. Answers at
   * the end; `targets.exporting` reports the progress.
   */
  'targets.exportPeople': { in: z.strictObject(place), out: peopleExport },
  /** The next piece of a file that the page saves by itself, as Base64. @param fromByte 0 begins. */
  'targets.takeExport': {
    in: z.strictObject({ fromByte: z.number().int().nonnegative().max(MAX_EXPORT_DOWNLOAD_BYTES) }),
    out: z.strictObject({ base64: z.string().max(MAX_PIECE_BYTES * 2), isLast: z.boolean() }),
  },
  /** Ends the export of this window; nothing is left of its file. */
  'targets.stopExport': { in: nothing, out: done },
  /** Makes a list, and reads it back. A lost answer is looked for among the lists, and nothing is sent twice. */
  'targets.addList': {
    in: z.strictObject({ deviceId, name: listName, type: listType }),
    out: z.strictObject({ groupId }),
  },
  /** @param isEnabled null: stays as it is, as it must where the device compares with every list. */
  'targets.changeList': {
    in: z.strictObject({ ...place, name: listName, type: listType, isEnabled: z.boolean().nullable() }),
    out: done,
  },
  /** With everybody on it. */
  'targets.deleteList': { in: z.strictObject(place), out: done },
  /** The state of each channel, in the order of `channels`; one that cannot be read is unknown. */
  'targets.channelConsents': {
    in: z.strictObject({ deviceId, channels: channelNumbers }),
    out: z.strictObject({ consents: z.array(channelConsent).readonly(), asOfMs: epochMs }),
  },
  /** Stores the signed statement, then asks the cloud, 65 channels a call. @returns outcomes in the order of `channels`. */
  'targets.sign': {
    in: z.strictObject({ deviceId, channels: channelNumbers, ...signature }),
    out: z.strictObject({ outcomes: channelOutcomes, sha256: consentHash, recordId }),
  },
  /** Asks the cloud again under a statement that is signed already. @returns outcomes of those channels that were not done. */
  'targets.signAgain': {
    in: z.strictObject({ deviceId, recordId, channels: channelNumbers }),
    out: z.strictObject({ outcomes: channelOutcomes }),
  },
  /** The consents that were signed for a device, the latest first. */
  'targets.consents': {
    in: z.strictObject({ deviceId }),
    out: z.strictObject({ records: z.array(consentRecord).readonly() }),
  },
  /** Everything that was signed, of all devices, as a file with comma-separated values. */
  'targets.exportConsents': { in: nothing, out: exported },
} as const satisfies RequestTable;

const events = {
  /** A list differs from before, or may differ: read the counts and the list again. `job`: a running job changed it. */
  'targets.changed': event(
    z.strictObject({ ...place, by: z.enum(['hand', 'job']) }),
    ({ deviceId: device, groupId: group, by }) => `${device} ${group} ${by}`,
  ),
  /** How many people of a list are in the file of an export so far; to the window that exports. */
  'targets.exporting': event(
    z.strictObject({ ...place, people: count }),
    ({ deviceId: device, groupId: group }) => `${device} ${group}`,
  ),
  /** A consent was signed, in any window: read the state of the device again. */
  'targets.signed': event(z.strictObject({ deviceId }), ({ deviceId: device }) => device),
} as const satisfies EventTable;

export const targetsContract = { requests, events } as const;
