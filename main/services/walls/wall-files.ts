/** Walls as files: written without any secret, read with a look beforehand, mapped to the accounts that are here. */
import {
  MAX_WALL_FILE_CHARS,
  type ExportedWalls,
  type ImportedWall,
  type ImportedWallAccount,
} from '../../../preload/contract/walls.ts';
import {
  accountOf,
  channelRefOf,
  type AccountId,
  type ChannelId,
  type SequenceId,
  type WallId,
} from '../../../preload/domain/ids.ts';
import { MAX_TILES, tileCount } from '../../../preload/domain/walls/layout.ts';
import type { TileAspect, TileContent, Wall } from '../../../preload/domain/walls/wall.ts';
import { freeWallName } from '../../../preload/domain/walls/wall-library.ts';
import type { RememberedCamera } from '../../db/walls/wall-cameras.ts';
import { AppError, toWireError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { writeExport } from '../shared/export-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { camerasOf, type WallCamerasService } from './wall-cameras.ts';
import { absentAccount, channelOfFile, matchAccounts } from './wall-file-accounts.ts';
import {
  readWallFile,
  writeWallFile,
  type FileCamera,
  type FileTile,
  type FileWall,
  type ReadFile,
} from './wall-file-format.ts';
import type { WallDraft, WallLibraryService } from './wall-library.ts';
import type { WallsService } from './walls.ts';

interface WallFilesOptions {
  readonly walls: WallsService;
  readonly library: WallLibraryService;
  readonly cameras: WallCamerasService;
  readonly accountStore: Pick<AccountStore, 'list'>;
  readonly sequences: { list(): { sequences: readonly { readonly id: SequenceId; readonly name: string }[] } };
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly onSaved: OnSaved;
}

interface ImportRequest {
  readonly text: string;
  readonly isPreview: boolean;
  readonly accounts: readonly { readonly key: string; readonly accountId: AccountId | null }[];
}

export class WallFilesService {
  readonly #options: WallFilesOptions;

  constructor(options: WallFilesOptions) {
    this.#options = options;
  }

  /** @throws {AppError} `wall.not-found`, `wall.file-too-large`, `storage.write-failed`. */
  async export(wallIds: readonly WallId[]): Promise<ExportedWalls> {
    const { walls, choosePath } = this.#options;
    const chosen = wallIds.map((id) => walls.get(id));
    const text = this.#textOf(chosen);
    if (text.length > MAX_WALL_FILE_CHARS) {
      throw new AppError('wall.file-too-large', 'too many walls', { params: { limit: MAX_WALL_FILE_CHARS } });
    }
    const answer = { suggestedName: fileNameOf(chosen), text, count: chosen.length };
    if (!choosePath) return { ...answer, outcome: 'download' };
    const path = await choosePath({ suggestedName: answer.suggestedName, extensions: ['json'] });
    if (path === null) return { ...answer, outcome: 'cancelled' };
    await writeExport(path, text);
    this.#options.onSaved({ kind: 'walls', channelId: null, path });
    return { ...answer, outcome: 'saved' };
  }

  /**
   * @returns what an import would do, or did, wall by wall.
   * @throws {AppError} `input.bad-file` with `line` and `detail`; nothing is changed then.
   */
  import({ text, isPreview, accounts }: ImportRequest): { accounts: ImportedWallAccount[]; walls: ImportedWall[] } {
    const { accountStore, cameras, walls } = this.#options;
    const file = readWallFile(text);
    const isListed = cameras.listed();
    const chosen = new Map(accounts.map(({ key, accountId }) => [key, accountId]));
    const present = accountStore.list();
    const matched = matchAccounts({ ...file, cameras: file.cameras.values(), present, isListed, chosen });
    const ids = this.#idsOf(file, matched, isPreview);
    const names = walls.list().map(({ name }) => name);
    const results = file.walls.map((read, i): ImportedWall => {
      const where = { position: i + 1, line: read.line, name: read.name };
      if (read.wall === null) return refused(where, read.error);
      const { draft, emptiedCount } = this.#draftOf(read.wall, ids);
      const shown = camerasOf(draft);
      const facts = {
        folder: read.wall.folder,
        tileCount: tileCount(draft.layout),
        cameraCount: shown.length,
        missingCount: shown.filter((id) => isListed(id) === false).length,
        emptiedCount,
      };
      const asName = freeWallName(names, draft.name);
      try {
        const wallId = isPreview ? null : this.#add({ ...draft, name: asName }, read.wall.folder);
        names.push(asName);
        return { ...where, ...facts, asName, outcome: 'added', wallId, error: null };
      } catch (error) {
        return refused({ ...where, ...facts }, error);
      }
    });
    return { accounts: matched, walls: results };
  }

  #add(draft: WallDraft, folder: string | null): WallId {
    const { library } = this.#options;
    const folderId = folder === null ? null : library.folderCalled(folder).id;
    return library.add(draft, folderId, 'imported').id;
  }

  /** The id of every camera of the file under the accounts that were matched; names are learnt on the way. */
  #idsOf(file: ReadFile, matched: readonly ImportedWallAccount[], isPreview: boolean): ReadonlyMap<string, ChannelId> {
    const owners = new Map(matched.map((account) => [account.key, account]));
    const ids = new Map<string, ChannelId>();
    const learnt: RememberedCamera[] = [];
    for (const [key, camera] of file.cameras) {
      const owner = owners.get(camera.account);
      if (!owner) continue;
      const channelId = channelOfFile(owner.accountId ?? absentAccount(owner), camera);
      ids.set(key, channelId);
      const { name, number } = camera;
      learnt.push({ channelId, vendor: owner.vendor, accountLabel: owner.label, number, name });
    }
    if (!isPreview) this.#options.cameras.learn(learnt);
    return ids;
  }

  #draftOf(wall: FileWall, ids: ReadonlyMap<string, ChannelId>): { draft: WallDraft; emptiedCount: number } {
    const tiles: TileContent[] = Array.from({ length: MAX_TILES }, () => null);
    const aspects: TileAspect[] = Array.from({ length: MAX_TILES }, () => 'fit');
    let emptiedCount = 0;
    for (const entry of wall.tiles) {
      const content = this.#contentOf(entry, ids);
      tiles[entry.tile] = content;
      aspects[entry.tile] = entry.aspect;
      const isAsked = entry.camera !== undefined || entry.sequence !== undefined || entry.special !== undefined;
      if (content === null && isAsked) emptiedCount += 1;
    }
    const { name, layout, isLocked } = wall;
    return { draft: { name, layout, isLocked, tiles, aspects }, emptiedCount };
  }

  #contentOf({ camera, sequence, special }: FileTile, ids: ReadonlyMap<string, ChannelId>): TileContent {
    if (camera !== undefined) return ids.get(camera) ?? null;
    if (special !== undefined) return { kind: special };
    if (sequence === undefined) return null;
    const wanted = sequence.toLowerCase();
    const known = this.#options.sequences.list().sequences.find(({ name }) => name.toLowerCase() === wanted);
    return known ? { kind: 'sequence', sequenceId: known.id } : null;
  }

  #textOf(walls: readonly Wall[]): string {
    const all = [...new Set(walls.flatMap(camerasOf))];
    const known = this.#options.cameras.describe(all);
    const labels = new Map(this.#options.accountStore.list().map(({ id, vendor, label }) => [id, { vendor, label }]));
    const accounts = new Map<AccountId, { key: string; vendor: RememberedCamera['vendor']; label: string }>();
    const cameras = new Map<ChannelId, FileCamera>();
    for (const id of all) {
      const owner = accountOf(id);
      const facts = known.get(id);
      const account = labels.get(owner) ?? (facts && { vendor: facts.vendor, label: facts.accountLabel });
      if (!account) continue; // nothing at all is known of it: no other client could make sense of it
      const entry = accounts.get(owner) ?? { key: `a${accounts.size + 1}`, ...account };
      accounts.set(owner, entry);
      const { deviceNativeId, channelNativeId } = channelRefOf(id);
      cameras.set(id, {
        key: `c${cameras.size + 1}`,
        account: entry.key,
        device: deviceNativeId,
        channel: channelNativeId,
        name: facts?.name ?? '',
        number: facts?.number ?? null,
      });
    }
    const files = walls.map((wall) => this.#fileWall(wall, cameras));
    return writeWallFile({ accounts: [...accounts.values()], cameras: [...cameras.values()], walls: files });
  }

  #fileWall(wall: Wall, cameras: ReadonlyMap<ChannelId, FileCamera>): FileWall {
    const { library, sequences } = this.#options;
    const { folders, places } = library.library();
    const folderId = places.find(({ wallId }) => wallId === wall.id)?.folderId;
    const names = new Map(sequences.list().sequences.map(({ id, name }) => [id, name]));
    const entryOf = (content: TileContent): Pick<FileTile, 'camera' | 'sequence' | 'special'> => {
      if (content === null) return {};
      if (typeof content === 'string') return { camera: cameras.get(content)?.key };
      return content.kind === 'sequence' ? { sequence: names.get(content.sequenceId) } : { special: content.kind };
    };
    const tiles = wall.tiles.map((content, tile) => ({
      tile,
      ...entryOf(content),
      aspect: wall.aspects[tile] ?? 'fit',
    }));
    return {
      name: wall.name,
      folder: folders.find(({ id }) => id === folderId)?.name ?? null,
      layout: wall.layout,
      isLocked: wall.isLocked,
      tiles: tiles.filter(({ camera, sequence, special, aspect }) => camera ?? sequence ?? special ?? aspect !== 'fit'),
    };
  }
}

function refused(
  where: Pick<ImportedWall, 'position' | 'line' | 'name'> & Partial<ImportedWall>,
  failure: unknown,
): ImportedWall {
  const nothing = { folder: null, tileCount: 0, cameraCount: 0, missingCount: 0, emptiedCount: 0 };
  const error = toWireError(failure);
  const line = Number(error.params['line'] ?? where.line);
  return { ...nothing, ...where, line, asName: null, outcome: 'refused', wallId: null, error };
}

function fileNameOf(walls: readonly Wall[]): string {
  const [only] = walls;
  const day = new Date().toISOString().slice(0, 10);
  // Whatever a file system refuses in names becomes a dash.
  const name = walls.length === 1 && only ? only.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') : '';
  return `lanner-${name === '' ? 'walls' : `wall-${name}`}-${day}.json`;
}
