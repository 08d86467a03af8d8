/** The engines of recordings by transport. */
import { FlvPastEngine } from './flv-past.ts';
import { HlsPastEngine } from './hls-past.ts';
import type { PastEngineFactory } from './past-engine.ts';

export const createPastEngine: PastEngineFactory = (request) =>
  request.ticket.transport === 'hls' ? new HlsPastEngine(request) : new FlvPastEngine(request);
