/**
 * The windows of the client: which walls each one shows and where it stands, so that a restart brings all of them back. A
 * window that was closed while others stayed does not come back; windows that were closed one right after the other, as at
 * the end of a shift, were closed together and do.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sequenceId, wallId } from '../../../preload/contract/shared.ts';
import { windowKey, type WindowState } from '../../../preload/contract/windows.ts';
import type { SequenceId, WallId } from '../../../preload/domain/ids.ts';
import type { Restoration } from '../../../preload/domain/restoration.ts';
import { AppError } from '../../errors.ts';
import { MAIN_WINDOW, type Host, type WindowStore, type WindowPlace, type WindowRequest } from '../../host.ts';
import { log } from '../../log.ts';
import type { OpenSettings } from '../../settings-engine.ts';
import type { SequencesService } from '../sequences/sequences.ts';
import { SettingsFile } from '../shared/settings-file.ts';
import type { WallsService } from '../walls/walls.ts';

const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const entry = z.object({
  key: windowKey,
  tabs: z.array(wallId),
  currentId: wallId.nullable(),
  /** The sequence of walls that runs in it. Files of earlier versions lack it. */
  runningId: sequenceId.nullable().default(null),
  place: z
    .object({
      bounds: rectangle,
      isMaximised: z.boolean(),
      display: z.object({ id: z.string(), workArea: rectangle }).optional(),
    })
    .nullable(),
  /** The wall that it shows alone, and the wall's last name; null for a full window. Files of earlier versions lack it. */
  kiosk: z.strictObject({ wallId, name: z.string() }).nullable().default(null),
  /** Null while it is open. */
  closedAtMs: z.number().nullable(),
});
type Entry = z.infer<typeof entry>;
/** Windows that are remembered, those that were asked for and never came included. */
const MAX_KNOWN = 64;
const stored = z.object({ windows: z.array(entry).max(MAX_KNOWN) });

/** Windows that were closed at most this long before the last one are restored with it. */
const TOGETHER_MS = 10_000;
/** More windows than this are of no use, and each costs a renderer. */
export const MAX_WINDOWS = 16;
/** Kiosks that one run of the client opens; none of them is forgotten before the run ends. */
const MAX_KIOSKS = 1_000;

interface WindowsOptions {
  readonly dataDir: string;
  readonly openSettings?: OpenSettings | undefined;
  readonly walls: Pick<WallsService, 'list' | 'get'>;
  readonly sequences: Pick<SequencesService, 'checkWalls'>;
  /** The wall that this start shows alone, by its name. */
  readonly kioskWall: string | null;
  /** The wall that the operator chose for the start, or null for the wall that was shown last. */
  readonly startWall?: () => WallId | null;
  readonly openWindow: NonNullable<Host['openWindow']>;
  readonly nowMs?: () => number;
}

export class WindowsService implements WindowStore {
  readonly #options: Required<WindowsOptions>;
  readonly #file: SettingsFile<z.infer<typeof stored>>;
  readonly #open = new Set<string>();
  /**
   * The windows of this run that show one wall alone, by their keys. Never forgotten while the client runs: a page may come
   * back long after its window counted as closed, and the file may refuse to be written.
   */
  readonly #kiosks = new Map<string, NonNullable<Entry['kiosk']>>();
  /** Kiosks whose page has not asked for its wall yet. */
  readonly #newKiosks = new Set<string>();
  /** The first window has asked for its walls: when it asks again, its page was loaded again. */
  #hasBegun = false;

