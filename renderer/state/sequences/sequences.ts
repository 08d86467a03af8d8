/** The operators' sequences, read from main and saved behind every change; and the panel in which they are put together. */
import { create } from 'zustand';
import type { WireError } from '../../../preload/domain/error.ts';
import { asSequenceId, type SequenceId } from '../../../preload/domain/ids.ts';
import {
  DEFAULT_DWELL_SEC,
  freshName,
  MAX_STEPS,
  targetKey,
  type Sequence,
  type SequenceKind,
  type SequenceStep,
} from '../../../preload/domain/sequences.ts';
import { on, request } from '../../page/bridge.ts';
import { textNow } from '../../i18n/i18n.ts';
import { withIdsOfToday } from '../cameras/ids-of-today.ts';
import type { Load } from '../page/load-state.ts';
import { postFailure } from '../page/failure-notices.ts';
import { oneAtATime } from '../page/one-at-a-time.ts';
import { asChange, offerUndo, outcomeOf, recordChange, type Change, type StepOutcome } from '../page/undo.ts';
import { closeWallSide, openWallSide, selectIsSequencesOpen, useWallPanel } from '../page/wall-panel.ts';
import { changedFields, stepped } from './sequence-edits.ts';

interface SequencesState {
  readonly sequences: readonly Sequence[];
  /** The sequence of walls that runs in this window. */
  readonly runningId: SequenceId | null;
  readonly load: Load;
  /** The one in the panel. */
  readonly editedId: SequenceId | null;
  /** Why the last change is not saved. */
  readonly saveError: WireError | null;
}

export const useSequences = create<SequencesState>(() => ({
  sequences: [],
  runningId: null,
  load: { status: 'idle' },
  editedId: null,
  saveError: null,
}));

const SAVE_AFTER_MS = 500;
/** Changed here and not yet saved. */
const dirty = new Set<SequenceId>();
let saveTimer: ReturnType<typeof setTimeout> | null = null;

export const selectSequence =
  (id: SequenceId) =>
  (state: SequencesState): Sequence | undefined =>
    state.sequences.find((sequence) => sequence.id === id);

export const loadSequences = oneAtATime(async () => {
  const answer = await request['sequence.list']({});
  if (!answer.ok) return useSequences.setState({ load: { status: 'failed', error: answer.error } });
  const { sequences: held } = useSequences.getState();
  const unsaved = held.filter(({ id }) => dirty.has(id));
  const kept = answer.value.sequences.filter(({ id }) => !dirty.has(id));
  const sequences = inOrder([...kept, ...unsaved]);
  useSequences.setState({ sequences, load: { status: 'ready' } });
});

/** Follows what other windows change, until the returned function is called. */
export function followSequences(): () => void {
  const flush = (): void => {
    if (saveTimer !== null) void saveNow();
  };
  // A window that closes must not take the last change with it.
  window.addEventListener('pagehide', flush);
  const stop = on('sequences.changed', () => void loadSequences());
  return () => {
    window.removeEventListener('pagehide', flush);
    stop();
    flush();
  };
}

export function openSequences(editedId: SequenceId | null = useSequences.getState().editedId): void {
  useSequences.setState({ editedId });
  openWallSide({ kind: 'sequences' });
}

export function toggleSequences(): void {
  if (selectIsSequencesOpen(useWallPanel.getState())) closeWallSide();
  else openSequences();
}

export function editSequence(editedId: SequenceId | null): void {
  useSequences.setState({ editedId });
}

/** A new sequence with a name of its own, open in the panel. @param base its name without the number. */
function addSequence(base: string, kind: SequenceKind): Sequence {
  const { sequences } = useSequences.getState();
  const sequence: Sequence = {
    id: asSequenceId(crypto.randomUUID()),
    name: freshName(sequences, base),
    kind,
    dwellSec: DEFAULT_DWELL_SEC,
    offline: 'skip',
    steps: [],
    revision: 0,
  };
  changeSequence(sequence);
  editSequence(sequence.id);
  return sequence;
}

