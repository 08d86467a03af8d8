/** Texts as they are searched: without a difference between capitals, and between full-width and plain signs: SQLite knows English only. */
export const searchedText = (texts: readonly string[]): string =>
  texts.join('\n').normalize('NFKC').toLowerCase().trim();
