/** The engines by transport. */
import type { EngineFactory } from './player-engine.ts';
import { createHlsEngine } from './hls.ts';
import { createMpegtsEngine } from './mpegts.ts';

export const createEngine: EngineFactory = (request) =>
  request.transport === 'hls' ? createHlsEngine(request) : createMpegtsEngine(request);
