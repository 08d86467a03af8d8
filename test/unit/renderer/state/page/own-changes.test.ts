import { beforeEach, expect, it } from 'vitest';
import { OwnChanges } from '../../../../../renderer/state/page/own-changes.ts';

let shown: string[];
let changes: OwnChanges<string>;

beforeEach(() => {
  shown = [];
  changes = new OwnChanges((value) => shown.push(value));
});

/** A change of this window. @returns answers the change. */
function change(): () => Promise<string> {
  let answer = (): void => undefined;
  const stored = changes.store(new Promise<string>((resolve) => (answer = () => resolve('stored'))));
  return () => {
    answer();
    return stored;
  };
}

it('an event of main shows at once while this window has no change under way', () => {
  changes.onEvent('theirs');
  expect(shown).toEqual(['theirs']);
});

it('events that come before the answers to all changes wait, and the last one shows after the last answer', async () => {
  const [first, second] = [change(), change()];
  changes.onEvent('before');
  changes.onEvent('after');
  expect(await first()).toBe('stored');
  expect([shown, changes.isUnanswered]).toEqual([[], true]);
  await second();
  expect([shown, changes.isUnanswered]).toEqual([['after'], false]);
});

it('an event that has shown does not show again after the next change', async () => {
  const first = change();
  changes.onEvent('theirs');
  await first();
  await change()();
  expect(shown).toEqual(['theirs']);
});
