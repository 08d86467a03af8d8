/**
 * Where keys go, end to end: the client as it is shipped, with the browser, the window and the dialogs that main opens
 * itself, before clouds behind TLS that keep whatever arrives. A person answers the dialogs; a script that got into the
 * page tries to.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { startSimulator, stop } from '../../scripts/lib.ts';
import { hostKind, until } from '../e2e/harness.ts';
import { activity, fillForm, form } from '../e2e/screen.ts';
import { missingScreen, withOwnWindows, type OwnWindows } from './own-windows.ts';
import { accountOf, ask } from './page-request.ts';
import { selfSigned } from './self-signed.ts';
import { openCloudFront, type CloudFront } from './cloud-front.ts';

interface Keys {
  readonly userId: string;
  readonly ak: string;
  readonly sk: string;
}

const editForm = (page: Page) => form(page, 'Edit Harbour');
const save = (page: Page): Promise<void> => editForm(page).getByRole('button', { name: 'Save' }).click();

/** Adds an account whose cloud is behind `front`; a person says yes. */
async function addAccountAt(own: OwnWindows, keys: Keys, front: CloudFront): Promise<void> {
  const page = own.wall;
  await activity(page, 'Clouds').click();
  await page.getByRole('button', { name: 'Add account' }).first().click();
  await fillForm(page, { label: 'Harbour', ...keys, endpoint: front.origin });
  await form(page).getByRole('button', { name: 'Add account' }).click();
  await answer(own, 'yes');
  await page.getByText('All 6 stages passed').waitFor();
}

/** Types another address and the secret key into the form of the account, and saves. */
async function moveTo(page: Page, front: CloudFront, sk: string): Promise<void> {
  await activity(page, 'Clouds').click();
  await page.getByRole('button', { name: /^Edit/ }).click();
  await fillForm(page, { endpoint: front.origin, sk }, editForm(page));
  await save(page);
}

/** Answers the open dialog as a person does, and waits until its window has gone. @returns what the dialog said. */
async function answer(own: OwnWindows, value: 'yes' | 'no'): Promise<string> {
  const dialog = await own.dialog();
  const words = await dialog.locator('main').innerText();
  const closed = dialog.isClosed() ? Promise.resolve() : dialog.waitForEvent('close');
  await dialog.locator(`button[name=answer][value=${value}]`).click(); // "yes" is there after a second only
  await closed;
  return words;
}

async function reload(page: Page): Promise<void> {
  await page.reload({ waitUntil: 'commit' });
  await activity(page, 'Clouds').waitFor();
}

const endpointOf = async (page: Page): Promise<string> => (await accountOf(page)).endpoint;

/** The stored keys sign in at the stored address. */
async function expectSignedIn(page: Page): Promise<void> {
  const { id: accountId } = await accountOf(page);
  const tested = await ask(page, 'account.test', { runId: 'r', target: { kind: 'saved', accountId } });
  const passed: unknown = expect.objectContaining({ stage: 'sign-in', state: 'passed' });
  expect(tested).toMatchObject({ ok: true, value: { stages: expect.arrayContaining([passed]) as unknown } });
}

/**
 * Attacks of a script in the page on a dialog whose address the script even knows; each order runs as if the person had
 * just clicked, so that no browser holds windows or focus back.
 */
const attacksOn = (address: string): readonly string[] => {
  const form = `const form = document.createElement('form'); form.method = 'post'; form.action = ${JSON.stringify(address)};
    const field = document.createElement('input'); field.name = 'answer'; field.value = 'yes'; form.append(field);
    document.body.append(form);`;
  return [
    `const seen = window.open('', 'dialog'); seen?.postMessage({ answer: 'yes' }, '*'); seen?.close()`,
    `const seen = window.open(${JSON.stringify(address)}, 'dialog'); seen?.postMessage('yes', '*'); seen?.focus(); seen?.close()`,
    `window.open(${JSON.stringify(address)}, '_blank', 'noopener,popup')`,
    `window.opener?.close(); window.parent.postMessage('yes', '*'); for (let i = 0; i < window.length; i += 1) window[i].close()`,
    `new BroadcastChannel('lanner').postMessage({ answer: 'yes' })`,
    `fetch(${JSON.stringify(address)}, { method: 'POST', mode: 'no-cors', credentials: 'include',
      body: new URLSearchParams({ answer: 'yes' }) }).catch(() => {})`,
    `navigator.sendBeacon(${JSON.stringify(address)}, new URLSearchParams({ answer: 'yes' }))`,
    `${form} form.target = '_blank'; form.submit()`,
    `${form} form.submit()`,
    `const frame = document.createElement('iframe'); frame.src = ${JSON.stringify(address)}; document.body.append(frame)`,
    `window.focus(); window.moveTo(0, 0); window.resizeTo(1600, 900); document.documentElement.requestFullscreen().catch(() => {})`,
    `document.exitFullscreen().catch(() => {}); window.print = () => {}; window.blur(); window.focus()`,
    `for (const type of ['keydown', 'keyup', 'click']) window.dispatchEvent(new KeyboardEvent(type, { key: 'Enter' }))`,
  ];
};

/** Runs a script in the page as if the person had just clicked there. */
async function runAfterClick(page: Page, script: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: `{ ${script} }`, userGesture: true });
  await session.detach().catch(() => undefined); // the page was loaded again
}