  constructor(options: WindowsOptions) {
    this.#options = { nowMs: Date.now, openSettings: undefined, startWall: () => null, ...options };
    const { dataDir: dir, openSettings: open } = options;
    const defaults = { windows: [] };
    this.#file = new SettingsFile({ name: 'windows', dir, open, version: 1, schema: stored, defaults });
    for (const { key, kiosk } of this.#file.get().windows) if (kiosk !== null) this.#kiosks.set(key, kiosk);
  }

  get restored(): Restoration | null {
    return this.#file.restored;
  }

  toOpen(): readonly WindowRequest[] {
    if (this.#options.kioskWall !== null) {
      return [{ key: MAIN_WINDOW, place: null, isKiosk: true, isWholeClient: true }];
    }
    const back = comeBack(this.#file.get().windows);
    this.#write(back.map((window) => ({ ...window, closedAtMs: null })));
    return back.length === 0 ? [this.#request(MAIN_WINDOW)] : back.map(({ key }) => this.#request(key));
  }

  /** A wall alone on the screen is of no use to somebody who asks for a window: the first full window, or a new one. */
  next(): WindowRequest {
    const full = [...this.#open].find((key) => !this.#kiosks.has(key));
    return this.#request(full ?? MAIN_WINDOW);
  }

  /** Whether the window of this key shows one wall alone, where nothing can be changed. */
  isKiosk(key: string): boolean {
    return this.#options.kioskWall !== null || this.#kiosks.has(key);
  }

  /** A link waits for a full window. Where the whole client shows one wall, that window takes the link and says no. */
  takesLinks(key: string): boolean {
    return !this.#kiosks.has(key);
  }

  onOpened(key: string): void {
    this.#open.add(key);
    this.#change(key, { closedAtMs: null });
  }

  onPlaced(key: string, place: WindowPlace): void {
    const { display, ...where } = place;
    this.#change(key, { place: display === undefined ? where : { ...where, display } });
  }

  onClosed(key: string): void {
    this.#open.delete(key);
    this.#change(key, { closedAtMs: this.#options.nowMs() });
  }

  /** The last stored state of a window, or null if it never was open. Walls that are gone are left out. */
  state(key: string): WindowState | null {
    const { walls, kioskWall } = this.#options;
    const known = walls.list();
    if (kioskWall !== null) {
      const wanted = kioskWall.trim().toLowerCase();
      const id = known.find(({ name }) => name.toLowerCase() === wanted)?.id ?? null;
      const kiosk = { name: kioskWall, wallId: id, openedBy: 'start' as const, isNew: false };
      return { tabs: id === null ? [] : [id], currentId: id, runningId: null, kiosk };
    }
    const alone = this.#kiosks.get(key);
    if (alone !== undefined) return this.#kioskState(key, alone);
    const found = this.#file.get().windows.find((window) => window.key === key);
    const startId = key === MAIN_WINDOW ? this.#takeStart() : null;
    if (!found) return null;
    const tabs = found.tabs.filter((id) => known.some((wall) => wall.id === id));
    const currentId = found.currentId !== null && tabs.includes(found.currentId) ? found.currentId : null;
    const state = { tabs, currentId: currentId ?? tabs[0] ?? null, runningId: found.runningId, kiosk: null };
    // A sequence of walls that ran when the client ended continues, and shows its own walls.
    if (startId === null || found.runningId !== null || !known.some(({ id }) => id === startId)) return state;
    return { ...state, tabs: tabs.includes(startId) ? tabs : [...tabs, startId], currentId: startId };
  }

  #kioskState(key: string, { wallId: id, name: oldName }: NonNullable<Entry['kiosk']>): WindowState {
    const name = this.#options.walls.list().find((wall) => wall.id === id)?.name ?? oldName;
    this.#kiosks.set(key, { wallId: id, name });
    this.#change(key, {});
    const kiosk = { name, wallId: id, openedBy: 'window' as const, isNew: this.#newKiosks.delete(key) };
    return { tabs: [id], currentId: id, runningId: null, kiosk };
  }

  /** @returns the wall of the start, once. */
  #takeStart(): WallId | null {
    if (this.#hasBegun) return null;
    this.#hasBegun = true;
    return this.#options.startWall();
  }

  /** Of a kiosk nothing is stored: it shows its one wall. */
  keep({ key, tabs, currentId }: { key: string; tabs: readonly WallId[]; currentId: WallId | null }): void {
    if (!this.isKiosk(key)) this.#change(key, { tabs: [...tabs], currentId });
  }

  /**
   * Which sequence of walls runs in a window; null for none.
   *
   * @throws {AppError} `input.invalid-field` for a sequence that is gone or is none of walls.
   */
  runWalls(key: string, runningId: SequenceId | null): void {
    if (runningId !== null) this.#options.sequences.checkWalls(runningId);
    this.#change(key, { runningId });
  }

  /**
   * @param isKiosk the window shows this wall alone, also after a restart, and can change nothing.
   * @throws {AppError} `wall.not-found`, `window.not-opened`.
   */
  async open(id: WallId, { isKiosk = false } = {}): Promise<{ launchUrl: string | null }> {
    const { walls, openWindow, kioskWall } = this.#options;
    const { name } = walls.get(id);
    if (kioskWall !== null || !this.#hasRoom(isKiosk)) {
      const params = { detail: kioskWall === null ? `${MAX_WINDOWS}` : 'kiosk' };
      throw new AppError('window.not-opened', 'no further window', { params });
    }
    const key = randomUUID();
    if (isKiosk) {
      this.#kiosks.set(key, { wallId: id, name });
      this.#newKiosks.add(key);
    }
    this.#change(key, { tabs: [id], currentId: id });
    try {
      return await openWindow(this.#request(key));
    } catch (error) {
      this.#write(this.#file.get().windows.filter((window) => window.key !== key));
      throw error;
    }
  }

  #hasRoom(forKiosk: boolean): boolean {
    const isFull = this.#open.size >= MAX_WINDOWS || this.#file.get().windows.length >= MAX_KNOWN;
    return !isFull && !(forKiosk && this.#kiosks.size >= MAX_KIOSKS);
  }

  count(): number {
    return this.#open.size;
  }

  /** The client ends: windows that were closed just before are restored together with the open ones. */
  end(): void {
    if (this.#options.kioskWall !== null) return;
    const sinceMs = this.#options.nowMs() - TOGETHER_MS;
    const { windows } = this.#file.get();
    const isGoing = ({ closedAtMs }: Entry): boolean => closedAtMs !== null && closedAtMs >= sinceMs;
    if (windows.some(isGoing)) this.#write(windows.map((one) => (isGoing(one) ? { ...one, closedAtMs: null } : one)));
  }

  #request(key: string): WindowRequest {
    const place = this.#file.get().windows.find((window) => window.key === key)?.place ?? null;
    const { display, ...where } = place ?? {};
    const known = place === null ? null : ({ ...where, ...(display === undefined ? {} : { display }) } as WindowPlace);
    return { key, place: known, isKiosk: this.isKiosk(key) };
  }

  #change(key: string, change: Partial<Omit<Entry, 'key'>>): void {
    if (this.#options.kioskWall !== null) return;
    const { windows } = this.#file.get();
    const old = windows.find((window) => window.key === key);
    const fresh: Entry = {
      key,
      tabs: [],
      currentId: null,
      runningId: null,
      place: null,
      kiosk: null,
      closedAtMs: null,
    };
    const next: Entry = { ...(old ?? fresh), ...change, kiosk: this.#kiosks.get(key) ?? null };
    if (old && JSON.stringify(old) === JSON.stringify(next)) return;
    const rest = old ? windows.map((window) => (window === old ? next : window)) : [...windows, next];
    // Those that were closed long before the others need not be kept until the next start.
    const oldestMs = this.#options.nowMs() - TOGETHER_MS;
    this.#write(rest.filter((window) => window === next || window.closedAtMs === null || window.closedAtMs > oldestMs));
  }

  /** Where windows stand is a comfort: a disk that refuses it must not keep a window from opening. */
  #write(windows: readonly Entry[]): void {
    try {
      this.#file.set({ windows: [...windows] });
    } catch (error) {
      log.warn('the windows could not be remembered', { error });
    }
  }
}

/** Those that were open when the client ended; if none was, those that were closed with the last. */
function comeBack(windows: readonly Entry[]): readonly Entry[] {
  const open = windows.filter(({ closedAtMs }) => closedAtMs === null);
  if (open.length > 0) return open;
  const lastMs = Math.max(...windows.map(({ closedAtMs }) => closedAtMs ?? 0));
  return windows.filter(({ closedAtMs }) => (closedAtMs ?? 0) >= lastMs - TOGETHER_MS);
}
