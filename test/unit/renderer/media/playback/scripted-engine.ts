/** An engine whose states a test decides. */
import type { WireError } from '../../../../../preload/domain/error.ts';
import { UNKNOWN, type Footage } from '../../../../../renderer/media/playback/clock/clocked-player.ts';
import type {
  PastEngine,
  PastEngineRequest,
  PastEngineState,
  SeekOutcome,
} from '../../../../../renderer/media/playback/engines/past-engine.ts';

export class ScriptedEngine implements PastEngine {
  readonly request: PastEngineRequest;
  state: PastEngineState = { phase: 'loading' };
  loss: WireError | null = null;
  /** How many times it was ordered to load again. */
  loads = 0;
  atMs: number | null = null;
  readonly codec = 'avc1.42c01e';
  readonly buffered = [];
  isDisposed = false;
  isResting = false;
  readonly isStepping = false;
  rate = 1;
  known: Footage = UNKNOWN;
  outcome: SeekOutcome = 'done';
  steps = 0;

  constructor(request: PastEngineRequest) {
    this.request = request;
  }
  momentOf(positionSec: number): number {
    return positionSec * 1_000;
  }
  footageAt(): Footage {
    return this.known;
  }
  canPlayAt(rate: number): boolean {
    return rate <= 4;
  }
  play(): void {
    this.state = { phase: 'playing' };
  }
  pause(): void {
    this.state = { phase: 'paused' };
  }
  seek(atMs: number): SeekOutcome {
    if (this.outcome === 'done') this.atMs = atMs;
    return this.outcome;
  }
  setRate(rate: number): void {
    this.rate = rate;
  }
  step(): void {
    this.steps += 1;
  }
  loadAgain(): void {
    this.loads += 1;
    this.loss = null;
  }
  rest(): void {
    this.isResting = true;
  }
  wake(): void {
    this.isResting = false;
  }
  tick(): void {
    // nothing happens by itself
  }
  dispose(): void {
    this.isDisposed = true;
  }
}
