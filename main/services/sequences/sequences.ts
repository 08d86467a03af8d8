/** The operators' sequences, kept over restarts. Windows run them, each its own; main keeps them. */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { NAME_PROBLEMS, type FieldProblem } from '../../../preload/domain/field-problems.ts';
import type { ChannelId, OrgNodeId, SequenceId } from '../../../preload/domain/ids.ts';
import {
  MAX_SEQUENCES,
  MAX_SEQUENCE_NAME,
  sequenceNameProblem,
  type Sequence,
  type SequenceStep,
} from '../../../preload/domain/sequences.ts';
import { normaliseName } from '../../../preload/domain/sites.ts';
import type { SequenceTable } from '../../db/sequences/sequences.ts';
import { AppError } from '../../errors.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import type { Emit } from '../shared/emit.ts';
import { nextRevision } from '../shared/revisions.ts';

export class SequencesService implements CameraRefs {
  readonly #table: SequenceTable;
  readonly #emit: Emit;
  #revision = 0;

  constructor(options: { readonly table: SequenceTable; readonly emit: Emit }) {
    this.#table = options.table;
    this.#emit = options.emit;
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
    this.#write(() => this.#table.save(saved));
    return saved;
  }

  /** Tiles that show the sequence say that it is gone. Removing a sequence twice is not an error. */
  remove(id: SequenceId): void {
    this.#write(() => this.#table.remove(id));
  }

  /** @throws {AppError} `input.invalid-field` for a sequence that is gone or is not a sequence of walls. */
  checkWalls(id: SequenceId): void {
    if (this.#table.find(id)?.kind !== 'walls') throw invalid('sequenceId', 'gone');
  }

  /** The targets of all steps; sites and walls have ids that stay. */
  *cameraIds(): Generator<ChannelId | OrgNodeId> {
    for (const { steps } of this.#table.all()) {
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
