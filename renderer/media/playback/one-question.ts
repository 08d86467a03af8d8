/** A question to main for a recording, one at a time. */
import type { Result } from '../../../preload/domain/error.ts';
import type { OpenedPast } from './past-setup.ts';

type Answer = Result<OpenedPast>;

export class OneQuestion {
  readonly #giveBack: (ticket: OpenedPast) => void;
  /** Raised when an answer is not wanted any more. */
  #number = 0;
  #isOpen = false;

  /** @param giveBack takes what an answer opened that came too late: nobody shows it. */
  constructor(giveBack: (ticket: OpenedPast) => void) {
    this.#giveBack = giveBack;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Asks, and drops the question before. */
  ask(asked: Promise<Answer>, onAnswer: (answer: Answer) => void): void {
    this.#number += 1;
    this.#isOpen = true;
    const number = this.#number;
    void asked.then((answer) => {
      if (number === this.#number) {
        this.#isOpen = false;
        onAnswer(answer);
      } else if (answer.ok) this.#giveBack(answer.value);
    });
  }

  drop(): void {
    this.#number += 1;
    this.#isOpen = false;
  }
}
