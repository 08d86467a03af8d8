import { beforeEach, expect, it } from 'vitest';
import { postNotice, useNotices } from '../../../../../renderer/state/page/notices.ts';

beforeEach(() => useNotices.setState(useNotices.getInitialState()));

const past = (): readonly string[] => useNotices.getState().past.map(({ key }) => key);

it('the last messages stay in a list, the latest first, and the oldest leaves a full list', () => {
  for (let i = 0; i < 60; i += 1) postNotice('linkNone');
  postNotice('muted');
  expect([past().length, past()[0], useNotices.getState().last?.key]).toEqual([50, 'muted', 'muted']);
});

it('a number that is typed figure by figure is one message', () => {
  postNotice('muted');
  for (const number of ['1', '11', '117']) postNotice('typing', { number });
  expect(past()).toEqual(['typing', 'muted']);
  expect(useNotices.getState().past[0]?.params).toEqual({ number: '117' });
});
