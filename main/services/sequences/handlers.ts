import type { Handlers } from '../../../preload/contract/contract.ts';
import type { SequencesService } from './sequences.ts';

export type SequenceRequests = 'sequence.list' | 'sequence.save' | 'sequence.remove';

export function sequenceHandlers(sequences: SequencesService): Pick<Handlers, SequenceRequests> {
  return {
    'sequence.list': async () => sequences.list(),
    'sequence.save': async ({ sequence }) => sequences.save(sequence),
    'sequence.remove': async ({ sequenceId }) => (sequences.remove(sequenceId), null),
  };
}
