/** A script that got into the page of a kiosk window asks for everything that a kiosk may not do. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requests, type LannerApi } from '../../preload/contract/contract.ts';
import type { RequestTable } from '../../preload/contract/request.ts';
import { hostKind, openClient, until, untilListening, type OpenSession } from '../e2e/harness.ts';
import { ask } from './page-request.ts';

const table: RequestTable = requests;
const CLOSED = Object.keys(table).filter((name) => table[name]?.kiosk !== true);
/** No request takes a number: where the policy lets a request through, the door refuses it without any effect. */
const NO_INPUT = 7;

let session: OpenSession;
let page: Page;
let kiosk: Page;

beforeAll(async () => {
  session = await openClient({ attacksPage: true, wall: 1 });
  if (hostKind === 'electron') return;
  page = session.page;
  const url = await page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const walls = await request['wall.list']({});
    const wallId = walls.ok ? walls.value[0]?.id : undefined;
    const opened = wallId && (await request['window.open']({ wallId, isKiosk: true }));
    if (!opened || !opened.ok || opened.value.launchUrl === null) throw new Error('no kiosk');
    return opened.value.launchUrl;
  });
  kiosk = await page.context().newPage();
  await kiosk.goto(url);
  await untilListening(kiosk);
});
afterAll(() => session.close());

/** The codes with which main answers the requests that a kiosk may not send. */
async function codesOf(from: Page, input: unknown): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  for (const name of CLOSED) {
    const answer = await ask(from, name, input);
    codes.add(answer.ok ? `${name} was done` : answer.error.code);
  }
  return codes;
}

const isAlone = async (from: Page): Promise<boolean> => (await from.locator('.kiosk-bar').count()) === 1;

// @promise kiosk.refuses
// @promise security.kiosk: A kiosk window is refused every closed request, also when its page claims to be another
// window.
it.skipIf(hostKind === 'electron')(
  'main refuses a kiosk window every closed request, also when its page claims to be another window',
  async () => {
    expect(await codesOf(kiosk, NO_INPUT)).toEqual(new Set(['window.kiosk']));
    expect(await codesOf(kiosk, { key: 'main', windowKey: 'main' })).toEqual(new Set(['window.kiosk']));
    // The address of the first window, with the page secret of the kiosk.
    await kiosk.evaluate(() => history.replaceState(null, '', '/'));
    await kiosk.reload();
    await untilListening(kiosk);
    await until(() => isAlone(kiosk), 'the page learns from main that it is a kiosk');
    expect(await codesOf(kiosk, NO_INPUT)).toEqual(new Set(['window.kiosk']));
    // Requests that a kiosk may send answer about its own window only.
    const state = await ask(kiosk, 'window.state', {});
    expect(state).toMatchObject({ ok: true, value: { kiosk: { name: 'Wall 1' } } });
    expect(await ask(kiosk, 'window.state', { key: 'main' })).toMatchObject({ error: { code: 'ipc.invalid-input' } });
    expect(await ask(kiosk, 'window.keep', { tabs: [], currentId: null })).toMatchObject({ ok: true });
    expect(await ask(kiosk, 'window.state', {})).toEqual(state);
  },
);

// @promise security.kiosk
it.skipIf(hostKind === 'electron')('main closes no request to the full windows beside a kiosk', async () => {
  expect(await codesOf(page, NO_INPUT)).toEqual(new Set(['ipc.invalid-input']));
  expect(await isAlone(page)).toBe(false);
});
