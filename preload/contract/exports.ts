/** Exports of recordings, and whether an evidence bundle is as it was. */
import {
  MAX_DROPPED_BYTES,
  MAX_DROPPED_FILES,
  MAX_EXPORT_AUTHOR,
  MAX_EXPORT_CAMERAS,
  MAX_EXPORT_NOTES,
  MAX_EXPORT_REASON,
} from '../domain/bounds.ts';
import { z } from 'zod';
import {
  EXPORT_COPY_STATES,
  EXPORT_FORMS,
  EXPORT_ITEM_STATES,
  EXPORT_NOTE_KINDS,
  EXPORT_RECALL_STATES,
  EXPORT_STATES,
  type CameraSurvey,
  type ExportEstimate,
  type ExportJob,
} from '../domain/exports/exports.ts';
import { REFUSAL_REASONS, type EvidenceVerdict } from '../domain/exports/evidence.ts';
import { GAP_REASONS } from '../domain/recording/recording-gaps.ts';
import { event, type EventTable } from './event.ts';
import { copyRequests } from './export-copies.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { filePiece, pieceWish } from './file-piece.ts';
import { accountId, channelId, done, epochMs, exportId, nothing } from './shared.ts';

const rangeFields = { fromMs: epochMs, toMs: epochMs };
const range = z.strictObject(rangeFields);
const source = {
  channelId,
  place: z.enum(['cloud', 'device']),
  profile: z.enum(['main', 'sub']),
  offsetMs: z.number().nullable(),
};

const item = z.strictObject({
  ...source,
  number: z.number().int().nullable(),
  camera: z.string(),
  state: z.enum(EXPORT_ITEM_STATES),
  error: wireError.nullable(),
  doneMs: epochMs.nullable(),
  sizeBytes: z.number().nonnegative(),
  covered: z.array(range).readonly(),
  gaps: z
    .array(z.strictObject({ ...rangeFields, reason: z.enum([...GAP_REASONS, 'archived', 'not-given']) }))
    .readonly(),
  notes: z
    .array(z.strictObject({ kind: z.enum(EXPORT_NOTE_KINDS), fromMs: epochMs.nullable(), toMs: epochMs.nullable() }))
    .max(MAX_EXPORT_NOTES)
    .readonly(),
  moreNotes: z.number().int().nonnegative(),
  files: z.array(z.string()).readonly(),
  zipped: z.array(z.string()).readonly(),
  requestIds: z.array(z.string()).readonly(),
});

const copy = z.strictObject({
  file: z.string(),
  of: z.string(),
  state: z.enum(EXPORT_COPY_STATES),
  error: wireError.nullable(),
  sizeBytes: z.number().nonnegative(),
});

const recall = z.strictObject({
  ...rangeFields,
  accountId,
  channelIds: z.array(channelId).readonly(),
  state: z.enum(EXPORT_RECALL_STATES),
  nativeIds: z.array(z.string()).readonly(),
  attempt: z.number().int().positive(),
});

const job: z.ZodType<ExportJob> = z.strictObject({
  id: exportId,
  createdAtMs: epochMs,
  endedAtMs: epochMs.nullable(),
  state: z.enum(EXPORT_STATES),
  error: wireError.nullable(),
  range,
  form: z.enum(EXPORT_FORMS),
  reason: z.string(),
  madeBy: z.string(),
  folder: z.string(),
  bundle: z.string().nullable(),
  fingerprint: z.string().nullable(),
  items: z.array(item).readonly(),
  copies: z.array(copy).readonly(),
  recalls: z.array(recall).readonly(),
  wantsCopies: z.boolean(),
});

const listed = z.strictObject({
  job,
  /** The files are not on the disk any more. */
  isGone: z.boolean(),
});
export type ListedExport = z.infer<typeof listed>;

const start = z.strictObject({
  cameras: z.array(z.strictObject(source)).min(1).max(MAX_EXPORT_CAMERAS).readonly(),
  /** Half-open, at most 7 days. */
  range,
  form: z.enum(EXPORT_FORMS),
  reason: z.string().max(MAX_EXPORT_REASON),
  madeBy: z.string().max(MAX_EXPORT_AUTHOR),
  /** IANA name of the zone in which the files are named. */
  zone: z.string().min(1).max(64),
  /** Archived footage that its cloud brings back on order comes back first; false exports without it. */
  recalls: z.boolean(),
  /** Copies with time and camera in the picture are made at the end, beside the files. */
  wantsCopies: z.boolean(),
});
export type ExportStart = z.infer<typeof start>;

