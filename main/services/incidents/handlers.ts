import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { IncidentsService } from './incidents.ts';

export type IncidentRequests = Extract<RequestName, `incident.${string}`>;

export function incidentHandlers(incidents: IncidentsService): Pick<Handlers, IncidentRequests> {
  return {
    'incident.take': async () => incidents.take(),
    'incident.reveal-report': async () => (incidents.revealReport(), null),
    'incident.start-again': async () => (incidents.startAgain(), null),
  };
}
