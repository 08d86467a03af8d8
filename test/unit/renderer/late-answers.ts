/** Stands in for main where a test gives the answers in the worst order: those to the newest questions first. */
import type { Result } from '../../../preload/domain/error.ts';

export class LateAnswers<T> {
  #waiting: (() => void)[] = [];

  /** @param now what main answers to a question that comes now. */
  ask(now: T): Promise<Result<T>> {
    return new Promise((resolve) => this.#waiting.push(() => resolve({ ok: true, value: now })));
  }

  /** Answers all questions, also those that an answer leads to. */
  async answerAll(): Promise<void> {
    for (let answer = this.#waiting.pop(); answer !== undefined; answer = this.#waiting.pop()) {
      answer();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}
