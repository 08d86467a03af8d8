/** People of a file are imported into a list of the simulated cloud; the client ends in the middle, and nobody is added twice. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { hostKind, until, withClient, type Session } from './harness.ts';
import { missingKeyring, withKeyring } from './keyring.ts';
import { gb18030, portrait, zipOf } from './people-files.ts';
import { foundBelow, temporaryFiles } from './people-leaks.ts';
import { button, choose, fileOf, listedIds, openImport, panel } from './people-screen.ts';
import { addAccount, requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const temporary = temporaryFiles();
const OPTIONS = {
  cameras: 300,
  wall: 1,
  vendors: ['huawei-ivm'],
  viewport: { width: 1280, height: 720 },
  env: temporary.env,
} as const;
const noKeyring = missingKeyring();

const HEAD = '姓名,性别,外部编号,照片';
const FORMULA = '=HYPERLINK(""http://a.example"")';

const found = (page: Page, name: string): Locator => panel(page).getByRole('region', { name }).getByRole('listitem');
const nameOf = (number: number): string => `雪松${String(number).padStart(4, '0')}号`;
const idOf = (number: number): string => `HRX${77_000 + number}`;
const lineOf = (number: number): string =>
  `${nameOf(number)},${number % 2 === 0 ? '男' : 'female'},${idOf(number)},${number}.jpg`;
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const zipOfNumbers = (numbers: readonly number[]): Buffer =>
  zipOf(numbers.map((number) => ({ name: `portraits/${number}.jpg`, body: portrait(number) })));

interface Sent {
  readonly external_target_id?: string;
  readonly jpegBase64: string;
}

/** Who was in the calls that the simulated cloud received. */
const sent = async (own: Session): Promise<readonly Sent[]> =>
  (await requestsOf(own, 'batchAddTargets')).flatMap(({ params }) => params['targets'] as readonly Sent[]);
const sentIds = async (own: Session): Promise<readonly (string | undefined)[]> =>
  (await sent(own)).map((one) => one.external_target_id);

const idsOf = (numbers: readonly number[]): readonly string[] => numbers.map(idOf).toSorted();

/** Each call of the import takes long enough to be seen under way. */
const slowDown = (own: Session): Promise<unknown> =>
  own.control('POST', '/faults', { vendor: 'huawei-ivm', operation: 'batchAddTargets', kind: 'latency', ms: 700 });

/** Waits until the simulated cloud has received a call more. */
async function nextCall(own: Session): Promise<void> {
  const before = (await requestsOf(own, 'batchAddTargets')).length;
  await until(async () => (await requestsOf(own, 'batchAddTargets')).length > before, 'another call came');
}

/** Chooses the same file again after the client ended, and continues to the end. */
async function goOn(own: Session, csv: string, zip: string): Promise<void> {
  const { page } = own;
  await openImport(own);
  const job = panel(page).getByRole('region', { name: 'Imports of this client' }).getByRole('listitem').first();
  await job.getByText('Paused', { exact: true }).waitFor();
  await job.getByText(/Choose the same file and its pictures again/).waitFor();
  await choose(page, csv, zip);
  await panel(page)
    .getByText(/A paused import waits for this file/)
    .waitFor();
  await button(page, 'Next').click();
  await button(page, 'Continue import').click();
  await panel(page).getByText('Ended', { exact: true }).waitFor();
}

/** Names, external ids and pictures of these people, as they were in files and in calls. */
const secretsOf = async (own: Session, numbers: readonly number[]): Promise<readonly Buffer[]> => [
  ...numbers.flatMap((number) => [Buffer.from(nameOf(number)), gb18030(nameOf(number)), Buffer.from(idOf(number))]),
  ...numbers.map((number) => portrait(number).subarray(-40)),
  ...(await sent(own)).map(({ jpegBase64 }) => Buffer.from(jpegBase64.slice(-60))),
];

