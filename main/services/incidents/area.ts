/** Incidents of an earlier run, and cameras that may still move after their account was removed. */
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import type { Area } from '../../area.ts';
import type { Core } from '../../core.ts';
import { writeCrashReport } from '../../crash-report.ts';
import { log } from '../../log.ts';
import type { PtzArea } from '../ptz/area.ts';
import { incidentHandlers, type IncidentRequests } from './handlers.ts';
import { IncidentsService } from './incidents.ts';
import { holdStillWith } from './still-cameras.ts';

export interface IncidentsArea extends Area<IncidentRequests> {
  readonly service: IncidentsService;
  /** Reports to the operator how the run before this one ended, unless a person ended it. */
  tellEnd(): void;
  /** Stops the cameras of an account and keeps them still until the returned function is called. */
  holdStill(ptz: Pick<PtzArea, 'service' | 'recovery'>): (id: AccountId) => Promise<() => void>;
  /** The names of cameras are read after the cameras are stopped: the caller gives the names later. */
  nameWith(nameOf: (id: ChannelId) => string | null): void;
}

/** A new start of a client that does not run. */
interface Again {
  readonly start: () => void;
  /** When the client starts by itself, epoch ms; null where a person has to ask for the start. */
  readonly atMs: number | null;
}

/** @param again starts the client again, when the client does not run. */
export function createIncidents(core: Core, again: Again | null = null): IncidentsArea {
  const { host, emit } = core;
  const incidents = new IncidentsService({
    emit,
    reveal: host.reveal?.bind(host) ?? null,
    startAgain: again?.start ?? null,
    againAtMs: again?.atMs ?? null,
  });
  return {
    service: incidents,
    handlers: incidentHandlers(incidents),
    tellEnd: () => tellEnd(core, incidents),
    holdStill: ({ service, recovery }) => holdStillWith({ ptz: service, incidents, recovery }),
    nameWith: (nameOf) => incidents.nameWith(nameOf),
  };
}

function tellEnd({ supervision: { start }, host, dataDir }: Core, incidents: IncidentsService): void {
  if (start.kind === 'fresh') return;
  const { after } = start;
  log.error('the client had ended unexpectedly', { start: start.kind, atMs: after.atMs, reason: after.reason });
  // A process that was killed from outside could write no report itself.
  const facts = { atMs: after.atMs, reason: after.reason, host: host.kind, uptimeSec: null, rescue: null };
  const { atMs, reason } = after;
  const ended = { atMs, reason, reportPath: after.reportPath ?? writeCrashReport(dataDir, facts) };
  for (const camera of after.stopped ?? []) incidents.onStoppedBefore(camera);
  if (start.kind === 'restarted') incidents.onRestarted(ended);
  else incidents.onHalted(ended);
}
