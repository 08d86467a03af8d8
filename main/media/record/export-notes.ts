/** Collects the facts about an export that its files do not show by themselves. */
import { MAX_WRITTEN_NOTES } from '../../../preload/domain/bounds.ts';
import type { ExportMark, ExportNote } from './export-journal.ts';

type Kind = ExportNote['kind'];

export class ExportNotes {
  #marked: ExportNote[] = [];
  /** Not in the journal yet. */
  #fresh: ExportNote[] = [];
  #more = 0;
  #once = new Set<Kind>();

  get all(): readonly ExportNote[] {
    return [...this.#marked, ...this.#fresh];
  }

  /** How many notes had no room. */
  get more(): number {
    return this.#more;
  }

  get freshCount(): number {
    return this.#fresh.length;
  }

  get mark(): Pick<ExportMark, 'moreNotes' | 'noted'> {
    return { moreNotes: this.#more, noted: [...this.#once] };
  }

  add(note: ExportNote): void {
    if (this.#marked.length + this.#fresh.length >= MAX_WRITTEN_NOTES) this.#more += 1;
    else this.#fresh.push(note);
  }

  /** @returns whether the kind is new: some concern the whole export, and are noted once. */
  isFirst(kind: Kind): boolean {
    if (this.#once.has(kind)) return false;
    this.#once.add(kind);
    return true;
  }

  /** Takes the new notes for a mark of the journal. */
  take(): readonly ExportNote[] {
    const fresh = this.#fresh;
    this.#marked.push(...fresh);
    this.#fresh = [];
    return fresh;
  }

  /** Goes back to a mark. @param fresh how many notes behind the journal stay. */
  restore({ moreNotes, noted }: Pick<ExportMark, 'moreNotes' | 'noted'>, fresh: number): void {
    this.#more = moreNotes;
    this.#once = new Set(noted);
    this.#fresh.length = Math.min(fresh, this.#fresh.length);
  }

  /** Continues with the notes of a journal. */
  resume(marked: readonly ExportNote[]): void {
    this.#marked = [...marked];
    this.#fresh = [];
  }
}
