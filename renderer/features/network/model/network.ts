/** The way to the clouds as main reports it, and a person's changes of it. No password is stored here. */
import { create } from 'zustand';
import type { NetworkView, ProxySettings, Reached } from '../../../../preload/contract/network.ts';
import type { Result, WireError } from '../../../../preload/domain/error.ts';
import { on, request } from '../../../page/bridge.ts';

interface NetworkState {
  /** Null until main answered. */
  readonly view: NetworkView | null;
  /** The work under way, of which there is one at a time. */
  readonly busy: 'proxy' | 'sign-in' | 'test' | 'authorities' | null;
  readonly failure: WireError | null;
  /** Null before a test. */
  readonly reached: readonly Reached[] | null;
  /** How many authorities the last file added; null where none was chosen. */
  readonly added: number | null;
}

export const useNetwork = create<NetworkState>(() => ({
  view: null,
  busy: null,
  failure: null,
  reached: null,
  added: null,
}));

/** Reads what main knows and follows it; the returned function ends that. */
export function watchNetwork(): () => void {
  useNetwork.setState({ failure: null, reached: null, added: null });
  const stop = on('network.changed', (view) => useNetwork.setState({ view }));
  void request['network.get']({}).then((answer) =>
    useNetwork.setState(answer.ok ? { view: answer.value } : { failure: answer.error }),
  );
  return stop;
}

/** Does one thing at a time. @returns the value, or null after a failure, which the screen shows. */
async function work<T>(busy: NonNullable<NetworkState['busy']>, act: () => Promise<Result<T>>): Promise<T | null> {
  if (useNetwork.getState().busy !== null) return null;
  useNetwork.setState({ busy, failure: null, added: null });
  const answer = await act();
  useNetwork.setState({ busy: null, failure: answer.ok ? null : answer.error });
  return answer.ok ? answer.value : null;
}

export async function setProxy(settings: ProxySettings): Promise<void> {
  await work('proxy', () => request['network.set-proxy'](settings));
}

/** @returns whether they are stored. */
export async function storeSignIn(proxy: string, user: string, password: string): Promise<boolean> {
  let isStored = false;
  await work('sign-in', async () => {
    const answer = await request['network.sign-in']({ proxy, user, password });
    isStored = answer.ok;
    return answer;
  });
  return isStored;
}

export async function forgetSignIn(): Promise<void> {
  await work('sign-in', () => request['network.sign-out']({}));
}

export async function testWay(): Promise<void> {
  useNetwork.setState({ reached: null });
  const reached = await work('test', () => request['network.test']({}));
  useNetwork.setState({ reached });
}

export async function addAuthorities(file: File): Promise<void> {
  const text = await file.text();
  const value = await work('authorities', () => request['network.add-authorities']({ text }));
  useNetwork.setState({ added: value === null || value.added === 0 ? null : value.added });
}

export async function revokeAuthority(fingerprint: string): Promise<void> {
  await work('authorities', () => request['network.revoke-authority']({ fingerprint }));
}
