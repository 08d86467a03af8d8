// @vitest-environment jsdom
/** The list of exports after a disk failed, and the next step. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ExportJob } from '../../../../../preload/domain/exports/exports.ts';
import { ERROR_CODES, type ErrorCode, type WireError } from '../../../../../preload/domain/error.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { ExportRow } from '../../../../../renderer/features/exports/export-row.tsx';
import { errorWords } from '../../../../../renderer/i18n/error-words.ts';
import { textIn } from '../../../../../renderer/i18n/i18n.ts';
import { EXPORT_RANGE as range, exportItem, exportJob } from '../../../preload/domain/exports/export-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const asked: string[] = [];

/** An export of two cameras: the disk failed while the second was written. */
function stopped(code: ErrorCode): ExportJob {
  const params = { folder: '/media/usb/exports', detail: 'EIO' };
  const error: WireError = { code, params, retryable: true, action: 'retry', vendor: null };
  const failed = exportItem({ number: 2, camera: 'Dock', state: 'failed', error, files: [] });
  return exportJob({ state: 'partial', folder: params.folder, items: [exportItem(), failed] });
}

let page: Page;
beforeEach(() => {
  completeDom();
  installMain({
    'exports.pause': ({ id }) => {
      asked.push(`pause ${id}`);
      return new Promise(() => undefined);
    },
    'exports.resume': ({ id }) => {
      asked.push(`resume ${id}`);
      return new Promise(() => undefined);
    },
    'exports.retry': ({ id }) => {
      asked.push(id);
      return new Promise(() => undefined);
    },
  });
});
afterEach(() => page.close());

// @promise failures.disk
it.each(ERROR_CODES.filter((code) => code.startsWith('storage.')))(
  'a camera that ended with %s shows what happened, why and the next step, and can be tried again',
  async (code) => {
    const job = stopped(code);
    page = await open(<ExportRow listed={{ job, isGone: false }} />);
    const error = job.items[1]?.error ?? null;
    if (error === null) throw new Error('no failure');
    const { what, why, next } = errorWords(textIn('en-US'), error);
    for (const words of [what, why, next, 'done in part']) expect(page.element.textContent).toContain(words);
    asked.length = 0;
    await page.click('button[aria-label^="Try the cameras again"]');
    expect(asked).toEqual(['e1']);
  },
);

it('an export that waits for archived footage shows how much is back, and can be paused and resumed', async () => {
  const piece = { ...range, accountId: asAccountId('a1'), channelIds: [], nativeIds: ['t1'], attempt: 1 };
  const job = { ...stopped('storage.full'), endedAtMs: null };
  const recalls = [
    { ...piece, state: 'done' as const },
    { ...piece, state: 'ordered' as const },
  ];
  asked.length = 0;
  page = await open(<ExportRow listed={{ job: { ...job, state: 'recalling', recalls }, isGone: false }} />);
  expect(page.element.textContent).toContain('1 of 2 archived pieces are back');
  await page.click('button[aria-label^="Pause the export"]');
  await page.close();
  page = await open(<ExportRow listed={{ job: { ...job, state: 'paused', recalls }, isGone: false }} />);
  expect(page.element.textContent).toContain('paused');
  await page.click('button[aria-label^="Resume the export"]');
  expect(asked).toEqual(['pause e1', 'resume e1']);
});

// @promise export.notes: Jumps of the time, times that are counted, and pictures and sound that are left out stand
// below the camera in the list.
it('the notes on pieces of the footage are listed below the camera, with their time where it is known', async () => {
  const job = stopped('storage.full');
  const notes = [
    { kind: 'counted' as const, fromMs: null, toMs: null },
    { kind: 'loss' as const, fromMs: range.fromMs, toMs: null },
  ];
  const items = job.items.slice(0, 1).map((item) => ({ ...item, notes, moreNotes: 3 }));
  page = await open(<ExportRow listed={{ job: { ...job, items }, isGone: false }} />);
  for (const words of ['5 notes on the footage', 'No usable times were told', 'did not arrive whole', '3 more notes'])
    expect(page.element.textContent).toContain(words);
});

it('a job with two parts of one camera lists both, each as one row', async () => {
  const complaints = vi.spyOn(console, 'error').mockReturnValue();
  try {
    page = await open(<ExportRow listed={{ job: stopped('storage.full'), isGone: false }} />);
    expect([...page.element.querySelectorAll('.exports-cameras > li')].map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Gate'),
      expect.stringContaining('Dock'),
    ]);
    expect(complaints).not.toHaveBeenCalled();
  } finally {
    complaints.mockRestore();
  }
});
