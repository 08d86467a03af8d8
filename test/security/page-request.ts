/** The bridge of a page to main, as a script that got into the page would use it. */
import type { Page } from 'playwright-core';
import type { AccountView } from '../../preload/contract/account.ts';
import type { Result } from '../../preload/domain/error.ts';

/** Sends one request from the page. `input` is whatever an attacker may send. */
export const ask = (page: Page, name: string, input: unknown): Promise<Result<unknown>> =>
  page.evaluate(
    ([request, value]) => {
      type Ask = (input: unknown) => Promise<Result<unknown>>;
      const { lanner } = window as unknown as { readonly lanner: { readonly request: Readonly<Record<string, Ask>> } };
      const asked = lanner.request[request];
      if (asked === undefined) throw new Error(`no request ${String(request)}`);
      return asked(value);
    },
    [name, input] as const,
  );

/** The first account. @throws {Error} when there is none. */
export async function accountOf(page: Page): Promise<AccountView> {
  const answer = await ask(page, 'account.list', {});
  const [account] = answer.ok ? (answer.value as readonly AccountView[]) : [];
  if (account === undefined) throw new Error('no account');
  return account;
}