/** A new sequence under a name of its own, opened to be put together. */
export function makeSequence(kind: SequenceKind): Sequence {
  openSequences();
  return addSequence(textNow()(kind === 'walls' ? 'sequences.names.baseWalls' : 'sequences.names.baseCameras'), kind);
}

/** Changes of one field within this time, such as the letters of a name, are undone together. */
const JOINED_MS = 2_000;
let lastTyped: {
  readonly change: Change;
  readonly before: Sequence;
  readonly field: string;
  readonly atMs: number;
} | null = null;

/** Shows a new or changed sequence at once, also on the tiles, and saves it behind. Can be undone. */
export function changeSequence(sequence: Sequence): void {
  const before = selectSequence(sequence.id)(useSequences.getState());
  show(sequence);
  if (before === undefined) return recordChange(creationOf(sequence));
  const fields = changedFields(before, sequence);
  if (fields.length === 0) return;
  const [field, atMs] = [`${sequence.id} ${fields.join()}`, Date.now()];
  const joined =
    lastTyped !== null && lastTyped.field === field && atMs - lastTyped.atMs < JOINED_MS ? lastTyped : null;
  const from = joined?.before ?? before;
  const change = editOf(from, sequence);
  recordChange(change, joined?.change ?? null);
  lastTyped = { change, before: from, field, atMs };
}

const subjectOf = ({ id }: Sequence): string => `sequence:${id}`;

const creationOf = (sequence: Sequence): Change => ({
  edit: 'sequenceCreated',
  params: { name: sequence.name },
  subject: subjectOf(sequence),
  undo: () => takeSequenceAway(sequence),
  redo: () => withIdsOfToday(sequence, (now) => bringBack(now, false)),
});

const editOf = (before: Sequence, after: Sequence): Change => ({
  edit: 'sequenceChanged',
  params: { name: after.name },
  subject: subjectOf(after),
  undo: () => withIdsOfToday({ from: after, to: before }, changeBack),
  redo: () => withIdsOfToday({ from: before, to: after }, changeBack),
});

function changeBack({ from, to }: { readonly from: Sequence; readonly to: Sequence }): StepOutcome {
  const now = selectSequence(from.id)(useSequences.getState());
  if (now === undefined) return { status: 'gone', name: from.name };
  const changed = stepped(now, from, to);
  if (changed === null) return { status: 'overtaken', name: now.name };
  show(changed);
  return { status: 'done' };
}

function show(sequence: Sequence): void {
  dirty.add(sequence.id);
  useSequences.setState(({ sequences }) => {
    const isKnown = sequences.some(({ id }) => id === sequence.id);
    return {
      sequences: isKnown
        ? sequences.map((held) => (held.id === sequence.id ? sequence : held))
        : inOrder([...sequences, sequence]),
    };
  });
  if (saveTimer !== null) clearTimeout(saveTimer);
  saveTimer = setTimeout(() => void saveNow(), SAVE_AFTER_MS);
}

/** Adds steps that are not in it yet, before the given place or last. @returns how many found room. */
export function addSteps(id: SequenceId, added: readonly Omit<SequenceStep, 'dwellSec'>[], at?: number): number {
  const sequence = selectSequence(id)(useSequences.getState());
  if (!sequence) return 0;
  const has = new Set(sequence.steps.map(({ target }) => targetKey(target)));
  const fresh = added
    .filter(({ target }) => (target.kind === 'wall') === (sequence.kind === 'walls') && !has.has(targetKey(target)))
    .slice(0, MAX_STEPS - sequence.steps.length)
    .map((step) => ({ ...step, dwellSec: null }));
  if (fresh.length > 0)
    changeSequence({ ...sequence, steps: sequence.steps.toSpliced(at ?? sequence.steps.length, 0, ...fresh) });
  return fresh.length;
}

/** Puts a step before another place; `to` counts as it was before. */
export function moveStep(sequence: Sequence, from: number, to: number): void {
  const step = sequence.steps[from];
  if (!step || to === from || to === from + 1) return;
  const rest = sequence.steps.toSpliced(from, 1);
  changeSequence({ ...sequence, steps: rest.toSpliced(to > from ? to - 1 : to, 0, step) });
}

