import { expect, it, vi } from 'vitest';
import { kioskDispatch } from '../../../../main/ipc/policy.ts';
import { REQUEST_NAMES } from '../../../../preload/contract/names.ts';

const W = { windowId: 'w', windowKey: 'main' };
const CHANGES =
  /\.(save|create|rename|remove|restore|move|roll-back|remap|import|add|update|set-|place|take-out|run|start$)/;

// @promise kiosk.refuses: A kiosk exports nothing, writes no bookmark and orders nothing back.
it('a wall alone on the screen may read and play, but may not change walls, accounts and settings', async () => {
  const inner = vi.fn(() => Promise.resolve({ ok: true as const, value: null }));
  const dispatch = kioskDispatch(inner, () => true);
  const open = new Set<string>();
  for (const name of REQUEST_NAMES) {
    const answer = await dispatch(W, name, {});
    if (answer.ok) open.add(name);
    else expect(answer.error).toMatchObject({ code: 'window.kiosk', retryable: false });
  }
  for (const name of ['window.state', 'wall.list', 'live.open', 'live.retry', 'directory.page']) {
    expect([name, open.has(name)]).toEqual([name, true]);
  }
  // A recording changes nothing of what the client shows.
  expect([...open].filter((name) => CHANGES.test(name))).toEqual(['clip.start']);
  expect([...open].filter((name) => /^(vault\.list|account\.(export|facts|test)|console\.|demo\.)/.test(name))).toEqual(
    [],
  );
  // A person at such a wall must not turn the cameras of others.
  expect([...open].filter((name) => name.startsWith('ptz.'))).toEqual([]);
  // Recordings can be watched; exports, marks and retrievals are for operators at a desk.
  expect([...open].filter((name) => name.startsWith('playback.'))).toEqual(
    expect.arrayContaining(['playback.open', 'playback.close', 'playback.steer', 'playback.resume']),
  );
  expect([...open].filter((name) => /^(exports|retrievals|saved|removed)\./.test(name))).toEqual([]);
  expect([...open].filter((name) => name.startsWith('bookmark.'))).toEqual(['bookmark.search']);
  expect(inner).toHaveBeenCalledTimes(open.size);
});

it('the policy refuses requests that it does not know', async () => {
  const dispatch = kioskDispatch(
    () => Promise.resolve({ ok: true, value: null }),
    () => true,
  );
  for (const name of ['wall.save-later', '__proto__', undefined as unknown as string]) {
    expect(await dispatch(W, name, {})).toMatchObject({ ok: false, error: { code: 'window.kiosk' } });
  }
});

it('the policy limits the requests of a wall alone for exactly its window, also when a request names another window', async () => {
  const inner = vi.fn(() => Promise.resolve({ ok: true as const, value: null }));
  const dispatch = kioskDispatch(inner, (windowKey) => windowKey === 'alone');
  const ask = (windowKey: string, input: unknown) => dispatch({ windowId: 'w', windowKey }, 'wall.remove', input);
  expect(await ask('main', { wallIds: [] })).toMatchObject({ ok: true });
  for (const input of [{ wallIds: [] }, { key: 'main' }, { windowKey: 'main', windowId: 'w' }]) {
    expect(await ask('alone', input)).toMatchObject({ ok: false, error: { code: 'window.kiosk' } });
  }
  expect(inner).toHaveBeenCalledTimes(1);
});
