/** Accounts as an operator meets them: from nothing to cameras in the tree, through every mistake on the way. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { clipboardOf } from './clipboard.ts';
import { hostKind, until, untilPlaying, withClient } from './harness.ts';
import { missingKeyring, withKeyring } from './keyring.ts';
import {
  activity,
  addAccount,
  cameraRows,
  fillForm,
  form,
  keysOf,
  layoutButton,
  requestsOf,
  statusBar,
  tile,
  treeRead,
  viewersOf,
  wallOf,
} from './screen.ts';
import { sharedClient } from './shared-client.ts';

const WRONG_SK = 'wrong-secret-key-0000';

/** A loopback port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

it('a newcomer reads both ways in, and finds a wall with pictures after exploring with simulated clouds', async () => {
  await withClient('newcomer', { hasDemo: true }, async ({ page, client }) => {
    const stage = page.locator('.lv-stage');
    await stage.getByRole('button', { name: 'Add cloud account' }).waitFor();
    await stage.getByRole('button', { name: 'Explore with simulated clouds' }).click();
    await treeRead(page);
    await until(async () => (await cameraRows(page).count()) > 10, 'cameras stand in the tree');
    await until(
      async () => (await client.tiles()).filter(({ phase }) => phase === 'playing').length === 16,
      'sixteen simulated cameras play',
    );
    expect((await wallOf(page)).filter((name) => name !== null)).toHaveLength(16);
  });
});

describe('the account form', () => {
  const session = sharedClient({}, { isStory: true });
  const panel = (): Locator => form(session().page);
  const test = (): Promise<void> => panel().getByRole('button', { name: 'Test connection' }).click();
  const report = (): Locator => session().page.locator('.insp.wide');
  const reason = (words: string): Locator => report().getByRole('alert').getByText(words);
  const backToForm = (): Promise<void> => report().getByRole('button', { name: 'Back to the form' }).click();
  const valueOf = (label: string): Promise<string> => panel().getByLabel(label).inputValue();

  it('names the field of a user ID that cannot be right, as it is typed', async () => {
    const { page } = session();
    await activity(page, 'Clouds').click();
    await page.getByText('No cloud account yet').first().waitFor();
    await page.getByRole('button', { name: 'Add account' }).first().click();
    await panel().getByLabel('User ID').pressSequentially('25625abc');
    await panel().getByText('Digits only, 15 to 25 of them.').waitFor();
    const described = await panel().getByLabel('User ID').getAttribute('aria-describedby');
    const [note, help] = (described ?? '').split(' ');
    expect(await page.locator(`#${note}`).textContent()).toBe('Digits only, 15 to 25 of them.');
    expect(await page.locator(`#${help}`).textContent(), 'the hint stays beside the problem').toContain('IVM console');
    await panel().getByRole('button', { name: 'Add account' }).click();
    expect(await requestsOf(session(), 'getAccessToken')).toEqual([]);
  });

  it('fails at the network, and names the host, when nobody answers there', async () => {
    const port = await freePort();
    await fillForm(session().page, {
      ...keysOf(session()),
      label: 'Harbour',
      sk: WRONG_SK,
      endpoint: `http://127.0.0.1:${port}`,
    });
    await test();
    await report().getByText('Failed at stage 1 of 6').waitFor();
    await reason('127.0.0.1 cannot be reached.').waitFor();
    await report().getByText('not run, needs stage 1').last().waitFor();
  });

  it('fails at the sign-in with reason, way out and the code to copy when the key is wrong, and loses nothing', async () => {
    const { page } = session();
    await backToForm();
    await fillForm(page, { endpoint: keysOf(session()).endpoint });
    await test();
    await report().getByText('Failed at stage 4 of 6').waitFor();
    await reason('Cloud refused the key.').waitFor();
    await reason("Enter both keys again from the cloud's console.").waitFor();
    const [answer] = (await requestsOf(session(), 'getAccessToken')).slice(-1);
    expect(answer?.code).toMatch(/^IVM\.\d+$/);
    expect(await report().locator('.vendor').textContent()).toContain(answer?.code);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await report().getByRole('button', { name: 'Copy report' }).last().click();
    let copied = '';
    await until(async () => {
      copied = (await clipboardOf(page)).text;
      return copied.includes(answer?.code ?? '');
    }, 'the report with its code is on the clipboard');
    expect(copied).not.toContain(WRONG_SK);
    await backToForm();
    const { userId, ak, endpoint } = keysOf(session());
    expect(await valueOf('Name')).toBe('Harbour');
    expect(await valueOf('User ID')).toBe(userId);
    expect(await valueOf('Access key (AK)')).toBe(ak);
    expect(await valueOf('Secret key (SK)')).toBe(WRONG_SK);
    expect(await valueOf('Address of the API')).toBe(endpoint);
  });

  it('passes every stage with the right key, saves, and brings the cameras', async () => {
    const { page } = session();
    await fillForm(page, { sk: keysOf(session()).sk });
    await test();
    await report().getByText('5 passed, 1 does not apply').waitFor();
    await backToForm();
    await panel().getByRole('button', { name: 'Add account' }).click();
    await statusBar(page).getByText('Added Harbour').waitFor();
    await report().getByText('5 passed, 1 does not apply').waitFor();
    await activity(page, 'Live').click();
    await cameraRows(page).first().waitFor();
    await page.getByText(/^64 cameras, as of /).waitFor();
  });
});

describe('an account that is there', () => {
  const session = sharedClient({}, { isStory: true });
  const panel = (): Locator => form(session().page);
  const report = (): Locator => session().page.locator('.insp.wide');
  const valueOf = (label: string): Promise<string> => panel().getByLabel(label).inputValue();
  beforeAll(() => addAccount(session()));

  it('marks keys of this session only in the table and in the status bar', async () => {
    const { page } = session();
    await activity(page, 'Clouds').click();
    const row = page.getByRole('row', { name: /Harbour/ });
    await row.getByText('This session only').waitFor();
    await row.getByText('gone on exit').waitFor();
    await statusBar(page).getByText('No keychain: keys live for this session only').waitFor();
  });

  it('refuses a name that is taken and leaves what was typed', async () => {
    const { page } = session();
    await page.getByRole('button', { name: 'Add account' }).first().click();
    await fillForm(page, { label: 'harbour', ...keysOf(session()) });
    await panel().getByRole('button', { name: 'Add account' }).click();
    await panel().getByText('The name "harbour" is taken.').waitFor();
    expect(await valueOf('User ID')).toBe(keysOf(session()).userId);
    expect(await valueOf('Secret key (SK)')).toBe(keysOf(session()).sk);
    await panel().getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('row', { name: /harbour/i }).count()).toBe(1);
  });

  it('renames an account without asking for its key again', async () => {
    const { page } = session();
    await page
      .getByRole('row', { name: /Harbour/ })
      .getByRole('button', { name: /^Edit/ })
      .click();
    const edit = form(page, 'Edit Harbour');
    await fillForm(page, { label: 'Harbour North' }, edit);
    await edit.getByRole('button', { name: 'Save' }).click();
    await report().getByText('5 passed, 1 does not apply').waitFor();
    await page.getByRole('row', { name: /Harbour North/ }).waitFor();
  });

  it('uses a replaced key: a wrong one fails, the right one signs in again', async () => {
    const { page } = session();
    for (const [sk, result] of [
      [WRONG_SK, 'Failed at stage 4 of 6'],
      [keysOf(session()).sk, '5 passed, 1 does not apply'],
    ] as const) {
      await page
        .getByRole('row', { name: /Harbour North/ })
        .getByRole('button', { name: /^Edit/ })
        .click();
      const edit = form(page, 'Edit Harbour North');
      await fillForm(page, { sk }, edit);
      await edit.getByRole('button', { name: 'Save' }).click();
      await report().getByText(result).waitFor();
    }
  });

  it('stops at once everything of an account that is turned off, and brings it back when it is turned on', async () => {
    const { page, client } = session();
    const harbour = page.getByRole('row', { name: /Harbour North/ });
    await activity(page, 'Live').click();
    await layoutButton(page, 1).click();
    await cameraRows(page).first().dblclick();
    await untilPlaying(session(), 1);
    await activity(page, 'Clouds').click();
    await harbour.getByRole('button', { name: /^Turn off/ }).click();
    await statusBar(page).getByText('Harbour North is off').waitFor();
    await harbour.getByText('nothing is sent to its cloud').waitFor();
    await until(async () => (await viewersOf(session())).length === 0, 'nobody watches the cloud that is off');
    await activity(page, 'Live').click();
    await until(async () => (await cameraRows(page).count()) === 0, 'the cameras have left the tree');
    await until(async () => (await client.tiles())[0]?.phase !== 'playing', 'the tile has stopped');
    await tile(page, 1).getByText('Its cloud account is switched off.').waitFor();
    await activity(page, 'Clouds').click();
    await harbour.getByRole('button', { name: /^Turn on/ }).click();
    await activity(page, 'Live').click();
    await cameraRows(page).first().waitFor();
    await untilPlaying(session(), 1);
  });
});

describe('the configuration of an account', () => {
  const session = sharedClient({}, { isStory: true });
  const report = (): Locator => session().page.locator('.insp.wide');
  let exported = '';
  beforeAll(() => addAccount(session()));

  it.skipIf(hostKind === 'electron')('exports the configuration without a key', async () => {
    const { page } = session();
    await activity(page, 'Clouds').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export the configuration, without keys' }).click(),
    ]);
    exported = await readFile(await download.path(), 'utf8');
    const { userId, sk } = keysOf(session());
    expect(exported).toContain('Harbour');
    expect(exported).toContain(userId);
    expect(exported).not.toContain(sk);
    await statusBar(page).getByText('Exported 1 account, without keys').waitFor();
  });

  it('deletes an account with its keys, after asking, and the tree is empty again', async () => {
    const { page } = session();
    await activity(page, 'Clouds').click();
    await page
      .getByRole('row', { name: /Harbour/ })
      .getByRole('button', { name: /^Delete/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Delete Harbour?' });
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /Harbour/ })
      .getByRole('button', { name: /^Delete/ })
      .click();
    await dialog.getByRole('button', { name: 'Delete account' }).click();
    await statusBar(page).getByText('Deleted Harbour and its keys').waitFor();
    await page.getByText('No cloud account yet').first().waitFor();
    await activity(page, 'Live').click();
    await page.getByRole('heading', { name: 'No cameras yet' }).first().waitFor();
    expect(await cameraRows(page).count()).toBe(0);
  });

  it.skipIf(hostKind === 'electron')('imports the configuration, which works again with its key', async () => {
    const { page } = session();
    await activity(page, 'Clouds').click();
    await page.getByRole('button', { name: 'Import a configuration' }).click();
    const panel = form(page, 'Import accounts');
    const choose = (name: string, text: string): Promise<void> =>
      panel
        .getByLabel('Choose a file')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    await choose('torn.json', exported.slice(0, exported.indexOf('Harbour')));
    await panel.getByText('This file cannot be read.').waitFor();
    await choose('accounts.json', exported);
    await panel.getByText('will be added, then asks for its keys').waitFor();
    expect(await page.getByRole('row', { name: /Harbour/ }).count()).toBe(0);
    await panel.getByRole('button', { name: 'Import 1 account' }).click();
    await panel.getByRole('button', { name: 'Enter keys: Harbour' }).click();
    const edit = form(page, 'Edit Harbour');
    await fillForm(page, { sk: keysOf(session()).sk }, edit);
    await edit.getByRole('button', { name: 'Save' }).click();
    await report().getByText('5 passed, 1 does not apply').waitFor();
    await activity(page, 'Live').click();
    await cameraRows(page).first().waitFor();
  });
});

const noKeyring = missingKeyring();

it.skipIf(noKeyring !== null)('the client signs in and plays after a restart without the key typed again', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'lanner-e2e-keyring-'));
  try {
    await withKeyring(home, (env) =>
      withClient('keyring', { vault: 'system', env }, async (session) => {
        await addAccount(session);
        await layoutButton(session.page, 4).click();
        for (const row of [0, 1, 2, 3]) await cameraRows(session.page).nth(row).dblclick();
        await untilPlaying(session, 4);
        await session.page.getByText(/^Saved /).waitFor();
        const before = await wallOf(session.page);
        const page = await session.restart();
        await untilPlaying(session, 4);
        await until(async () => (await wallOf(page)).join() === before.join(), 'the same cameras, the same numbers');
        await activity(page, 'Clouds').click();
        await page
          .getByRole('row', { name: /Harbour/ })
          .getByText('Keychain')
          .waitFor();
        await page
          .getByRole('row', { name: /Harbour/ })
          .getByText('Signed in')
          .waitFor();
      }),
    );
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
});
