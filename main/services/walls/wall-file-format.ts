/**
 * Walls as a file: JSON with a version, one tile a line, no secret in it. Cameras are named by the cloud's own ids of device
 * and channel, so that a file means the same cameras on another computer, under another account of the same cloud.
 */
import { z } from 'zod';
import { cleanName } from '../../../preload/domain/clean-name.ts';
import { wallLayout } from '../../../preload/contract/shared.ts';
import { LAYOUT_PRESETS, MAX_TILES } from '../../../preload/domain/walls/layout.ts';
import { invalidFieldOf } from '../../../preload/domain/field-problems.ts';
import { TILE_ASPECTS } from '../../../preload/domain/walls/wall.ts';
import { VENDOR_IDS } from '../../../preload/domain/vendor.ts';
import { MAX_WALL_NAME, MAX_WALLS } from '../../../preload/domain/walls/wall-library.ts';
import { AppError } from '../../errors.ts';
import { jsonErrorLine, jsonLines } from '../shared/json-lines.ts';

const FORMAT = 'lanner.walls';
const VERSION = 1;
/** How deep a field of a tile stands. */
const LINE_DEPTH = 5;
const LAYOUTS = `${LAYOUT_PRESETS.join(', ')}, { columns, rows, cells }`;

const key = z.string().min(1).max(64);
const text = z.string().min(1).max(512);

/** A name is shown, so nothing invisible may be in it. */
const nameOf = (maxChars: number) => z.string().max(maxChars).transform(cleanName);
const givenName = (maxChars: number) => nameOf(maxChars).pipe(z.string().min(1));

const account = z.strictObject({ key, vendor: z.enum(VENDOR_IDS), label: nameOf(64) });
const camera = z.strictObject({
  key,
  account: key,
  device: text,
  channel: text,
  name: nameOf(256),
  number: z.number().int().nonnegative().nullable().default(null),
});
const tile = z.strictObject({
  tile: z
    .number()
    .int()
    .min(0)
    .max(MAX_TILES - 1),
  camera: key.optional(),
  sequence: z.string().min(1).max(64).optional(),
  special: z.enum(['hotspot', 'alarm']).optional(),
  aspect: z.enum(TILE_ASPECTS).default('fit'),
});
const wall = z.strictObject({
  name: givenName(MAX_WALL_NAME),
  folder: givenName(MAX_WALL_NAME).nullable().default(null),
  layout: wallLayout,
  isLocked: z.boolean().default(false),
  tiles: z.array(tile).max(MAX_TILES),
});

export type FileAccount = z.infer<typeof account>;
export type FileCamera = z.infer<typeof camera>;
export type FileTile = z.infer<typeof tile>;
export type FileWall = z.infer<typeof wall>;

export interface WallFile {
  readonly accounts: readonly FileAccount[];
  readonly cameras: readonly FileCamera[];
  readonly walls: readonly FileWall[];
}

