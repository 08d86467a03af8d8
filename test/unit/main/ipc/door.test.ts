import { describe, expect, it } from 'vitest';
import { MAX_REQUEST_BYTES } from '../../../../preload/contract/channels.ts';
import { requests, type Handlers } from '../../../../preload/contract/contract.ts';
import type { LeaseId } from '../../../../preload/domain/ids.ts';
import { AppError, cancelled } from '../../../../main/errors.ts';
import { createDispatch } from '../../../../main/ipc/door.ts';
import { logLines } from '../log-lines.ts';

const lines = logLines();

const W1 = { windowId: 'w1', windowKey: 'main' };

const dispatchTo = (some: Partial<Handlers>) => createDispatch(some as Handlers);
const lease = { leaseId: 'lease-1' as LeaseId };

describe('the door into main', () => {
  it('the handler gets a valid input and the window, and the caller gets the checked answer', async () => {
    const seen: unknown[] = [];
    const dispatch = dispatchTo({
      'live.close': (input, context) => {
        seen.push([input, context.windowId]);
        return Promise.resolve(null);
      },
    });
    expect(await dispatch(W1, 'live.close', lease)).toEqual({ ok: true, value: null });
    expect(seen).toEqual([[lease, 'w1']]);
  });

  it('the door into main never calls a handler with an input that the contract does not know', async () => {
    let calls = 0;
    const dispatch = dispatchTo({ 'live.close': () => Promise.resolve(calls++).then(() => null) });
    for (const raw of [undefined, null, {}, { leaseId: 7 }, { ...lease, extra: true }, [lease], 'lease-1']) {
      expect(await dispatch(W1, 'live.close', raw)).toMatchObject({ ok: false, error: { code: 'ipc.invalid-input' } });
    }
    expect(calls).toBe(0);
  });

  it('the door names the path of the first bad value', async () => {
    const wall = { id: 'w', name: 'Wall', layout: 4, tiles: ['a', null, 9], aspects: [], isLocked: false, revision: 0 };
    const raw = { base: wall, wall };
    const answer = await dispatchTo({})(W1, 'wall.save', raw);
    expect(answer).toMatchObject({ error: { code: 'ipc.invalid-input', params: { field: 'base.tiles.2' } } });
  });

  it('the door refuses names that are not a request, inherited names included', async () => {
    for (const name of ['', 'live', 'live.close ', 'LIVE.CLOSE', '__proto__', 'hasOwnProperty']) {
      expect(await dispatchTo({})(W1, name, {})).toMatchObject({ ok: false, error: { code: 'ipc.unknown-request' } });
    }
  });

  it('the door measures the input in bytes, not in characters', async () => {
    const text = '摄'.repeat(MAX_REQUEST_BYTES / 3);
    const answer = await dispatchTo({})(W1, 'app.report-failure', { where: 'a', text });
    expect(answer).toMatchObject({ error: { code: 'ipc.too-large', params: { limit: MAX_REQUEST_BYTES } } });
  });

  // @promise security.door
  it('the door refuses an input that is nested deeper than any request needs, before a schema reads the input', async () => {
    const nested = (levels: number): unknown => {
      let value: unknown = 'x';
      for (let level = 0; level < levels; level += 1) value = [value];
      return { accountId: 'a', operationId: 'b', params: { deep: value } };
    };
    const ask = (levels: number): unknown =>
      dispatchTo({ 'console.keep-draft': () => Promise.resolve(null) })(W1, 'console.keep-draft', nested(levels));
    expect(await ask(50)).toEqual({ ok: true, value: null });
    for (const levels of [100, 2_000, 200_000]) {
      expect(await ask(levels)).toMatchObject({ error: { code: 'ipc.invalid-input', params: { field: '' } } });
    }
  });

  // @promise security.door: The door refuses an input whose JSON would fill the memory, or that is nested too deep,
  // before anything is done for its parts.
  it('the door refuses a small clone whose JSON would fill the memory, at once', async () => {
    let shared: unknown = 'x';
    for (let level = 0; level < 40; level += 1) shared = [shared, shared];
    for (const text of [shared, new Array(4_000_000_000), Object.assign([], { length: 4_000_000_000 })]) {
      const answer = await dispatchTo({})(W1, 'app.report-failure', { where: 'a', text });
      expect(answer).toMatchObject({ error: { code: 'ipc.too-large' } });
    }
    for (const text of [new Uint8Array(8), new Map([[1, 2]]), new Date(), /x/]) {
      const answer = await dispatchTo({})(W1, 'app.report-failure', { where: 'a', text });
      expect(answer).toMatchObject({ error: { code: 'ipc.invalid-input' } });
    }
  });

  it('the door refuses values that JSON cannot carry, and does not fail on them', async () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    for (const raw of [loop, { leaseId: 1n }]) {
      expect(await dispatchTo({})(W1, 'live.close', raw)).toMatchObject({ error: { code: 'ipc.invalid-input' } });
    }
  });

  it('the door answers an expected failure with its own code and with the next step for the user', async () => {
    const dispatch = dispatchTo({
      'live.close': () => Promise.reject(new AppError('cloud.rate-limited', 'x', { retryable: true, action: 'wait' })),
      'live.retry': () => Promise.reject(cancelled('retry')),
    });
    const limited = await dispatch(W1, 'live.close', lease);
    expect(limited).toMatchObject({
      ok: false,
      error: { code: 'cloud.rate-limited', retryable: true, action: 'wait' },
    });
    expect(await dispatch(W1, 'live.retry', lease)).toMatchObject({ error: { code: 'cancelled' } });
  });

  it('the door reports a bug of a handler as `internal`: thrown at once, later, or as an answer of the wrong shape', async () => {
    const broken: Handlers['live.close'][] = [
      () => {
        throw new TypeError('at once');
      },
      () => Promise.reject(new TypeError('later')),
      () => Promise.resolve({ secret: 'value-of-answer' } as unknown as null),
    ];
    for (const handler of broken) {
      const answer = await dispatchTo({ 'live.close': handler })(W1, 'live.close', lease);
      expect(answer).toMatchObject({ ok: false, error: { code: 'internal', action: 'report' } });
    }
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('value-of-answer');
  });

  it('the door has a handler for every request of the contract', async () => {
    for (const name of Object.keys(requests)) {
      const answer = await dispatchTo({})(W1, name, 'no object');
      expect(answer).toMatchObject({ error: { code: 'ipc.invalid-input' } });
    }
  });
});
