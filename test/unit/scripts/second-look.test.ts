import { describe, expect, it } from 'vitest';
import { filesToLookAt, joinLooks, joinPieces, type StageOutcome } from '../../../scripts/second-look.ts';

const failure = (file: string, test: string, message = 'too late') => ({ file, test, message });
const outcome = (files: StageOutcome['files'], failures: StageOutcome['failures'] = []): StageOutcome => ({
  passed: Object.values(files).reduce((sum, counts) => sum + counts.passed, 0),
  skipped: Object.values(files).reduce((sum, counts) => sum + counts.skipped, 0),
  files,
  failures,
});
const FIRST = outcome({ a: { passed: 3, skipped: 0 }, b: { passed: 1, skipped: 4 } }, [
  failure('b', 'plays', 'first'),
  failure('b', 'stops', 'second'),
]);

it('the pieces of a stage add up to its counts, its failures and its files', () => {
  const piece = outcome({ c: { passed: 2, skipped: 1 } }, [failure('c', 'ends')]);
  const { passed, skipped, failures, files } = joinPieces(joinPieces(undefined, FIRST), piece);
  expect([passed, skipped]).toEqual([6, 5]);
  expect(failures.map(({ file }) => file)).toEqual(['b', 'b', 'c']);
  expect(Object.keys(files)).toEqual(['a', 'b', 'c']);
});

describe('the second look at a stage', () => {
  it('the second look runs each failed file once', () => {
    expect(filesToLookAt(FIRST)).toEqual(['b']);
  });

  it('the second look leaves a stage alone whose worker died, for no file can make it pass', () => {
    expect(filesToLookAt(outcome({}, [failure('b', 'plays'), failure('', '')]))).toEqual([]);
  });

  it('a file that passes alone counts as passed, and its first failure is listed as unsteady', () => {
    const joined = joinLooks(FIRST, outcome({ b: { passed: 6, skipped: 1 } }), ['b']);
    expect(joined.outcome).toMatchObject({ passed: 9, skipped: 1, failures: [] });
    expect(joined.unsteady).toEqual([failure('b', 'plays', 'first')]);
  });

  it('a file that fails alone as well stays failed, with the second failure', () => {
    const second = outcome({ b: { passed: 2, skipped: 3 } }, [failure('b', 'stops', 'alone')]);
    const joined = joinLooks(FIRST, second, ['b']);
    expect(joined.outcome).toMatchObject({ passed: 5, skipped: 3, failures: [failure('b', 'stops', 'alone')] });
    expect(joined.unsteady).toEqual([]);
  });

  it('a file that did not run the second time stays failed', () => {
    const joined = joinLooks(FIRST, outcome({}, [failure('', '', 'the run ended with 137')]), ['b']);
    expect(joined.outcome.failures).toHaveLength(3);
    expect(joined.unsteady).toEqual([]);
  });

  it('a failure of a file that no second look was given to stays', () => {
    const first = outcome(FIRST.files, [...FIRST.failures, failure('a', 'opens')]);
    const joined = joinLooks(first, outcome({ b: { passed: 6, skipped: 0 } }), ['b']);
    expect(joined.outcome.failures).toEqual([failure('a', 'opens')]);
  });
});
