import { expect, it } from 'vitest';
import { LinksService } from '../../../../../main/services/windows/links.ts';
import { MAX_LINK, parseLink } from '../../../../../preload/domain/links.ts';

const LINK = 'lanner://wall/wall-1';

function openLinks(start: string | null = null) {
  const told: unknown[] = [];
  const windows = { next: () => ({ key: 'second', place: null, isKiosk: false }) };
  const links = new LinksService({ windows, start, emit: (name, payload) => void told.push([name, payload]) });
  return { links, told };
}

it('the link of the start goes to the first window that asks, once', () => {
  const { links } = openLinks(LINK);
  expect(links.take('any')).toEqual({ text: LINK });
  expect(links.take('any')).toEqual({ text: null });
});

it('a link that arrives goes to the window that stands in front, and to no other', () => {
  const { links, told } = openLinks();
  links.arrive('lanner://wall/old');
  links.arrive(LINK);
  expect(told.at(-1)).toEqual(['app.link-arrived', { key: 'second' }]);
  expect(links.take('main')).toEqual({ text: null });
  expect(links.take('second')).toEqual({ text: LINK });
  expect(links.take('second')).toEqual({ text: null });
});

it('an endless link is cut to just enough to report that it is too long', () => {
  const { links } = openLinks();
  links.arrive(`lanner://wall/${'a'.repeat(1_000_000)}`);
  const { text } = links.take('second');
  expect(text).toHaveLength(MAX_LINK + 1);
  expect(parseLink(text ?? '')).toEqual({ problem: 'long' });
});
