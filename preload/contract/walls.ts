/** The operators' walls as a library: folders, versions, files, and the cameras that walls miss. */
import { z } from 'zod';
import { VENDOR_IDS } from '../domain/vendor.ts';
import type { WallContent } from '../domain/walls/wall-compare.ts';
import { MAX_WALLS, type WallFolder, type WallLibrary } from '../domain/walls/wall-library.ts';
import { wall } from './live.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, channelId, done, epochMs, nothing, tileAspect, tileContent } from './shared.ts';
import { wallFolderId, wallId, wallLayout } from './shared.ts';

const name = z.string().max(1000);

const wallFolder: z.ZodType<WallFolder> = z.strictObject({ id: wallFolderId, name: z.string() });
const wallLibrary: z.ZodType<WallLibrary> = z.strictObject({
  revision: z.number().int(),
  folders: z.array(wallFolder),
  places: z.array(z.strictObject({ wallId, folderId: wallFolderId.nullable() })),
});

const fromTo = <T extends z.ZodType>(value: T) => z.strictObject({ from: value, to: value }).nullable();

/** In figures what a version changed of the one before. */
const wallChange = z.strictObject({
  added: z.number().int(),
  removed: z.number().int(),
  replaced: z.number().int(),
  moved: z.number().int(),
  aspects: z.number().int(),
  layout: fromTo(z.number().int()),
  name: fromTo(z.string()),
});

export const wallVersion = z.strictObject({
  id: z.number().int(),
  atMs: epochMs,
  kind: z.enum(['found', 'created', 'edited', 'rolled-back', 'imported', 'remapped']),
  change: wallChange,
  /** The wall looks like this now. */
  isCurrent: z.boolean(),
});
export type WallVersion = z.infer<typeof wallVersion>;

/** The content of a version of a wall. */
const wallContent: z.ZodType<WallContent> = z.strictObject({
  name: z.string(),
  layout: wallLayout,
  tiles: z.array(tileContent),
  aspects: z.array(tileAspect),
});

/** A camera of a wall that cannot be shown. */
export const missingCamera = z.strictObject({
  channelId,
  /** Where it stands on the wall, from 0; also on places that the layout does not show. */
  tiles: z.array(z.number().int()),
  /** As it was called last; null where it never was in a list. */
  name: z.string().nullable(),
  number: z.number().int().nullable(),
  accountLabel: z.string().nullable(),
  vendor: z.enum(VENDOR_IDS).nullable(),
  /**
   * `no-account`: its account is not here. `account-off`: nothing is sent to its cloud. `not-listed`: its cloud does not list
   * it any more.
   */
  reason: z.enum(['no-account', 'account-off', 'not-listed']),
});
export type MissingCamera = z.infer<typeof missingCamera>;

/** `saved`: through the system's dialog. `cancelled`: the dialog was closed. `download`: this host has none, the page saves. */
export const exportedWalls = z.strictObject({
  outcome: z.enum(['saved', 'cancelled', 'download']),
  suggestedName: z.string(),
  text: z.string(),
  count: z.number().int().nonnegative(),
});
export type ExportedWalls = z.infer<typeof exportedWalls>;

/** An account that a file names, and which of the accounts here can stand for it. */
export const importedWallAccount = z.strictObject({
  key: z.string(),
  vendor: z.enum(VENDOR_IDS),
  label: z.string(),
  cameraCount: z.number().int(),
  /** Accounts of the same cloud; `found` is how many of the cameras each one lists, null before it was read. */
  choices: z.array(z.strictObject({ accountId, found: z.number().int().nullable() })),
  /** The account that stands for it; null keeps the cameras as missing until an account lists them. */
  accountId: accountId.nullable(),
});
export type ImportedWallAccount = z.infer<typeof importedWallAccount>;

/** One wall of a file. `position` counts from 1; `line` is the line of the file on which it begins. */
export const importedWall = z.strictObject({
  position: z.number().int().positive(),
  line: z.number().int().positive(),
  /** As the file has it; null where the text cannot be a name. */
  name: z.string().nullable(),
  folder: z.string().nullable(),
  /** The name that it gets or got: another one where that of the file is taken. */
  asName: z.string().nullable(),
  tileCount: z.number().int(),
  cameraCount: z.number().int(),
  /** Cameras that no account here lists. */
  missingCount: z.number().int(),
  /** Tiles that show what this client does not have, such as a sequence of another one; they stay empty. */
  emptiedCount: z.number().int(),
  outcome: z.enum(['added', 'refused']),
  wallId: wallId.nullable(),
  error: wireError.nullable(),
});
export type ImportedWall = z.infer<typeof importedWall>;

