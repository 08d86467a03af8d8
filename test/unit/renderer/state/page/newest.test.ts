import { expect, it } from 'vitest';
import { Newest } from '../../../../../renderer/state/page/newest.ts';

it('only the newest of several questions is recognised, and none after all of them were ended', () => {
  const questions = new Newest();
  const first = questions.next();
  expect(first()).toBe(true);
  const second = questions.next();
  expect([first(), second()]).toEqual([false, true]);
  questions.next();
  expect([first(), second()]).toEqual([false, false]);
});

it('the questions of two owners do not end each other', () => {
  const isNewest = new Newest().next();
  new Newest().next();
  expect(isNewest()).toBe(true);
});