/** Deletes a sequence; the status line offers Undo. Tiles that show the sequence say that it is gone until then. */
export const removeSequence = asChange(async (sequence: Sequence): Promise<void> => {
  const wasRunning = useSequences.getState().runningId === sequence.id;
  const outcome = await takeSequenceAway(sequence);
  if (outcome.status === 'refused' && outcome.error !== null) return postFailure(outcome.error);
  const change = {
    edit: 'sequenceRemoved' as const,
    params: { name: sequence.name },
    subject: subjectOf(sequence),
    undo: () => withIdsOfToday(sequence, (now) => bringBack(now, wasRunning)),
    redo: () => takeSequenceAway(sequence),
  };
  offerUndo(change, 'sequenceRemoved', { name: sequence.name });
});

/** Deletes a sequence with its last change, as a step of Undo. */
export async function takeSequenceAway({ id, name }: Pick<Sequence, 'id' | 'name'>): Promise<StepOutcome> {
  const unsaved = dirty.has(id) ? selectSequence(id)(useSequences.getState()) : undefined;
  dirty.delete(id);
  // Save first, so that a restored sequence has the last change. If the disk refuses, the sequence is deleted all the
  // same.
  if (unsaved !== undefined) await request['sequence.save']({ sequence: unsaved });
  const answer = await request['sequence.remove']({ sequenceId: id });
  if (!answer.ok) return outcomeOf(answer, name);
  if (useSequences.getState().editedId === id) editSequence(null);
  await loadSequences();
  return { status: 'done' };
}

/** With the changes that were not saved when the sequence was deleted. */
async function bringBack(sequence: Sequence, isToRun: boolean): Promise<StepOutcome> {
  const answer = await request['removed.restore']({ kind: 'sequence', id: sequence.id });
  // A new sequence that was deleted before it was saved is not known to main.
  const isUnknown = !answer.ok && answer.error.code === 'removed.not-found' && sequence.revision === 0;
  if (!answer.ok && !isUnknown) return outcomeOf(answer, sequence.name);
  await loadSequences();
  const kept = selectSequence(sequence.id)(useSequences.getState());
  const name = answer.ok ? answer.value.name : sequence.name;
  const whole = { ...sequence, name, revision: kept?.revision ?? 0 };
  if (kept === undefined || changedFields(kept, whole).length > 0) show(whole);
  await saveNow();
  if (isToRun) await runWalls(sequence.id);
  return { status: 'done' };
}

/** Shows the walls of a sequence in turn in this window, also in the next runs of the client; null ends that. */
export async function runWalls(sequenceId: SequenceId | null): Promise<void> {
  if (saveTimer !== null) await saveNow();
  const answer = await request['sequence.run']({ sequenceId });
  if (!answer.ok) return postFailure(answer.error);
  useSequences.setState({ runningId: sequenceId });
}

/** Saves all unsaved changes. */
export async function saveNow(): Promise<void> {
  if (saveTimer !== null) clearTimeout(saveTimer);
  saveTimer = null;
  for (const id of [...dirty]) {
    const sequence = selectSequence(id)(useSequences.getState());
    // Deleted, or saved by another call, while the one before was on its way.
    if (!sequence || !dirty.has(id)) continue;
    const answer = await request['sequence.save']({ sequence });
    if (!answer.ok) return useSequences.setState({ saveError: answer.error });
    const held = selectSequence(sequence.id)(useSequences.getState());
    // A change in the meantime is saved by the timer that it started.
    if (held === sequence) dirty.delete(sequence.id);
    const { revision } = answer.value;
    useSequences.setState(({ sequences }) => ({
      sequences: sequences.map((one) => (one.id === sequence.id ? { ...one, revision } : one)),
    }));
  }
  useSequences.setState({ saveError: null });
}

/** Resets the store: tests begin from the start, the client's page does so by a reload. @forTests */
export function forgetSequences(): void {
  if (saveTimer !== null) clearTimeout(saveTimer);
  saveTimer = null;
  lastTyped = null;
  dirty.clear();
  useSequences.setState(useSequences.getInitialState(), true);
}

function inOrder(sequences: readonly Sequence[]): readonly Sequence[] {
  return sequences.toSorted((a, b) => a.name.localeCompare(b.name));
}
