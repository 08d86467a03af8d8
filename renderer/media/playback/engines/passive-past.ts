/** The base of the engines that request no piece of footage by themselves: it is in a file, or the other side sends all of it. */
import { FrameStepper, type StepDirection } from './frame-stepper.ts';
import type { PastEngine } from './past-engine.ts';

type Orders = Pick<PastEngine, 'loss' | 'pause' | 'step' | 'isStepping' | 'loadAgain' | 'rest' | 'wake' | 'dispose'>;

export abstract class PassivePastEngine implements Orders {
  /** Nothing is loaded again: what was lost is opened again. */
  readonly loss = null;
  protected readonly stepper: FrameStepper;

  constructor(video: HTMLVideoElement) {
    this.stepper = new FrameStepper(video);
  }

  abstract pause(): void;

  step(by: StepDirection): void {
    this.pause();
    this.stepper.step(by);
  }

  get isStepping(): boolean {
    return this.stepper.isBusy;
  }

  loadAgain(): void {
    return undefined;
  }

  /** Nothing is requested, so nothing rests. */
  rest(): void {
    return undefined;
  }

  wake(): void {
    return undefined;
  }

  /** Ends the steps. An engine ends its own source beside. */
  dispose(): void {
    this.stepper.dispose();
  }
}