/** The file as text: what belongs together stands on one line, so that two files can be compared line by line. */
export function writeWallFile({ accounts, cameras, walls }: WallFile): string {
  const rows = (items: readonly unknown[], indent: string): string =>
    items.length === 0
      ? '[]'
      : `[\n${items.map((item) => `${indent}  ${JSON.stringify(item)}`).join(',\n')}\n${indent}]`;
  const wallRows = walls.map(({ tiles, ...head }) => {
    const fields = Object.entries(head).map(
      ([name, value]) => `      ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
    );
    return `    {\n${[...fields, `      "tiles": ${rows(tiles, '      ')}`].join(',\n')}\n    }`;
  });
  const parts = [
    `"format": ${JSON.stringify(FORMAT)}`,
    `"version": ${VERSION}`,
    `"accounts": ${rows(accounts, '  ')}`,
    `"cameras": ${rows(cameras, '  ')}`,
    `"walls": ${wallRows.length === 0 ? '[]' : `[\n${wallRows.join(',\n')}\n  ]`}`,
  ];
  return `{\n${parts.map((part) => `  ${part}`).join(',\n')}\n}\n`;
}

/** One wall of a file: the wall, or the fault in it. `line` is where it begins. */
export type ReadWall =
  | { readonly line: number; readonly name: string | null; readonly wall: FileWall; readonly error: null }
  | { readonly line: number; readonly name: string | null; readonly wall: null; readonly error: AppError };

export interface ReadFile {
  readonly accounts: readonly FileAccount[];
  readonly cameras: ReadonlyMap<string, FileCamera>;
  readonly walls: readonly ReadWall[];
}

/**
 * Reads a file wall by wall: a wall with a fault does not stop the others.
 *
 * @throws {AppError} `input.bad-file` with `line` and `detail` for a file of another kind.
 */
export function readWallFile(source: string): ReadFile {
  const content = source.replace(/^\uFEFF/, '');
  const whole = parse(content);
  const lines = jsonLines(content, LINE_DEPTH);
  const lineOf = (path: string): number => lines.get(path) ?? 1;
  if (whole['format'] !== FORMAT) throw badFile(lineOf('format'), `format: ${FORMAT}`);
  if (whole['version'] !== VERSION) throw badFile(lineOf('version'), `version: ${VERSION}`);
  const accounts = listOf(whole, 'accounts', account, lines);
  const cameras = listOf(whole, 'cameras', camera, lines);
  const known = new Set(accounts.map((one) => one.key));
  const orphan = cameras.findIndex((one) => !known.has(one.account));
  if (orphan >= 0) throw badFile(lineOf(`cameras.${orphan}.account`), `account: ${cameras[orphan]?.account}`);
  const raw = whole['walls'];
  if (!Array.isArray(raw)) throw badFile(lineOf('walls'), 'walls: []');
  if (raw.length > MAX_WALLS) throw badFile(lineOf('walls'), `walls: > ${MAX_WALLS}`);
  const byKey = new Map(cameras.map((one) => [one.key, one]));
  return { accounts, cameras: byKey, walls: raw.map((item, i) => readWall(item, `walls.${i}`, byKey, lines)) };
}

function readWall(
  raw: unknown,
  path: string,
  cameras: ReadonlyMap<string, FileCamera>,
  lines: ReadonlyMap<string, number>,
): ReadWall {
  const line = lines.get(path) ?? 1;
  const parsed = wall.safeParse(raw);
  const name = shownName(raw);
  if (!parsed.success) return { line, name, wall: null, error: invalid(parsed.error, path, lines) };
  const unknown = parsed.data.tiles.findIndex((one) => one.camera !== undefined && !cameras.has(one.camera));
  if (unknown < 0) return { line, name, wall: parsed.data, error: null };
  const field = `tiles.${unknown}.camera`;
  const params = { field, detail: 'gone', line: lineAt(path, field, lines) };
  const message = `${field}: ${parsed.data.tiles[unknown]?.camera}`;
  return { line, name, wall: null, error: new AppError('input.invalid-field', message, { params }) };
}

function invalid(error: z.ZodError, path: string, lines: ReadonlyMap<string, number>): AppError {
  const [issue] = error.issues;
  const found = issue === undefined ? { field: '', detail: 'form' } : invalidFieldOf(issue);
  const { field } = found;
  const options = issue?.path.at(-1) === 'layout' ? { detail: 'one-of', options: LAYOUTS } : {};
  const params = { ...found, ...options, line: lineAt(path, field, lines) };
  return new AppError('input.invalid-field', `${field}: ${issue?.message ?? ''}`, { params });
}

/** The line of a field, or of the nearest thing around it that has one. */
function lineAt(path: string, field: string, lines: ReadonlyMap<string, number>): number {
  for (let at = `${path}.${field}`; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return 1;
}

function listOf<T>(
  whole: Readonly<Record<string, unknown>>,
  name: string,
  schema: z.ZodType<T>,
  lines: ReadonlyMap<string, number>,
): T[] {
  const parsed = z.array(schema).safeParse(whole[name]);
  if (parsed.success) return parsed.data;
  const { params } = invalid(parsed.error, name, lines);
  throw badFile(Number(params['line']), `${name}.${String(params['field'])}`);
}

function parse(content: string): Readonly<Record<string, unknown>> {
  try {
    const whole: unknown = JSON.parse(content);
    return typeof whole === 'object' && whole !== null ? (whole as Record<string, unknown>) : {};
  } catch (error) {
    throw badFile(jsonErrorLine(content, error), 'not JSON');
  }
}

function shownName(raw: unknown): string | null {
  const name = typeof raw === 'object' && raw !== null && 'name' in raw ? raw.name : null;
  return typeof name === 'string' ? cleanName(name).slice(0, MAX_WALL_NAME) || null : null;
}

function badFile(line: number, detail: string): AppError {
  return new AppError('input.bad-file', `line ${line}: ${detail}`, { params: { line, detail } });
}
