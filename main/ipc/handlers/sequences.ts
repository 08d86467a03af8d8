import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = Extract<keyof Handlers, `sequence.${string}`>;

export function sequenceHandlers({ sequences, windows }: Services): Pick<Handlers, Names> {
  return {
    'sequence.list': async () => sequences.list(),
    'sequence.save': async ({ sequence }) => sequences.save(sequence),
    'sequence.remove': async ({ sequenceId }) => (sequences.remove(sequenceId), null),
    'sequence.run': async ({ key, sequenceId }) => (windows.runWalls(key, sequenceId), null),
  };
}