const namedSource = z.strictObject({ channelId, place: source.place });

const estimateRequest = z.strictObject({
  cameras: z.array(namedSource).max(MAX_EXPORT_CAMERAS).readonly(),
  range,
  form: z.enum(EXPORT_FORMS),
});
export type ExportEstimateRequest = z.infer<typeof estimateRequest>;

const surveyRequest = z.strictObject({ cameras: z.array(namedSource).max(MAX_EXPORT_CAMERAS).readonly(), range });
export type ExportSurveyRequest = z.infer<typeof surveyRequest>;

const survey: z.ZodType<CameraSurvey> = z.strictObject({
  ...namedSource.shape,
  archived: z.array(range).readonly(),
  canRecall: z.boolean(),
  error: wireError.nullable(),
  gaps: z.array(z.strictObject({ ...rangeFields, reason: z.enum(GAP_REASONS) })).readonly(),
  gapCount: z.number().int().nonnegative(),
  gapMs: z.number().nonnegative(),
});

const estimate: z.ZodType<ExportEstimate> = z.strictObject({
  bytes: z.number().nonnegative(),
  isGuess: z.boolean(),
  neededBytes: z.number().nonnegative(),
  freeBytes: z.number().nonnegative().nullable(),
  folder: z.string(),
  cameras: z
    .array(z.strictObject({ ...namedSource.shape, bytes: z.number().nonnegative(), isGuess: z.boolean() }))
    .readonly(),
});

const verdict: z.ZodType<EvidenceVerdict> = z.strictObject({
  isValid: z.boolean(),
  manifest: z.enum(['read', 'missing', 'not-understood', 'newer']),
  signature: z.enum(['valid', 'unknown-key', 'broken', 'unsigned']),
  fingerprint: z.string().nullable(),
  facts: z
    .strictObject({
      madeAtMs: epochMs,
      madeBy: z.string(),
      reason: z.string(),
      tool: z.strictObject({ name: z.string(), version: z.string() }),
    })
    .nullable(),
  files: z
    .array(
      z.strictObject({
        path: z.string(),
        state: z.enum(['valid', 'altered', 'missing', 'added', 'refused']),
        why: z.enum(REFUSAL_REASONS).optional(),
      }),
    )
    .readonly(),
});

/** 512 KiB as base64. */
const MAX_PIECE_CHARS = 699_052;
const sizeBytes = z.number().int().nonnegative().max(MAX_DROPPED_BYTES);

const droppedBundle = z.strictObject({
  /** Of the folder or of the ZIP, for the screen. */
  name: z.string().max(1024),
  content: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('zip'), sizeBytes }),
    z.strictObject({
      kind: z.literal('folder'),
      /** Below the folder, with `/` between the parts. Names for the verdict: main opens none of them. */
      files: z
        .array(z.strictObject({ path: z.string().min(1).max(2048), sizeBytes }))
        .max(MAX_DROPPED_FILES)
        .readonly(),
    }),
  ]),
});
export type DroppedBundle = z.infer<typeof droppedBundle>;

/** The next piece that the window must give, or the verdict. */
const droppedStep = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('asks'),
    checkId: z.uuid(),
    /** A file of the folder; null for the ZIP. */
    path: z.string().nullable(),
    fromByte: z.number().int().nonnegative(),
    /** Not included. */
    toByte: z.number().int().nonnegative(),
    /** How much of the listed files was read, of how much. */
    readBytes: z.number().nonnegative(),
    totalBytes: z.number().nonnegative(),
  }),
  z.strictObject({ state: z.literal('judged'), name: z.string(), verdict }),
]);
export type DroppedStep = z.infer<typeof droppedStep>;

