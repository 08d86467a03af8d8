/** Looks for the key, the token and the clouds' media addresses wherever they must not be. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until, untilPlaying, withClient, type Session } from './harness.ts';
import { heapOf } from './heap.ts';
import { activity, addAccount, cameraRows, fillForm, form, keysOf, layoutButton, viewersOf } from './screen.ts';

/** Texts that passed through the page's connections and its console, by the place. */
class Traffic {
  readonly received: string[] = [];
  readonly sent: string[] = [];
  readonly console: string[] = [];
  readonly urls: string[] = [];

  watch(page: Page): void {
    page.on('console', (message) => this.console.push(message.text()));
    page.on('request', (request) => this.urls.push(request.url()));
    page.on('websocket', (socket) => {
      this.urls.push(socket.url());
      socket.on('framereceived', ({ payload }) => this.received.push(payload.toString('latin1' as 'utf8')));
      socket.on('framesent', ({ payload }) => this.sent.push(payload.toString('latin1' as 'utf8')));
    });
  }
}

async function filesBelow(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = new Map<string, string>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    texts.set(path.relative(folder, file), await readFile(file, 'latin1'));
  }
  return texts;
}

/** Calls the simulated cloud as an outsider with the same keys. */
async function callCloud(session: Session, route: string, token: string | null, body: unknown): Promise<unknown> {
  const { endpoint, userId } = keysOf(session);
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { 'Access-Token': token }) };
  const answer = await fetch(`${endpoint}/v2/${userId}/${route}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** The cloud gives a key pair that holds a living token the same one again: this is the client's. */
async function tokenOf(session: Session): Promise<string> {
  const { ak, sk } = keysOf(session);
  const answer = await callCloud(session, 'enterprises/access-token', null, { ak, sk });
  return (answer as { access_token: string }).access_token;
}

async function mediaOriginOf(session: Session, token: string): Promise<string> {
  const { deviceId, channelId } = session.clouds['huawei-ivm']?.examples ?? {};
  const channel = {
    device_id: deviceId,
    channel_id: channelId,
    live_protocol: 'HTTPS_FLV',
    stream_type: 'PRIMARY_STREAM',
  };
  const answer = await callCloud(session, 'devices/channels/media/live-connections', token, { channels: [channel] });
  const text = JSON.stringify(answer);
  const url = /"live_url":"([^"]+)"/.exec(text)?.[1];
  if (url === undefined) throw new Error(`no URL in ${text}`);
  return new URL(url).host;
}

it('key, token and media addresses are in no file, page, traffic or console', async () => {
  const traffic = new Traffic();
  await withClient('secrets', { onPage: (page) => traffic.watch(page) }, async (session) => {
    const { page } = session;
    const { sk } = keysOf(session);
    await activity(page, 'Clouds').click();
    await page.getByRole('button', { name: 'Add account' }).first().click();
    await fillForm(page, { label: 'Draft', ...keysOf(session) });
    await form(page).getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('5 passed, 1 does not apply').waitFor();
    await page.getByRole('button', { name: 'Back to the form' }).click();
    expect(await heapOf(page), 'the search itself finds a key that is there').toContain(sk);
    await form(page).getByRole('button', { name: 'Cancel' }).click();
    await addAccount(session);
    await layoutButton(page, 4).click();
    for (const row of [0, 1, 2, 3]) await cameraRows(page).nth(row).dblclick();
    await untilPlaying(session, 4);
    await until(async () => (await viewersOf(session)).length === 4, 'four streams are watched');

    const token = await tokenOf(session);
    const mediaOrigin = await mediaOriginOf(session, token);
    expect(token.length).toBeGreaterThan(16);
    const places = await filesBelow(session.dataDir);
    expect([...places.keys()].some((file) => file.endsWith('.log'))).toBe(true);
    places.set('what the page received', traffic.received.join('\n'));
    places.set('the console', traffic.console.join('\n'));
    places.set('addresses that the page asked for', traffic.urls.join('\n'));
    const withKey = traffic.sent.filter((frame) => frame.includes(sk));
    places.set('what the page sent', traffic.sent.filter((frame) => !withKey.includes(frame)).join('\n'));
    expect(withKey.map((frame) => (JSON.parse(frame) as { name: string }).name)).toEqual([
      'account.test',
      'account.add',
    ]);
    places.set("the page's heap", await heapOf(page));

    for (const [place, text] of places) {
      for (const [what, secret] of Object.entries({ sk, token, mediaOrigin })) {
        const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
        expect(
          forms.some((form) => text.includes(form)),
          `${what} in ${place}`,
        ).toBe(false);
      }
    }
  });
});
