/**
 * A list that this window reads from main: the last answer with its age, whether main is asked now, and why the last question
 * failed. Of several questions the newest one counts, whatever the order of the answers.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Result, WireError } from '../../../preload/domain/error.ts';
import { Newest } from './newest.ts';

/** @template T an answer. @template A the subject of the list, such as an account; `void` for a list without one. */
export interface Listed<T, A = void> {
  /** Null before the first question. */
  readonly subject: A | null;
  /** The last answer; null before the first one. It stays while main is asked again, and after a question that failed. */
  readonly data: T | null;
  /** When the last answer came, epoch ms; null before the first one. */
  readonly asOfMs: number | null;
  readonly isAsking: boolean;
  /** Why the last question failed; null after an answer. */
  readonly error: WireError | null;
}

const NOTHING = { subject: null, data: null, asOfMs: null, isAsking: false, error: null } as const;

/** Subscribes to an event of main that changes the list. @returns ends it. */
type Subscribe = (onChanged: () => void) => () => void;

export class RemoteList<T, A = void> {
  /** The state, as a hook for components. */
  readonly use: UseBoundStore<StoreApi<Listed<T, A>>> = create(() => NOTHING);
  readonly #ask: (subject: A) => Promise<Result<T>>;
  readonly #questions = new Newest();
  /** Asks for the subject of the last question again; null before the first one, and after the list was closed. */
  #again: (() => Promise<void>) | null = null;
  /** The list has changed since main was asked. */
  #isOutdated = false;
  #followers = 0;

  /** @param ask asks main for the whole list; never rejects. */
  constructor(ask: (subject: A) => Promise<Result<T>>) {
    this.#ask = ask;
  }

  /** The state now, outside of components. */
  get now(): Listed<T, A> {
    return this.use.getState();
  }

  /**
   * Asks main; answers to earlier questions are dropped. The list of another subject leaves the page at once.
   *
   * @returns resolves when the answer was taken or dropped. Never rejects.
   */
  async read(subject: A): Promise<void> {
    if (this.now.subject !== subject) this.use.setState({ ...NOTHING, subject });
    this.#again = () => this.read(subject);
    await this.take(this.#ask(subject));
  }

  /** Takes the answer to a question of the owner, such as one for the next page, like an answer to its own. Never rejects. */
  async take(asking: Promise<Result<T>>): Promise<void> {
    const isNewest = this.#questions.next();
    this.#isOutdated = false;
    this.use.setState({ isAsking: true });
    const answer = await asking;
    if (!isNewest()) return;
    const news = answer.ok ? { data: answer.value, asOfMs: Date.now(), error: null } : { error: answer.error };
    this.use.setState({ ...news, isAsking: false });
    if (this.#isOutdated) await this.#again?.();
  }

  /**
   * Reads the list again, because it may have changed at main. While an answer is under way, it is read once more after the
   * answer; before the first question, it is not read.
   */
  refresh(): void {
    if (this.now.isAsking) this.#isOutdated = true;
    else void this.#again?.();
  }

  /** Reads now and after each event, until the returned function is called. The last caller closes the list. */
  follow(subscribe: Subscribe, subject: A): () => void {
    this.#followers += 1;
    void this.read(subject);
    const stop = subscribe(() => this.refresh());
    return () => {
      stop();
      this.#followers -= 1;
      if (this.#followers === 0) this.#close();
    };
  }

  /** An answer that is under way changes nothing any more; the last one stays for the next reader. */
  #close(): void {
    this.#questions.next();
    this.#again = null;
    this.use.setState({ isAsking: false });
  }
}
