import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { WorkbookImportTable } from '../../../../../main/db/onboarding/imports.ts';
import { onboardingSteps } from '../../../../../main/db/onboarding/steps.ts';
import { AppError, cancelled } from '../../../../../main/errors.ts';
import type { WorkbookAnswer, WorkbookPort, WorkbookProgress } from '../../../../../main/ports/workbooks.ts';
import { WorkbookImports } from '../../../../../main/services/onboarding/workbook-imports.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { MAX_WORKBOOK_IMPORTS } from '../../../../../preload/domain/onboarding/workbooks.ts';
import { testFolder } from '../folder.ts';

const accountId = asAccountId('a1');
const file = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1]);
const wish = { accountId, groupId: null, kind: 'gb28181', fileName: 'gates.xlsx', file } as const;
const LOST = new AppError('network.reset', 'lost').toWire();
const HALF = { total: 4, added: 1, failed: 1, isOver: false };
const ALL = { total: 4, added: 3, failed: 1, isOver: true };

/** A cloud whose answers the test sets. */
class Cloud implements WorkbookPort {
  /** Null: it does not answer. */
  answer: WorkbookAnswer | Error | null = { state: 'accepted' };
  reports: WorkbookProgress | null | Error = null;
  readonly sent: string[] = [];

  import({ jobId }: { readonly jobId: string }): Promise<WorkbookAnswer> {
    this.sent.push(jobId);
    if (this.answer === null) return new Promise(() => undefined);
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
  progress(): Promise<WorkbookProgress | null> {
    return this.reports instanceof Error ? Promise.reject(this.reports) : Promise.resolve(this.reports);
  }
  template = () => Promise.resolve([file]);
  result = this.template;
  list = this.template;
}

function open(cloud: WorkbookPort | undefined, folder = testFolder()) {
  const { db, close } = openDatabase(join(folder, 'lanner.db'), onboardingSteps);
  onTestFinished(() => close());
  const clock = { nowMs: Date.UTC(2026, 10, 1) };
  const heard = { watched: 0, read: 0, told: 0 };
  const imports = new WorkbookImports({
    sessions: { of: () => Promise.resolve(cloud === undefined ? {} : { workbooks: cloud }) },
    table: new WorkbookImportTable(db),
    emit: () => void (heard.told += 1),
    watch: () => void (heard.watched += 1),
    directory: { refresh: () => (heard.read += 1) },
    nowMs: () => clock.nowMs,
  });
  const ask = async () => await imports.ask(imports.list()[0]?.id ?? '');
  return { imports, clock, heard, ask, folder };
}

// @promise workbook.absent: An import is reported as absent after a minute in which the cloud answers that it has
// none.
it('an import whose answer was lost and that the cloud does not know is absent after a minute, and not before', async () => {
  const cloud = new Cloud();
  cloud.answer = { state: 'unknown', reason: null, error: LOST };
  const { imports, clock, heard, ask } = open(cloud);
  expect(await imports.send(wish)).toMatchObject({ state: 'unknown' });
  expect(heard.watched).toBe(1);
  clock.nowMs += 10 * 60_000; // the time counts from the first answer of the cloud, not from the sending
  expect(await ask()).toMatchObject({ state: 'unknown' });
  clock.nowMs += 59_000;
  expect(await ask()).toMatchObject({ state: 'unknown' });
  expect(await imports.follow(accountId)).toBe(true);
  clock.nowMs += 1_000;
  expect(await imports.follow(accountId)).toBe(false);
  expect(await ask()).toMatchObject({ state: 'absent', counts: null });
  cloud.reports = HALF; // it arrived late
  expect(await ask()).toMatchObject({ state: 'working', counts: { total: 4, added: 1, failed: 1 } });
  expect(heard.watched).toBe(2);
  expect(cloud.sent).toHaveLength(1);
});

it('an import that the cloud took and does not know any more is forgotten, and is not reported as absent', async () => {
  const cloud = new Cloud();
  const { imports, clock, ask } = open(cloud);
  await imports.send(wish);
  expect(await ask()).toMatchObject({ state: 'working' });
  clock.nowMs += 60_000;
  expect(await ask()).toMatchObject({ state: 'forgotten' });
  expect(imports.accountsWithOpen()).toEqual([]);
});

it('an import ends once, with its counts, and the account is read again for its devices', async () => {
  const cloud = new Cloud();
  const { imports, clock, heard, ask } = open(cloud);
  await imports.send(wish);
  cloud.reports = HALF;
  expect(await imports.follow(accountId)).toBe(true);
  cloud.reports = ALL;
  clock.nowMs += 5_000;
  expect(await imports.follow(accountId)).toBe(false);
  expect(await ask()).toMatchObject({ state: 'ended', counts: { added: 3, failed: 1 }, endedAtMs: clock.nowMs });
  expect(heard.read).toBe(1);
});

it('a client that ended while it sent a workbook asks for the import afterwards', async () => {
  const cloud = new Cloud();
  cloud.answer = null;
  const first = open(cloud);
  const sending = first.imports.send(wish);
  await vi.waitFor(() => expect(first.imports.list()).toMatchObject([{ state: 'sending' }]));
  first.imports.dispose();
  await expect(sending).rejects.toMatchObject({ code: 'cancelled' });
  const { imports, ask } = open(cloud, first.folder);
  expect(imports.list()).toMatchObject([{ state: 'unknown', fileName: 'gates.xlsx' }]);
  expect(imports.accountsWithOpen()).toEqual([accountId]);
  cloud.reports = ALL;
  expect(await ask()).toMatchObject({ state: 'ended' });
});

it('an import of a session that ended meanwhile is unknown, and is asked for', async () => {
  const cloud = new Cloud();
  cloud.answer = cancelled('the session');
  const { imports, heard } = open(cloud);
  await expect(imports.send(wish)).rejects.toMatchObject({ code: 'cancelled' });
  expect(imports.list()).toMatchObject([{ state: 'unknown' }]);
  expect(heard.watched).toBe(1);
});

it('an import that the cloud did not receive leaves the list, and another account cannot lend its group', async () => {
  const cloud = new Cloud();
  cloud.answer = { state: 'notAsked', reason: null, error: LOST };
  const { imports } = open(cloud);
  expect(await imports.send(wish)).toMatchObject({ state: 'notAsked' });
  expect(imports.list()).toEqual([]);
  const groupId = `${asAccountId('a2')}/g` as never;
  await expect(imports.send({ ...wish, groupId })).rejects.toMatchObject({ code: 'input.invalid-field' });
  await expect(open(undefined).imports.send(wish)).rejects.toMatchObject({ code: 'cloud.not-supported' });
  expect(cloud.sent).toHaveLength(1);
});

it('a question that fails leaves the imports unchanged, and the other imports are asked about all the same', async () => {
  const cloud = new Cloud();
  const { imports } = open(cloud);
  await imports.send(wish);
  cloud.reports = new AppError('cloud.unavailable', 'down');
  await expect(imports.follow(accountId)).rejects.toMatchObject({ code: 'cloud.unavailable' });
  expect(imports.list()).toMatchObject([{ state: 'working', counts: null }]);
});

// @promise workbook.list: The list has 100 imports of workbooks; the oldest that are over leave it first.
it('the oldest import that is over makes room for another one; imports that are not over never do', async () => {
  const cloud = new Cloud();
  const { imports, clock } = open(cloud);
  for (let i = 0; i < MAX_WORKBOOK_IMPORTS; i += 1) {
    clock.nowMs += 1;
    await imports.send(wish);
  }
  await expect(imports.send(wish)).rejects.toMatchObject({ code: 'onboarding.too-many-imports' });
  const [over] = imports.list().slice(50);
  cloud.reports = ALL;
  await imports.ask(over?.id ?? '');
  clock.nowMs += 1;
  await imports.send(wish);
  expect(imports.list()).toHaveLength(MAX_WORKBOOK_IMPORTS);
  expect(imports.list().some(({ id }) => id === over?.id)).toBe(false);
});
