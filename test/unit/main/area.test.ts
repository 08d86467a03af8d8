import { expect, it } from 'vitest';
import { handlersOf, type Area } from '../../../main/area.ts';

const quiet = { 'app.take-link': () => Promise.resolve({ text: null }) };
const links: Area<'app.take-link'> = { handlers: quiet };

it('the handlers of all areas do not compile while no area answers a request', () => {
  // @ts-expect-error -- the compiler names every request of the contract that these areas leave out
  expect(handlersOf([links])).toEqual(quiet);
});

it('the handlers of all areas are refused at the start when two areas answer one request', () => {
  // @ts-expect-error -- the compiler cannot see that two areas answer one request; the start does
  expect(() => handlersOf([links, { handlers: quiet }])).toThrow('two areas answer app.take-link');
});
