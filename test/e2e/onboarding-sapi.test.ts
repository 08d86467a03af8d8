/** Further things that an installer adds to Alibaba VCS: devices over SAPI, and data sources by address. */
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { button, choose, field, filesWith, log, passes } from './onboarding-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient(
  { cameras: 16, wall: 1, vendors: ['aliyun-vcs'], viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

const CODE = 'd390ce22-232f-431c-80ef-f0be633e0000';
const KEY = '1798761600-0-0-d92f910ad2ce84c0e96e266584d5bb20';
const ADDRESS = `rtmp://other-platform.example.com/live/gate?auth_key=${KEY}`;

describe('devices over SAPI and data sources on Alibaba VCS', () => {
  it('a device over SAPI is added by its activation code, and ends with its first decoded picture', async () => {
    const { page } = session();
    await activity(page, 'Add cameras').click();
    await page.getByRole('radio', { name: 'SAPI', exact: true }).click();
    await field(page, 'Name').fill('Back door');
    await field(page, 'Address').fill('Hangzhou, Binjiang');
    await choose(page, 'Group', /^(?!Choose)/);
    await button(page, 'Add camera').click();
    await page.getByText('Enter a value.').waitFor(); // the activation code
    await field(page, 'Activation code').fill(CODE);
    await button(page, 'Add camera').click();
    await log(page).getByText('Not registered, reason not published').waitFor();
    expect(await page.getByText('Type into the camera').count()).toBe(0);
    await session().control('POST', '/registrations', { vendor: 'aliyun-vcs', activateCode: CODE });
    await passes(page);
    expect(await page.locator('body').innerText()).not.toContain(CODE);
    expect(await filesWith(session().dataDir, CODE)).toEqual([]);
  });

  // @promise source.renewed: A data source within 24 hours of its end is marked, and renewed under its id and name.
  it('a data source near its end is marked, and renewed with another address', async () => {
    const { page } = session();
    await button(page, 'Data sources').click();
    await field(page, 'Name of the data source').fill('Neighbour gate');
    await field(page, 'Address of the stream').fill('rtmp:');
    await button(page, 'Add data source').click();
    await page.getByText('Characters or digits that the cloud does not take.').waitFor();
    await field(page, 'Address of the stream').fill(ADDRESS);
    await field(page, 'Address ends at').fill('soon');
    await button(page, 'Add data source').click();
    await page.getByText(/^This is not a time that can be read/).waitFor();
    const soon = await page.evaluate(() => {
      const at = new Date(Date.now() + 2 * 3_600_000);
      return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    });
    await field(page, 'Address ends at').fill(soon);
    await button(page, 'Add data source').click();
    const row = page.locator('.onboarding-source').filter({ hasText: 'Neighbour gate' });
    await row.getByText(/^Near its end/).waitFor();
    await row.getByText(/^ds_/).waitFor();
    expect(await field(page, 'Address of the stream').inputValue()).toBe('');
    expect(await auditPage(page)).toEqual([]);
    await button(page, 'Renew').click();
    const form = page.getByRole('form', { name: 'New address of the data source' });
    await form.getByLabel('Address of the stream', { exact: true }).fill(`${ADDRESS}1`);
    await form.getByLabel('Address ends at', { exact: true }).fill('2099-12-01 10:00');
    await form.getByRole('button', { name: 'Send new address', exact: true }).click();
    await row.getByText(/^Ends in/).waitFor();
    await form.waitFor({ state: 'detached' });
    expect(await filesWith(session().dataDir, KEY)).toEqual([]);
  });
});