describe('the import of people', () => {
  const session = sharedClient(OPTIONS, { isStory: true });
  // @promise target.import-checked: The file of an import is looked at before anything is sent, and each wrong row is
  // named with its reason.
  it('a GB18030 file with a ZIP of pictures is checked before anything is sent, each wrong row is named, and the others are added', async () => {
    const own = session();
    const { page } = own;
    const lines = range(1, 24).map(lineOf);
    lines[2] = `${nameOf(3)},男,${idOf(3)},nobody.jpg`;
    lines[4] = `"${FORMULA}",男,${idOf(5)},5.jpg`;
    lines[8] = `${nameOf(9)},男,${idOf(2)},9.jpg`;
    const csv = await fileOf(own, '访客.csv', gb18030(`${[HEAD, ...lines].join('\r\n')}\r\n`));
    const pictures = range(1, 24).filter((number) => number !== 3);
    await openImport(own);
    await choose(page, csv, await fileOf(own, 'portraits.zip', zipOfNumbers(pictures)));
    await button(page, 'Next').click();
    await panel(page).getByLabel('姓名').waitFor();
    expect(
      await panel(page)
        .getByRole('combobox')
        .evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value)),
    ).toEqual([...['name', 'gender', 'externalId', 'picture']]);
    await button(page, 'Next').click();
    await panel(page).getByText('21 rows can be sent.').waitFor();
    expect(await found(page, 'Wrong rows').allTextContents()).toEqual([
      expect.stringMatching(/^Row 3.*Picture.*no such file among the pictures/),
      expect.stringMatching(/^Row 5.*Name is not valid/),
      expect.stringMatching(/^Row 9.*External ID.*earlier row of the file/),
    ]);
    expect(await requestsOf(own, 'batchAddTargets')).toEqual([]);
    expect(await auditPage(page)).toEqual([]);
    await button(page, 'Import 21 people').press('Enter');
    await panel(page).getByText('Ended', { exact: true }).waitFor();
    await panel(page).getByText('21 done').waitFor();
    await panel(page).getByText('3 refused').waitFor();
    expect(await found(page, 'Refused and unknown rows').allTextContents()).toEqual([
      expect.stringMatching(/^Row 3/),
      expect.stringMatching(/^Row 5/),
      expect.stringMatching(/^Row 9/),
    ]);
    await page.getByRole('grid', { name: 'Targets of the list' }).getByText(nameOf(24)).waitFor();
    expect(await listedIds(own)).toEqual(idsOf(range(1, 24).filter((number) => ![3, 5, 9].includes(number))));
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.result-file: The rows of an import that are not done are saved as a file that can be imported
  // again, with the reasons.
  it.skipIf(hostKind === 'electron')(
    'the rows that are not done are saved with their reasons and without formulas, and once mended they alone are sent',
    async () => {
      const own = session();
      const { page } = own;
      const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Save 3 rows not done').click()]);
      const results = await readFile(await file.path(), 'utf8');
      const [head, ...lines] = results.replace(/\r\n$/, '').split('\r\n');
      expect(head).toBe(`\uFEFF${HEAD},not imported because`);
      expect(lines).toEqual([
        expect.stringMatching(new RegExp(`^${nameOf(3)},男,${idOf(3)},nobody.jpg,.*no such file`)),
        expect.stringMatching(/^"'=HYPERLINK\(/),
        expect.stringMatching(new RegExp(`^${nameOf(9)},男,${idOf(2)},9.jpg,.*earlier row`)),
      ]);
      const mended = results
        .replace('nobody.jpg', '3.jpg')
        .replace(/^"'=HYPERLINK\([^)]*\)"/m, nameOf(5))
        .replace(`${nameOf(9)},男,${idOf(2)}`, `${nameOf(9)},男,${idOf(9)}`);
      await button(page, 'Import another file').click();
      await choose(
        page,
        await fileOf(own, 'mended.csv', mended),
        await fileOf(own, 'all.zip', zipOfNumbers([3, 5, 9])),
      );
      const before = (await sent(own)).length;
      await button(page, 'Next').click();
      await button(page, 'Next').click();
      await button(page, 'Import 3 people').click();
      await panel(page).getByText('Ended', { exact: true }).waitFor();
      expect((await sentIds(own)).slice(before)).toEqual([idOf(3), idOf(5), idOf(9)]);
      expect(await listedIds(own)).toEqual(idsOf(range(1, 24)));
    },
  );

  // @promise target.import-restart: After a restart an import waits for its file, and continues with it.
  // @promise target.import-leaves-nothing
  it.skipIf(hostKind === 'electron')(
    'an import that was paused, went on and was killed continues once its file is chosen again: everybody is on the list once',
    async () => {
      const own = session();
      const numbers = range(101, 190);
      const csv = await fileOf(own, 'staff.csv', `\uFEFF${[HEAD, ...numbers.map(lineOf)].join('\n')}\n`);
      const zip = await fileOf(own, 'staff.zip', zipOfNumbers(numbers));
      await button(own.page, 'Import another file').click();
      await choose(own.page, csv, zip);
      await button(own.page, 'Next').click();
      await button(own.page, 'Next').click();
      await slowDown(own);
      await button(own.page, 'Import 90 people').click();
      await nextCall(own);
      await button(own.page, 'Pause').click();
      await button(own.page, 'Continue').waitFor();
      await panel(own.page).getByText('Paused', { exact: true }).waitFor();
      const atPause = (await requestsOf(own, 'batchAddTargets')).length;
      await button(own.page, 'Continue').click();
      await nextCall(own);
      expect((await requestsOf(own, 'batchAddTargets')).length).toBeGreaterThan(atPause);
      expect(await temporary.leaked(own, await secretsOf(own, numbers))).toEqual([]);
      process.kill(own.client.pid, 'SIGKILL');
      await own.followRestart(1);
      await own.control('DELETE', '/faults');
      await goOn(own, csv, zip);
      expect(await listedIds(own)).toEqual(idsOf([...range(1, 24), ...numbers]));
    },
  );

  // @promise target.import-leaves-nothing: No name, no picture and no external id of an import is below the user data
  // folder or in a temporary file.
  it('no name, no picture and no external id of anybody is below the user data folder or in a temporary file after the end', async () => {
    const own = session();
    const secrets = await secretsOf(own, [...range(1, 24), ...range(101, 190)]);
    expect(secrets.length).toBeGreaterThan(400);
    // The files that the user chose have them: the search finds names and pictures where they are.
    const office = path.dirname(await fileOf(own, 'empty.txt', ''));
    expect((await foundBelow(office, secrets)).length).toBeGreaterThan(40);
    expect(await temporary.leaked(own, secrets)).toEqual([]);
  });
});

// @promise target.import-restart
it.skipIf(noKeyring !== null)(
  'an import continues with its file after the client was closed and opened again',
  async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'lanner-e2e-people-'));
    try {
      await withKeyring(home, (env) =>
        withClient('people', { cameras: 300, vault: 'system', env: { ...temporary.env, ...env } }, async (own) => {
          await addAccount(own);
          const numbers = range(1, 60);
          const csv = await fileOf(own, 'staff.csv', [HEAD, ...numbers.map(lineOf)].join('\n'));
          const zip = await fileOf(own, 'staff.zip', zipOfNumbers(numbers));
          await openImport(own);
          await choose(own.page, csv, zip);
          await button(own.page, 'Next').click();
          await button(own.page, 'Next').click();
          await slowDown(own);
          await button(own.page, 'Import 60 people').click();
          await nextCall(own);
          await own.restart();
          await own.control('DELETE', '/faults');
          await goOn(own, csv, zip);
          expect(await listedIds(own)).toEqual(idsOf(numbers));
          expect(await temporary.leaked(own, await secretsOf(own, numbers))).toEqual([]);
        }),
      );
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);
