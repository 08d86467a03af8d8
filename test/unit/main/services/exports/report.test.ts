/** The report of a bundle: the receiver of the bundle opens it in a browser. */
import { expect, it } from 'vitest';
import { reportHtml } from '../../../../../main/services/exports/report.ts';
import { MAX_EXPORT_REQUESTS } from '../../../../../preload/domain/bounds.ts';
import { EXPORT_RANGE as range, exportItem, exportJob } from '../../../preload/domain/exports/export-sample.ts';

const ATTACK = `"><script src=//x></script><img src=x onerror='x'>&lt;`;

// @promise failures.report-script: Nothing that a cloud or an operator wrote becomes more than text in a report.
it('nothing that a cloud or an operator wrote becomes more than text in a report', () => {
  const item = exportItem({ camera: ATTACK, files: [ATTACK], requestIds: [ATTACK] });
  const job = exportJob({ state: 'sealing', form: 'folder', reason: ATTACK, madeBy: ATTACK, items: [item] });
  const html = reportHtml({
    job,
    madeAtMs: 1,
    zone: 'UTC',
    fingerprint: ATTACK,
    clouds: new Map([[item, ATTACK]]),
    files: new Map([[item, [{ path: ATTACK, sha256: ATTACK }]]]),
  });
  const plain = { ...item, camera: '', requestIds: [''] };
  const quiet = { ...job, reason: '', madeBy: '', items: [plain] };
  const without = reportHtml({
    job: quiet,
    madeAtMs: 1,
    zone: 'UTC',
    fingerprint: '',
    clouds: new Map([[plain, '']]),
    files: new Map([[plain, [{ path: '', sha256: '' }]]]),
  });
  const tagsIn = (text: string): readonly string[] => text.match(/<[^>]*>/g) ?? [];
  // The words add no tag and change none.
  expect(tagsIn(html)).toEqual(tagsIn(without));
  expect(html).toContain(`content="default-src 'none';`);
  expect(html.split('&#60;script').length).toBeGreaterThan(6);
});

// @promise export.report: A report shows what is noted of the footage, in both languages, and how many notes are not
// shown.
it('a report lists the notes on the footage, in both languages, and the number of notes that it leaves out', () => {
  const item = exportItem({
    moreNotes: 7,
    notes: [
      { kind: 'counted', fromMs: null, toMs: null },
      { kind: 'jump', fromMs: range.fromMs, toMs: range.fromMs + 60_000 },
    ],
  });
  const job = exportJob({ state: 'sealing', form: 'folder', items: [item] });
  const html = reportHtml({ job, madeAtMs: 1, zone: 'UTC', fingerprint: null, clouds: new Map(), files: new Map() });
  for (const words of ['no usable times were told', '08:00:00 +00:00 (UTC) – 2026-11-20 08:01:00', 'and 7 more'])
    expect(html).toContain(words);
  for (const words of ['此处时间跳变', '另有 7 条']) expect(html).toContain(words);
});

it('a report states that earlier requests may be missing where the list has reached its limit', () => {
  const withRequests = (count: number): string => {
    const item = exportItem({ files: [], requestIds: Array.from({ length: count }, (_, i) => `r-${i}`) });
    const job = exportJob({ state: 'sealing', form: 'folder', items: [item] });
    return reportHtml({ job, madeAtMs: 1, zone: 'UTC', fingerprint: null, clouds: new Map(), files: new Map() });
  };
  for (const words of ['the last 1000; earlier ones can be left out', '最近 1000 个']) {
    expect(withRequests(MAX_EXPORT_REQUESTS)).toContain(words);
    expect(withRequests(MAX_EXPORT_REQUESTS - 1)).not.toContain(words);
  }
});

// @promise export.report-unsigned: A report without a signature claims none, and proves nothing.
it('a report of a bundle without a signature claims none, and does not promise a proof', () => {
  const job = exportJob({ state: 'sealing', form: 'folder', items: [] });
  const facts = { job, madeAtMs: 1, zone: 'UTC', clouds: new Map(), files: new Map() };
  const without = reportHtml({ ...facts, fingerprint: null });
  for (const words of ['proves that', '本证据包证明']) {
    expect(without).not.toContain(words);
    expect(reportHtml({ ...facts, fingerprint: '00ff' })).toContain(words);
  }
  for (const words of ['This bundle is not signed.', '本证据包未签名。']) expect(without).toContain(words);
});
