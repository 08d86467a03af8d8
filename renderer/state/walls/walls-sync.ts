/** Walls between the window and main: read at the start, followed, and saved behind every change. */
import type { WireError } from '../../../preload/domain/error.ts';
import type { WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { mergeWalls } from '../../../preload/domain/walls/wall-merge.ts';
import { normalise } from '../../../preload/domain/walls/wall-tiles.ts';
import { on, request } from '../../page/bridge.ts';
import { isSameWall } from './wall-updates.ts';
import { keepInside, useWalls } from './walls-store.ts';

/** Counted from the first unsaved change, not the last, so that edits without a pause are saved as well. */
const SAVE_AFTER_MS = 300;

/** After this many saves a waiting request is sent, although the operator edits without a pause. */
const MAX_ROUNDS = 5;

let saveTimer: ReturnType<typeof setTimeout> | null = null;
/** The saves that are under way. */
const rounds = new Set<Promise<void>>();
/** Every wall as main keeps it: what the operator's unsaved changes are counted from. */
const saved = new Map<WallId, Wall>();
/** The walls whose save is under way, with the newest event about them in the meantime. */
const sending = new Map<WallId, Wall | null>();

export async function loadWalls(): Promise<void> {
  useWalls.setState({ load: { status: 'loading' } });
  const answer = await request['wall.list']({});
  if (!answer.ok) return useWalls.setState({ load: { status: 'failed', error: answer.error } });
  const { walls: held } = useWalls.getState();
  const walls = answer.value.map((theirs) => {
    const wall = normalise(theirs);
    const [mine, base] = [held.find(({ id }) => id === wall.id), saved.get(wall.id)];
    saved.set(wall.id, wall);
    return mine && base ? mergeWalls(base, mine, wall) : wall;
  });
  useWalls.setState(({ currentId }) => ({
    walls,
    currentId: walls.some((wall) => wall.id === currentId) ? currentId : (walls[0]?.id ?? null),
    load: { status: 'ready' },
  }));
}

/** Follows changes that others made, such as automation or a removed account, until the returned function is called. */
export function followWalls(): () => void {
  const stop = on('wall.changed', (wall) => {
    // While a save is under way, its own echo cannot be distinguished from a change of others; the answer to the save
    // decides.
    if (sending.has(wall.id)) sending.set(wall.id, wall);
    else accept(wall);
  });
  const flush = (): void => {
    if (saveTimer !== null) saveAgain();
  };
  window.addEventListener('pagehide', flush);
  return () => {
    stop();
    window.removeEventListener('pagehide', flush);
    flush();
  };
}

/** Shows a changed wall at once and saves it behind. */
export function change(wall: Wall): void {
  const { walls } = useWalls.getState();
  if (walls.includes(wall)) return;
  useWalls.setState({ walls: walls.map((old) => (old.id === wall.id ? wall : old)), save: { status: 'pending' } });
  saveTimer ??= setTimeout(() => void saveNow(), SAVE_AFTER_MS);
}

/** Saves at once what could not be saved before. */
export function saveAgain(): void {
  if (saveTimer !== null) clearTimeout(saveTimer);
  void saveNow();
}

/**
 * Saves every change that main does not have yet, and waits until main has them. A save that failed is tried again. Called
 * before main writes a file, copies or deletes a wall, because each of these needs the last change of the operator.
 *
 * @returns why main does not have all changes, or null. Never rejects.
 */
export async function saveFirst(): Promise<WireError | null> {
  if (useWalls.getState().save.status === 'failed') saveAgain();
  for (let round = 0; round < MAX_ROUNDS && (saveTimer !== null || rounds.size > 0); round += 1) {
    if (saveTimer !== null) saveAgain();
    await Promise.all(rounds);
  }
  const { save } = useWalls.getState();
  return save.status === 'failed' ? save.error : null;
}

/** As before anything was read. */
export function forgetSaved(): void {
  saved.clear();
  sending.clear();
}

/** Takes what main keeps now, under the operator's changes that are not saved yet. */
function accept(theirs: Wall, base = saved.get(theirs.id)): void {
  const known = saved.get(theirs.id);
  if (known && theirs.revision < known.revision) return;
  const wall = normalise(theirs);
  saved.set(wall.id, wall);
  const held = useWalls.getState().walls.find((candidate) => candidate.id === wall.id);
  const joined = held && base ? mergeWalls(base, held, wall) : wall;
  if (held && isSameWall(held, joined)) return;
  useWalls.setState(({ walls, currentId }) => ({
    walls: held ? walls.map((old) => (old.id === wall.id ? joined : old)) : [...walls, joined],
    currentId: currentId ?? wall.id,
  }));
  keepInside();
}

/** Takes a wall that main made or changed because this window asked for it. */
export function takeWall(wall: Wall): void {
  accept(wall);
}

/** A deleted wall leaves the window, together with its unsaved changes. */
export function dropWall(id: WallId): void {
  saved.delete(id);
  sending.delete(id);
  useWalls.setState(({ walls, savedAtMs: { [id]: _, ...savedAtMs } }) => ({
    walls: walls.filter((wall) => wall.id !== id),
    savedAtMs,
  }));
}

function saveNow(): Promise<void> {
  const round = saveRound();
  rounds.add(round);
  return round.finally(() => rounds.delete(round));
}

async function saveRound(): Promise<void> {
  saveTimer = null;
  const changed = useWalls.getState().walls.filter((wall) => !isSaved(wall) && !sending.has(wall.id));
  useWalls.setState({ save: { status: 'saving' } });
  const errors = (await Promise.all(changed.map(send))).filter((error) => error !== null);
  if (saveTimer !== null) return;
  const [error] = errors;
  if (error) useWalls.setState({ save: { status: 'failed', error } });
  else if (useWalls.getState().walls.every(isSaved)) useWalls.setState({ save: { status: 'saved' } });
  else saveTimer = setTimeout(() => void saveNow(), SAVE_AFTER_MS);
}

function isSaved(wall: Wall): boolean {
  const known = saved.get(wall.id);
  return known !== undefined && isSameWall(known, wall);
}

async function send(wall: Wall): Promise<WireError | null> {
  const base = saved.get(wall.id) ?? wall;
  sending.set(wall.id, null);
  const answer = await request['wall.save']({ base, wall });
  const heard = sending.get(wall.id) ?? null;
  sending.delete(wall.id);
  // Later edits of the operator are counted from the wall that was sent.
  if (answer.ok) {
    accept(answer.value, wall);
    useWalls.setState(({ savedAtMs }) => ({ savedAtMs: { ...savedAtMs, [wall.id]: Date.now() } }));
  }
  if (heard !== null) accept(heard);
  return answer.ok ? null : answer.error;
}
