import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearMatch, nearMatcher } from '../../../../../renderer/state/page/near-search.ts';

/** The least number of edits between a word and a text, where swapping two neighbours is one edit. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j));
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) least = Math.min(least, at(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = least;
    }
  }
  return at(a.length, b.length);
}

/** The promise of the search, computed slowly: a piece of the text that begins a word is at most one edit away. */
function isNear(term: string, text: string): boolean {
  const starts = [...text].flatMap((_, i) => (i === 0 || /[\s\-./_]/.test(text[i - 1] ?? '') ? [i] : []));
  return starts.some((from) =>
    [-1, 0, 1].some((more) => {
      const piece = text.slice(from, from + term.length + more);
      return piece.length === term.length + more && distance(term, piece) <= 1;
    }),
  );
}

describe('the forgiving search', () => {
  it.each([
    ['a wrong letter', 'stairwall'],
    ['a missing letter', 'stairwll'],
    ['an additional letter', 'stairrwell'],
    ['two swapped letters', 'stiarwell'],
    ['a swapped beginning', 'tsairwell'],
    ['a missing beginning', 'tairwell'],
    ['a word that is not finished yet', 'stiarw'],
  ])('a search that forgives a typing error finds a camera by %s', (_, typed) => {
    expect(nearMatcher(typed)('117\u0000stairwell 2, north')).toBe(true);
  });

  it('a search that forgives a typing error finds no camera by a word with two errors', () => {
    expect(nearMatcher('stiarwlel')('stairwell 2')).toBe(false);
    expect(nearMatcher('elevator')('stairwell 2')).toBe(false);
  });

  it('a search that forgives a typing error matches short words and numbers exactly', () => {
    expect(nearMatcher('gtae')('gate')).toBe(true);
    expect(nearMatcher('gta')('gate')).toBe(false);
    expect(nearMatcher('1171')('1172 gate')).toBe(false);
    expect(nearMatcher('1172')('1172 gate')).toBe(true);
  });

  it('a search that forgives a typing error forgives a wrong character of a Chinese name, wherever the name stands', () => {
    expect(nearMatcher('东门岗厅')('1号楼东门岗亭 2')).toBe(true);
    expect(nearMatcher('东们')('东门')).toBe(false);
  });

  it('a search that forgives a typing error finds every word of a query, each with its own error', () => {
    expect(nearMatch(['nroth', 'gaet'])('101 north gate')).toBe(true);
    expect(nearMatch(['nroth', 'dock'])('101 north gate')).toBe(false);
  });

  it('a search that forgives a typing error finds exactly the names that a slow comparison finds, for any word and any text', () => {
    const letters = fc.constantFrom('a', 'b', 'c', ' ');
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 7 });
    fc.assert(
      fc.property(word, fc.string({ unit: letters, maxLength: 14 }), (term, text) => {
        expect([term, text, nearMatcher(term)(text)]).toEqual([term, text, isNear(term, text)]);
      }),
      { numRuns: 3_000 },
    );
  });
});
