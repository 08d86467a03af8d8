/** The engine that shows a recording, and what was ordered of it: a new engine gets the same orders. */
import type { PastEngine } from './engines/past-engine.ts';
import type { StepDirection } from './engines/frame-stepper.ts';
import type { OpenedPast, PastPlayerSetup } from './past-setup.ts';

export class EngineSeat {
  readonly #setup: Pick<PastPlayerSetup, 'createEngine' | 'ports' | 'video'>;
  #engine: PastEngine | null = null;
  #isPlaying = false;
  #rate = 1;

  constructor(setup: Pick<PastPlayerSetup, 'createEngine' | 'ports' | 'video'>) {
    this.#setup = setup;
  }

  /** Null while there is nothing that could show. */
  get engine(): PastEngine | null {
    return this.#engine;
  }

  /** Shows what was opened. @param atMs the moment that shows first, epoch ms. */
  begin(ticket: OpenedPast, atMs: number): void {
    this.leave();
    const { createEngine, ports, video } = this.#setup;
    this.#engine = createEngine({ video, ticket, atMs, steer: (order) => ports.steer(ticket.playbackId, order) });
    this.#engine.setRate(this.#rate);
    if (this.#isPlaying) this.#engine.play();
  }

  play(): void {
    this.#isPlaying = true;
    this.#engine?.play();
  }

  pause(): void {
    this.#isPlaying = false;
    this.#engine?.pause();
  }

  step(by: StepDirection): void {
    this.#isPlaying = false;
    this.#engine?.step(by);
  }

  setRate(rate: number): void {
    this.#rate = rate;
    this.#engine?.setRate(rate);
  }

  leave(): void {
    this.#engine?.dispose();
    this.#engine = null;
  }
}