export const MAX_WALL_FILE_CHARS = 500_000;

const requests = {
  'wall.library': { in: nothing, out: wallLibrary, kiosk: true },
  /** An empty wall, or a copy of another one. Without a name it gets the next free one. */
  'wall.create': {
    in: z.strictObject({ name: name.nullable(), folderId: wallFolderId.nullable(), copyOf: wallId.nullable() }),
    out: wall,
  },
  'wall.rename': { in: z.strictObject({ wallId, name }), out: wall },
  /** `removed.restore` brings a deleted wall back. */
  'wall.remove': { in: z.strictObject({ wallIds: z.array(wallId).max(MAX_WALLS) }), out: done },
  /** Puts a wall into a folder: before another wall, or last. */
  'wall.move': {
    in: z.strictObject({ wallId, folderId: wallFolderId.nullable(), beforeId: wallId.nullable() }),
    out: done,
  },
  'wall.create-folder': { in: z.strictObject({ name }), out: wallFolder },
  'wall.rename-folder': { in: z.strictObject({ folderId: wallFolderId, name }), out: wallFolder },
  'wall.move-folder': { in: z.strictObject({ folderId: wallFolderId, beforeId: wallFolderId.nullable() }), out: done },
  /** Its walls stay, outside of all folders. `wall.restore-folder` puts them back until the client ends. */
  'wall.remove-folder': { in: z.strictObject({ folderId: wallFolderId }), out: done },
  'wall.restore-folder': { in: z.strictObject({ folderId: wallFolderId }), out: done },
  /** The newest first. */
  'wall.versions': { in: z.strictObject({ wallId }), out: z.array(wallVersion) },
  'wall.version': { in: z.strictObject({ wallId, versionId: z.number().int() }), out: wallContent },
  /** Restores layout, tiles and aspects of a version; the name stays. The replaced state becomes a version itself. */
  'wall.roll-back': {
    in: z.strictObject({ wallId, versionId: z.number().int() }),
    out: z.strictObject({ before: wall, after: wall }),
  },
  /** For each wall the cameras that cannot be shown. Walls that miss none are left out. */
  'wall.missing': {
    in: nothing,
    out: z.array(z.strictObject({ wallId, cameras: z.array(missingCamera) })),
    kiosk: true,
  },
  /** Replaces cameras on a wall, or takes them off (`to` null). */
  'wall.remap': {
    in: z.strictObject({
      wallId,
      cameras: z.array(z.strictObject({ from: channelId, to: channelId.nullable() })).max(64),
    }),
    out: z.strictObject({ before: wall, after: wall }),
  },
  /** @throws `wall.file-too-large`, `storage.write-failed`. */
  'wall.export': { in: z.strictObject({ wallIds: z.array(wallId).max(MAX_WALLS) }), out: exportedWalls },
  /**
   * With `isPreview` nothing is changed. `accounts` says which account stands for which of the file; those that are not
   * named are chosen by the cameras that they list.
   * @throws `input.bad-file` for a file that is none, with `line` and `detail`; nothing is changed then.
   */
  'wall.import': {
    in: z.strictObject({
      text: z.string().max(MAX_WALL_FILE_CHARS),
      isPreview: z.boolean(),
      accounts: z.array(z.strictObject({ key: z.string().max(64), accountId: accountId.nullable() })).max(500),
    }),
    out: z.strictObject({ accounts: z.array(importedWallAccount), walls: z.array(importedWall) }),
  },
} as const satisfies RequestTable;

const events = {
  /** Folders, their order, or where walls stand. */
  'wall.library-changed': event(z.strictObject({ revision: z.number().int() })),
  'wall.removed': event(z.strictObject({ wallId }), (p) => p.wallId),
  /** Which cameras walls miss may be another than before. */
  'wall.missing-changed': event(nothing),
} as const satisfies EventTable;

export const wallContract = { requests, events } as const;