async function refuseAndKeep(own: OwnWindows, from: CloudFront, to: CloudFront, keys: Keys): Promise<void> {
  const { wall } = own;
  await moveTo(wall, to, keys.sk);
  const words = await answer(own, 'no');
  expect(words).toContain(`The keys of "Harbour" will be sent to ${to.host}.`);
  await editForm(wall).getByText(`Nothing was sent to ${to.host}.`).waitFor();
  expect(to.connections()).toBe(0);
  expect(await editForm(wall).getByLabel('Address of the API').inputValue()).toBe(to.origin);
  expect(await editForm(wall).getByLabel('Secret key (SK)').inputValue()).toBe(keys.sk);
  expect(await endpointOf(wall)).toBe(from.origin);
  await expectSignedIn(wall);
}

async function attackOpenQuestion(own: OwnWindows, from: CloudFront, to: CloudFront, keys: Keys): Promise<void> {
  const { wall } = own;
  await save(wall);
  const dialog = await own.dialog();
  expect(await dialog.evaluate(() => `${window.opener} ${window.name} ${window.length}`)).toBe('null  0');
  const address = dialog.url();
  const token = await dialog.locator('input[name=token]').inputValue();
  for (const attack of attacksOn(address)) {
    await runAfterClick(wall, attack);
    const others = (): number => own.windows().filter((page) => page !== wall && page !== dialog).length;
    await until(() => Promise.resolve(others() === 0), `main closes the windows of: ${attack}`);
  }
  const { id: accountId } = await accountOf(wall);
  const other = { accountId, endpoint: 'https://ivm.evil.example', secrets: { sk: keys.sk } };
  expect(await ask(wall, 'account.update', other)).toMatchObject({
    ok: false,
    error: { code: 'account.address-refused' },
  });
  expect(own.windows()).toHaveLength(2);
  expect(dialog.url()).toBe(address);
  expect(await dialog.locator('input[name=token]').inputValue(), 'no form was taken').toBe(token);
  expect(to.connections()).toBe(0);
  await answer(own, 'no');
  expect(await endpointOf(wall)).toBe(from.origin);
  expect(to.connections()).toBe(0);
  await reload(wall); // away with what the attacks left in the page
}

async function agree(own: OwnWindows, to: CloudFront, keys: Keys): Promise<void> {
  const { wall } = own;
  await moveTo(wall, to, keys.sk);
  await own.dialog();
  expect(to.connections(), 'before the yes').toBe(0);
  await answer(own, 'yes');
  await wall.getByText('All 6 stages passed').waitFor();
  expect(to.received()).toContain(keys.sk);
  expect(await endpointOf(wall)).toBe(to.origin);
}

async function reloadWhileAsked(own: OwnWindows, from: CloudFront, to: CloudFront, keys: Keys): Promise<void> {
  const { wall } = own;
  await moveTo(wall, to, keys.sk);
  const dialog = await own.dialog();
  await reload(wall);
  expect(dialog.isClosed()).toBe(false);
  await answer(own, 'no');
  expect(await endpointOf(wall)).toBe(from.origin);
  expect(to.connections()).toBe(0);
  await expectSignedIn(wall);
}

async function leaveWhileAsked(own: OwnWindows, from: CloudFront, to: CloudFront, keys: Keys): Promise<void> {
  const accounts = (): Promise<string> => readFile(join(own.dataDir, 'accounts.json'), 'utf8');
  await moveTo(own.wall, to, keys.sk);
  await own.dialog();
  process.kill(own.client.pid, 'SIGKILL');
  await own.followRestart();
  await activity(own.wall, 'Clouds').click();
  expect(own.windows()).toHaveLength(1);
  expect(await endpointOf(own.wall)).toBe(from.origin);
  await expectSignedIn(own.wall);
  await moveTo(own.wall, to, keys.sk);
  await own.dialog();
  await own.wall.close(); // the last window of the client: the dialog does not keep the client
  expect(await own.client.ended).toBe(0);
  expect(await accounts()).toContain(from.origin);
  expect(await accounts()).not.toContain(to.origin);
  expect(to.connections()).toBe(0);
}

const noScreen = hostKind === 'browser' ? missingScreen() : 'Electron asks in dialogs of the system';

// @promise security.dialog-window: A script in the page cannot answer, close, cover or reload away a question of main:
// the dialog is a window of main without a tie to the page, and no answer is a no.
it.skipIf(noScreen !== null)(
  `sends keys to a host that no document names only after a person said yes in main's own window (${noScreen ?? 'Xvfb'})`,
  async () => {
    const identity = selfSigned();
    const folder = await mkdtemp(join(tmpdir(), 'lanner-keys-'));
    const authority = join(folder, 'authority.pem');
    await writeFile(authority, identity.cert);
    const simulator = await startSimulator(4);
    const { endpoint = '', credentials } = simulator.info.clouds['huawei-ivm'] ?? {};
    const { userId = '', ak = '', sk = '' } = credentials ?? {};
    const keys = { userId, ak, sk };
    const fronts = await Promise.all([0, 1, 2].map(() => openCloudFront({ target: endpoint, identity })));
    const [first, second, third] = fronts as [CloudFront, CloudFront, CloudFront];
    const env = { NODE_EXTRA_CA_CERTS: authority, LANGUAGE: 'en_US', LANG: 'en_US.UTF-8' };
    try {
      await withOwnWindows({ args: ['--session-vault'], env }, async (own) => {
        await addAccountAt(own, keys, first);
        await refuseAndKeep(own, first, second, keys);
        await attackOpenQuestion(own, first, second, keys);
        await agree(own, second, keys);
        await reloadWhileAsked(own, second, third, keys);
        await leaveWhileAsked(own, second, third, keys);
      });
    } finally {
      await Promise.all(fronts.map((front) => front.close()));
      await stop(simulator.child);
      await rm(folder, { recursive: true, force: true });
    }
  },
);
