import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = Extract<keyof Handlers, `incident.${string}`>;

export function incidentHandlers({ incidents }: Pick<Services, 'incidents'>): Pick<Handlers, Names> {
  return {
    'incident.take': async () => incidents.take(),
    'incident.reveal-report': async () => (incidents.revealReport(), null),
    'incident.start-again': async () => (incidents.startAgain(), null),
  };
}
