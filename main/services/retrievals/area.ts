/** Retrievals: bringing archived recordings back. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { RetrievalOrderTable } from '../../db/retrievals/orders.ts';
import { TaskWatch } from '../shared/task-watch.ts';
import { retrievalHandlers, type RetrievalRequests } from './handlers.ts';
import { RetrievalsService } from './retrievals.ts';

export { retrievalSteps } from '../../db/retrievals/steps.ts';

/** Retrievals take minutes to hours: the pauses grow from the first to the last. */
const PAUSES_MS = [2_000, 5_000, 10_000, 20_000, 30_000, 60_000] as const;

export interface RetrievalsArea extends Area<RetrievalRequests> {
  readonly service: RetrievalsService;
}

export function createRetrievals({ db, sessions, emit }: ClientCore): RetrievalsArea {
  const watch = new TaskWatch({ what: 'retrievals', pausesMs: PAUSES_MS, follow: (id) => retrievals.follow(id) });
  const retrievals = new RetrievalsService({
    table: new RetrievalOrderTable(db),
    portOf: async (id) => (await sessions.of(id)).retrievals ?? null,
    emit,
    watch: (id) => watch.begin(id),
  });
  return {
    service: retrievals,
    handlers: retrievalHandlers(retrievals),
    start: () => retrievals.accountsWithOpen().forEach((id) => watch.begin(id)),
    onAccount: (id, what) => {
      if (what === 'added') return;
      watch.end(id);
      if (what === 'removed') retrievals.forget(id);
      else if (retrievals.accountsWithOpen().includes(id)) watch.begin(id);
    },
    onResumed: () => retrievals.accountsWithOpen().forEach((id) => watch.begin(id)),
    dispose: async () => {
      retrievals.dispose();
      await watch.dispose();
    },
  };
}
