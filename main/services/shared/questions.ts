/** The questions that main asks in its own dialogs: one at a time for the whole client, and none for a while after several refusals. */
import type { ConfirmRequest, Host } from '../../host.ts';
import { log } from '../../log.ts';

/** After this many refusals in a row, questions are refused without being shown for a while: a page must not tire the user. */
const MAX_REFUSALS = 3;
const REFUSAL_PAUSE_MS = 60_000;

export class Questions {
  readonly #confirm: Host['confirm'];
  #open: { readonly subject: string; readonly answer: Promise<boolean> } | null = null;
  #refusals = 0;
  #refusedAtMs = -Infinity;

  constructor(confirm: Host['confirm']) {
    this.#confirm = confirm;
  }

  /**
   * One question at a time: the same one is shared, another one is refused, so that dialogs cannot pile up.
   *
   * @param subject distinguishes the questions.
   * @returns false also where the question could not be asked.
   */
  async ask(subject: string, request: () => ConfirmRequest): Promise<boolean> {
    if (this.#open !== null) return this.#open.subject === subject ? await this.#open.answer : false;
    if (this.#refusals >= MAX_REFUSALS && performance.now() - this.#refusedAtMs < REFUSAL_PAUSE_MS) return false;
    const answer = this.#confirm(request()).catch((error: unknown) => {
      log.warn('a question could not be asked', { error });
      return false;
    });
    this.#open = { subject, answer };
    const isYes = await answer.finally(() => (this.#open = null));
    this.#refusals = isYes ? 0 : this.#refusals + 1;
    if (!isYes) this.#refusedAtMs = performance.now();
    return isYes;
  }
}
