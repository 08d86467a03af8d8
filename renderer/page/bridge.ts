/** The only door to main. `window.lanner` is set before the page's modules run, by Electron's preload or by bridge.js. */
import type { EntryRefusal, Input, LannerApi, Output, RequestName } from '../../preload/contract/contract.ts';
import type { Result, WireError } from '../../preload/domain/error.ts';

declare global {
  interface Window {
    readonly lanner: LannerApi;
  }
}

/** A failure that the page itself noticed. */
export function localError(code: WireError['code'], params: WireError['params'] = {}): WireError {
  return { code, params, retryable: true, action: 'retry', vendor: null };
}

async function call<N extends RequestName>(name: N, input: Input<N>): Promise<Result<Output<N>>> {
  try {
    return await window.lanner.request[name](input);
  } catch {
    // Both bridges answer failures as results; a rejection means that the other side is gone.
    return { ok: false, error: localError('ipc.disconnected') };
  }
}

/** `await request['account.list']({})`: never rejects. */
export const request: LannerApi['request'] = new Proxy({} as LannerApi['request'], {
  get: (_target, name: string) => (input: never) => call(name as RequestName, input),
});

export const on: LannerApi['on'] = (name, listener) => window.lanner.on(name, listener);
/** Never fires on Electron. */
export const onRefused = (listener: (refusal: EntryRefusal) => void): (() => void) =>
  window.lanner.onRefused?.(listener) ?? (() => {});
export const onConnection: LannerApi['onConnection'] = (listener) => window.lanner.onConnection(listener);
