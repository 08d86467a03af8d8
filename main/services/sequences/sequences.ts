/** The operators' sequences, kept over restarts. Windows run them, each its own; main keeps them. */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { NAME_PROBLEMS, type FieldProblem } from '../../../preload/domain/field-problems.ts';
import type { ChannelId, OrgNodeId, SequenceId } from '../../../preload/domain/ids.ts';
import {
  freeSequenceName,
  MAX_SEQUENCES,
  MAX_SEQUENCE_NAME,
  sequenceNameProblem,
  type Sequence,
  type SequenceStep,
} from '../../../preload/domain/sequences.ts';
import { expired } from '../../../preload/domain/removed.ts';
import { normaliseName } from '../../../preload/domain/cameras/sites.ts';
import type { SequenceTable } from '../../db/sequences/sequences.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import type { Emit } from '../shared/emit.ts';
import { notRemoved, type RemovedThings } from '../shared/removed-things.ts';
import { nextRevision } from '../shared/revisions.ts';

export class SequencesService implements CameraRefs {
  readonly #table: SequenceTable;
  readonly #emit: Emit;
  readonly #nowMs: () => number;
  #revision = 0;

  constructor(options: { readonly table: SequenceTable; readonly emit: Emit; readonly nowMs?: () => number }) {
    this.#table = options.table;
    this.#emit = options.emit;
    this.#nowMs = options.nowMs ?? Date.now;
    this.#forgetOld();
  }

  list(): { sequences: Sequence[] } {
    return { sequences: this.#table.all() };
  }

  /**
   * Adds a sequence or replaces the one of its id.
   *
   * @throws {AppError} `input.invalid-field` for a name that is empty, too long or taken, for walls among cameras, and
   *   for one sequence too many; `storage.write-failed`.
   */
  save(sequence: Sequence): Sequence {
    const all = this.#table.all();
    const before = all.find(({ id }) => id === sequence.id);
    const problem = sequenceNameProblem(all, sequence);
    if (problem !== null) throw invalid('name', NAME_PROBLEMS[problem], { limit: MAX_SEQUENCE_NAME });
    const isMixed = sequence.steps.some(({ target }) => (target.kind === 'wall') !== (sequence.kind === 'walls'));
    if (isMixed) throw invalid('steps', 'mixed-steps');
    if (!before && all.length >= MAX_SEQUENCES) throw invalid('sequences', 'too-many', { limit: MAX_SEQUENCES });
    const revision = nextRevision(sequence.revision, before?.revision ?? 0);
    const saved = { ...sequence, name: normaliseName(sequence.name), revision };
    const isBack = this.#removed().some(({ id }) => id === saved.id);
    this.#write(() => {
      this.#table.save(saved);
      this.#table.setRemoved(saved.id, null); // a window that had not yet heard of the deletion saved a change
    });
    if (isBack) this.#emit('removed.changed', {});
    return saved;
  }

  /**
   * Tiles that show the sequence say that it is gone. Removing a sequence twice is not an error; `removed.restore` brings
   * the sequence back.
   */
  remove(id: SequenceId): void {
    if (this.#table.find(id) !== null) this.#write(() => this.#table.setRemoved(id, this.#nowMs()));
    this.#forgetOld();
    this.#emit('removed.changed', {});
  }

  /** The deleted sequences that can come back. */
  readonly removed: RemovedThings = {
    kind: 'sequence',
    list: () => {
      this.#forgetOld();
      return this.#table.removed().map(({ sequence: { id, name, steps }, removedAtMs }) => {
        return { kind: 'sequence', id, name, removedAtMs, path: [], count: steps.length };
      });
    },
    restore: (id) => this.#restore(id),
  };

  /** The name gets a number where another sequence has the name. @throws {AppError} as {@link save}, `removed.not-found`. */
  #restore(id: string): Sequence {
    const sequence = this.#table.removed().find((removed) => removed.sequence.id === id)?.sequence;
    if (sequence === undefined) throw notRemoved(id);
    const all = this.#table.all();
    if (all.length >= MAX_SEQUENCES) throw invalid('sequences', 'too-many', { limit: MAX_SEQUENCES });
    const restored = { ...sequence, name: freeSequenceName(all, sequence.name) };
    this.#write(() => {
      if (restored.name !== sequence.name) this.#table.save(restored);
      this.#table.setRemoved(restored.id, null);
    });
    this.#emit('removed.changed', {});
    return restored;
  }

  /**
   * Deletes for good the sequences that were deleted long ago. If the disk refuses, the log says so and the next call
   * tries again.
   */
  #forgetOld(): void {
    try {
      for (const { sequence } of expired(this.#table.removed(), this.#nowMs())) this.#table.forget(sequence.id);
    } catch (error) {
      log.warn('sequences that were deleted long ago could not be forgotten', { error });
    }
  }

  /** @throws {AppError} `input.invalid-field` for a sequence that is gone or is not a sequence of walls. */
  checkWalls(id: SequenceId): void {
    if (this.#table.find(id)?.kind !== 'walls') throw invalid('sequenceId', 'gone');
  }

  /** The targets of all steps; sites and walls have ids that stay. */
  *cameraIds(): Generator<ChannelId | OrgNodeId> {
    for (const { steps } of [...this.#table.all(), ...this.#removed()]) {
      for (const { target } of steps) {
        if (target.kind === 'camera') yield target.channelId;
        else if (target.kind === 'group') yield target.groupId;
      }
    }
  }

  /** @throws {AppError} `storage.write-failed`; sequences that were written before keep the new ids. */
  async replaceCameras(adopted: Adopted): Promise<void> {
    let isChanged = false;
    try {
      for (const sequence of this.#removed()) {
        const steps = sequence.steps.map((step) => stepWith(step, adopted));
        if (steps.some((step, i) => step !== sequence.steps[i]))
          this.#store(() => this.#table.save({ ...sequence, steps }));
      }
      for (const { id } of this.#table.all()) {
        const sequence = this.#table.find(id); // the present sequence: an operator may have saved it in the meantime
        const steps = sequence?.steps.map((step) => stepWith(step, adopted)) ?? [];
        if (!sequence || steps.every((step, i) => step === sequence.steps[i])) continue;
        const revision = nextRevision(sequence.revision, sequence.revision);
        this.#store(() => this.#table.save({ ...sequence, steps, revision }));
        isChanged = true;
        await yieldToEvents();
      }
    } finally {
      if (isChanged) this.#announce();
    }
  }

  #removed(): readonly Sequence[] {
    return this.#table.removed().map(({ sequence }) => sequence);
  }

  #write(change: () => void): void {
    this.#store(change);
    this.#announce();
  }

  #store(change: () => void): void {
    try {
      change();
    } catch (cause) {
      throw new AppError('storage.write-failed', 'the sequences could not be stored', { retryable: true, cause });
    }
  }

  #announce(): void {
    this.#revision += 1;
    this.#emit('sequences.changed', { revision: this.#revision });
  }
}

function stepWith(step: SequenceStep, { cameras, groups }: Adopted): SequenceStep {
  const { target } = step;
  if (target.kind === 'camera') {
    const channelId = cameras.get(target.channelId);
    return channelId === undefined ? step : { ...step, target: { kind: 'camera', channelId } };
  }
  const groupId = target.kind === 'group' ? groups.get(target.groupId) : undefined;
  return groupId === undefined ? step : { ...step, target: { kind: 'group', groupId } };
}

const invalid = (field: string, detail: FieldProblem, more: { readonly limit?: number } = {}): AppError =>
  new AppError('input.invalid-field', `${field}: ${detail}`, { params: { field, detail, ...more } });
