/** An export of one camera that is done, for the tests of main and of the page. */
import type { ExportItem, ExportJob } from '../../../../../preload/domain/exports/exports.ts';
import { asAccountId, asExportId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';

/** The range of the export; epoch ms. */
export const EXPORT_RANGE = { fromMs: Date.UTC(2026, 10, 20, 8), toMs: Date.UTC(2026, 10, 20, 9) };

/** A camera of the export, whole in one file of 5 bytes. @param own the values that differ. */
export const exportItem = (own: Partial<ExportItem> = {}): ExportItem => ({
  channelId: channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1'),
  place: 'cloud',
  profile: 'main',
  number: 1,
  camera: 'Gate',
  offsetMs: null,
  state: 'done',
  error: null,
  doneMs: EXPORT_RANGE.toMs,
  sizeBytes: 5,
  covered: [EXPORT_RANGE],
  gaps: [],
  notes: [],
  moreNotes: 0,
  requestIds: [],
  files: ['gate.mp4'],
  zipped: [],
  ...own,
});

/** The export of files without a bundle. @param own the values that differ. */
export const exportJob = (own: Partial<ExportJob> = {}): ExportJob => ({
  id: asExportId('e1'),
  createdAtMs: EXPORT_RANGE.toMs,
  endedAtMs: EXPORT_RANGE.toMs,
  state: 'done',
  error: null,
  range: EXPORT_RANGE,
  form: 'files',
  reason: '',
  madeBy: '',
  folder: '/exports',
  bundle: null,
  fingerprint: null,
  items: [exportItem()],
  copies: [],
  recalls: [],
  wantsCopies: false,
  ...own,
});
