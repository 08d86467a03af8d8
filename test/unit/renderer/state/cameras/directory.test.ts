import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DirectoryPage, DirectoryState } from '../../../../../preload/contract/directory.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { followDirectory, loadDirectory, useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { account, large } from '../../features/cameras/directory-sample.ts';
import { PATIENT } from '../../../../patience.ts';

const accountId = asAccountId('big');

/** Main's side of the door, as far as the directory goes. */
class Main {
  revision = 1;
  content = large(2500);
  pages = 0;
  readonly listeners = new Set<(state: DirectoryState) => void>();

  state(phase: DirectoryState['phase'] = 'ready'): DirectoryState {
    const total = this.content.channels.length;
    return { accountId, revision: this.revision, phase, loaded: total, total, asOfMs: 1, error: null };
  }

  page(cursor: string | null, limit: number): DirectoryPage {
    this.pages += 1;
    const from = Number(cursor ?? 0);
    const isLast = from + limit >= this.content.channels.length;
    return {
      revision: this.revision,
      groups: this.content.groups.slice(from, from + limit),
      channels: this.content.channels
        .slice(from, from + limit)
        .map((channel) => ({ ...channel, capabilities: [...channel.capabilities] })),
      next: isLast ? null : String(from + limit),
    };
  }

  announce(): void {
    for (const listener of this.listeners) listener(this.state());
  }

  api(): unknown {
    const ok = <T>(value: T) => Promise.resolve({ ok: true, value });
    return {
      request: {
        'directory.states': () => ok([this.state()]),
        'directory.page': ({ cursor, limit }: { cursor: string | null; limit: number }) => ok(this.page(cursor, limit)),
      },
      on: (name: string, listener: (state: DirectoryState) => void) => {
        if (name === 'directory.changed') this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
    };
  }
}

let main: Main;
let stop: () => void;
const shown = (): number => useDirectory.getState().view.byId.size;

beforeEach(() => {
  main = new Main();
  vi.stubGlobal('window', { lanner: main.api() });
  useDirectory.setState(useDirectory.getInitialState());
  useAccounts.setState({ accounts: [account('big', 'Big')], load: { status: 'ready' } });
  stop = followDirectory();
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

it('the directory reads all pages and publishes them in one update', async () => {
  let updates = 0;
  const unsubscribe = useDirectory.subscribe((now, before) => {
    if (now.view !== before.view) updates += 1;
  });
  await loadDirectory();
  await vi.waitUntil(() => shown() === 2500, PATIENT);
  unsubscribe();
  expect(main.pages).toBe(5);
  expect(updates).toBe(1);
});

it('the directory reads again when the revision changes and not when only the state does', async () => {
  await loadDirectory();
  await vi.waitUntil(() => shown() === 2500, PATIENT);
  const pages = main.pages;
  main.announce();
  expect(main.pages).toBe(pages);
  main.content = large(100);
  main.revision = 2;
  main.announce();
  await vi.waitUntil(() => shown() === 100, PATIENT);
});

it('the directory never joins pages of two revisions', async () => {
  const page = main.page.bind(main);
  let isFirst = true;
  main.page = (cursor, limit) => {
    const answer = page(cursor, limit);
    if (isFirst) {
      isFirst = false;
      main.revision = 2;
      main.content = large(1500);
    }
    return answer;
  };
  await loadDirectory();
  main.announce();
  await vi.waitUntil(() => shown() === 1500, PATIENT);
  expect(useDirectory.getState().view.parts[0]?.revision).toBe(2);
});

it('the cameras of an account that is gone leave the directory', async () => {
  await loadDirectory();
  await vi.waitUntil(() => shown() === 2500, PATIENT);
  useAccounts.setState({ accounts: [] });
  expect(shown()).toBe(0);
  expect(useDirectory.getState().states).toEqual({});
});

it('a failed reading is shown until a reading succeeds, also during the next reading, and leaves with its account', async () => {
  const error = { code: 'network.timeout', params: {}, retryable: true, action: 'wait', vendor: null } as const;
  const failures = () => useDirectory.getState().failures;
  const tell = (state: Partial<DirectoryState>): void => {
    for (const listener of main.listeners) listener({ ...main.state(), ...state });
  };
  await loadDirectory();
  tell({ phase: 'failed', asOfMs: 7, error });
  expect(failures()).toEqual({ [accountId]: { sinceMs: 7, error } });
  tell({ phase: 'loading', asOfMs: 7 });
  expect(failures()).toEqual({ [accountId]: { sinceMs: 7, error } });
  tell({ phase: 'ready' });
  expect(failures()).toEqual({});
  tell({ phase: 'failed', asOfMs: null, error });
  expect(failures(), 'no state was told before').toEqual({});
  tell({ phase: 'failed', asOfMs: 9, error });
  useAccounts.setState({ accounts: [] });
  expect(failures()).toEqual({});
});
