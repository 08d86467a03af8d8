/** The operators' sequences. Windows run them. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { SequenceTable } from '../../db/sequences/sequences.ts';
import { sequenceHandlers, type SequenceRequests } from './handlers.ts';
import { SequencesService } from './sequences.ts';

export { sequenceSteps } from '../../db/sequences/steps.ts';

export interface SequencesArea extends Area<SequenceRequests> {
  readonly service: SequencesService;
}

export function createSequences({ db, emit }: ClientCore): SequencesArea {
  const sequences = new SequencesService({ table: new SequenceTable(db), emit });
  return {
    service: sequences,
    handlers: sequenceHandlers(sequences),
    cameraRefs: [sequences],
    cameraPlaces: [sequences],
    removedThings: [sequences.removed],
  };
}