const requests = {
  ...copyRequests,
  /** The latest first. */
  'exports.list': {
    in: nothing,
    out: z.strictObject({ exports: z.array(listed).readonly(), canReveal: z.boolean(), folder: z.string() }),
  },
  /**
   * How large an export will be, as far as is known without a question to a cloud, and how much space there is.
   * @throws `input.invalid-field` for an empty or too long range, `channel.not-found`.
   */
  'exports.estimate': { in: estimateRequest, out: estimate },
  /**
   * Asks the clouds, camera by camera, which pieces of the range are not recorded, and which are archived, to a quarter of an hour.
   * @throws `input.invalid-field` for an empty or too long range, `channel.not-found`.
   */
  'exports.survey': { in: surveyRequest, out: z.array(survey).readonly() },
  /**
   * @throws `input.invalid-field` for an empty or too long range, a time that is not over, or an unknown zone;
   *   `channel.not-found`; `storage.full` if the clouds report the size and the disk has no space; the cloud's failure
   *   if it cannot be known whether footage is archived that the cloud would bring back.
   */
  'exports.start': { in: start, out: job },
  /** Ends the job after the piece that is written now; the files that are whole stay. Twice is not an error. */
  'exports.cancel': { in: z.strictObject({ id: exportId }), out: job },
  /** Ends the work after the piece that is written now, until the operator resumes it. Of an ended job nothing changes. */
  'exports.pause': { in: z.strictObject({ id: exportId }), out: job },
  /** Continues a paused job, to the same bytes. Another job does not change. */
  'exports.resume': { in: z.strictObject({ id: exportId }), out: job },
  /** A window begins the copies that were ordered with the job: true for one window, which then makes them. */
  'exports.claim-copies': { in: z.strictObject({ id: exportId }), out: z.boolean() },
  /** Tries the cameras again that are not exported. @throws `export.not-found`. */
  'exports.retry': { in: z.strictObject({ id: exportId }), out: job },
  /** Takes the job off the list; `deletesFiles` deletes what the job wrote. @throws `export.running`, `storage.*`. */
  'exports.remove': { in: z.strictObject({ id: exportId, deletesFiles: z.boolean() }), out: done },
  /**
   * A piece of a file of an export, of a film in its ZIP, or of a copy, so that a window can show the file.
   * @throws `export.not-found`, `evidence.unreadable`, `storage.*`.
   */
  'exports.piece': {
    in: z.strictObject({ id: exportId, file: z.string().min(1).max(1024), ...pieceWish }),
    out: filePiece,
  },
  /** Shows the files in the file manager. */
  'exports.reveal': { in: z.strictObject({ id: exportId }), out: done },
  /**
   * Judges the bundle of a job, or a folder that the user chooses in a dialog. Null where the user chose none. A check of this
   * window before ends.
   * @throws `export.not-found`, `evidence.unreadable`, `cancelled`.
   */
  'exports.verify': {
    in: z.strictObject({ id: exportId.nullable() }),
    out: z.strictObject({ name: z.string(), verdict }).nullable(),
  },
  /**
   * Judges a bundle that the window holds: main asks for its bytes piece by piece. A check of this window before ends.
   * @throws `evidence.unreadable`, `cancelled`.
   */
  'exports.check-dropped': { in: droppedBundle, out: droppedStep },
  /**
   * Gives the piece that was asked for; null where the window cannot read the piece.
   * @throws `evidence.unreadable`, `cancelled` for a check that is over or of another window.
   */
  'exports.give-piece': {
    in: z.strictObject({
      checkId: z.uuid(),
      base64: z
        .string()
        .max(MAX_PIECE_CHARS)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/)
        .nullable(),
    }),
    out: droppedStep,
  },
  /** Ends a check before its verdict. Twice is not an error. */
  'exports.end-check': { in: z.strictObject({ checkId: z.uuid() }), out: done },
  /** Earlier exports of these cameras in the range, if their files are still on the disk. */
  'exports.marks': {
    in: z.strictObject({ channelIds: z.array(channelId).max(MAX_EXPORT_CAMERAS).readonly(), range }),
    out: z.array(z.strictObject({ channelId, ...rangeFields })).readonly(),
  },
} as const satisfies RequestTable;

const events = {
  'exports.changed': event(z.strictObject({ job }), ({ job: { id } }) => id),
  /** A job was taken off the list. */
  'exports.removed': event(z.strictObject({ id: exportId }), ({ id }) => id),
} as const satisfies EventTable;

export const exportsContract = { requests, events } as const;
