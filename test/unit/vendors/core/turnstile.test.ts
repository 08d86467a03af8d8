import { expect, it } from 'vitest';
import { Spacer, Turnstile } from '../../../../main/vendors/core/turnstile.ts';

const never = new AbortController().signal;

it('lets no more calls through at a time than it may, and all in the end', async () => {
  const turnstile = new Turnstile(3);
  let inside = 0;
  let most = 0;
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      turnstile.pass(never, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise(setImmediate);
        inside -= 1;
        return i;
      }),
    ),
  );
  expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(most).toBe(3);
});

it('frees the place of a call that failed and of a waiter that gave up', async () => {
  const turnstile = new Turnstile(1);
  const abort = new AbortController();
  let release = (): void => {};
  const first = turnstile.pass(
    never,
    () => new Promise<void>((_, reject) => (release = () => reject(new Error('no')))),
  );
  const second = turnstile.pass(abort.signal, () => Promise.resolve('never runs'));
  abort.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  release();
  await expect(first).rejects.toThrow('no');
  expect(await turnstile.pass(never, () => Promise.resolve('free'))).toBe('free');
});

it('keeps two commands to one camera apart and leaves other cameras alone', async () => {
  const spacer = new Spacer();
  const order: string[] = [];
  const keep = (key: string, name: string): Promise<void> =>
    spacer.keep(key, 200, never).then(() => void order.push(name));
  await Promise.all([keep('cam-1', 'first'), keep('cam-1', 'same camera again'), keep('cam-2', 'other camera')]);
  expect(order).toEqual(['first', 'other camera', 'same camera again']);
});
