/** The exports of this installation, and the check of a bundle, as main sends them to all windows. */
import { create } from 'zustand';
import type { ListedExport } from '../../../../preload/contract/exports.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { EvidenceVerdict } from '../../../../preload/domain/exports/evidence.ts';
import { isEnded, type ExportJob } from '../../../../preload/domain/exports/exports.ts';
import type { ExportId } from '../../../../preload/domain/ids.ts';
import { on, request } from '../../../page/bridge.ts';
import { postFailure, postIfFailed } from '../../../state/page/failure-notices.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { Newest } from '../../../state/page/newest.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { oneAtATime } from '../../../state/page/one-at-a-time.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';
import { stampWords } from '../../../ui/timeline/stamp.ts';

/** The check of a bundle that shows beside the list. */
export type BundleCheck =
  /** `share` of the bytes that were read, from 0 to 1; null where main reads the bundle in place. */
  | { readonly state: 'checking'; readonly share: number | null }
  | { readonly state: 'failed'; readonly error: WireError }
  | { readonly state: 'refused'; readonly why: DropRefusal }
  | {
      readonly state: 'judged';
      readonly name: string;
      readonly verdict: EvidenceVerdict;
      /** A page sees no links in a folder. */
      readonly isDroppedFolder: boolean;
    };

/**
 * Why a drop is not checked: more than one thing, no file, too many files or folders too deep, too many bytes, or the page
 * could not read it.
 */
export type DropRefusal = 'several' | 'nothing' | 'many' | 'large' | 'unread';

/** The content of the screen: exports, or the library of snapshots and clips. */
export const EXPORT_VIEWS = ['exports', 'library'] as const;
export type ExportView = (typeof EXPORT_VIEWS)[number];

interface Exports {
  /** The latest first; null before the first answer. */
  readonly listed: readonly ListedExport[] | null;
  readonly error: WireError | null;
  /** Whether the host can show a file in its folder. */
  readonly canReveal: boolean;
  /** Where the files of new exports go. */
  readonly folder: string;
  readonly query: string;
  readonly view: ExportView;
  readonly check: BundleCheck | null;
  /** The export that the operator is asked about before it leaves the list. */
  readonly removing: ExportId | null;
}

export const useExports = create<Exports>(() => ({
  listed: null,
  error: null,
  canReveal: false,
  folder: '',
  query: '',
  view: 'exports',
  check: null,
  removing: null,
}));

const read = oneAtATime(async () => {
  const answer = await request['exports.list']({});
  if (!answer.ok) return useExports.setState({ error: answer.error });
  const { exports, canReveal, folder } = answer.value;
  useExports.setState({ listed: exports, canReveal, folder, error: null });
  // Those that ended while no window was there.
  for (const { job } of exports) void copyOrdered(job);
});

/** Reads the list from main. A wall that stands alone on its screen has no list. */
export function readExports(): void {
  if (!isKiosk()) void read();
}

/** Makes the copies that were ordered with an export. What codes pictures is loaded with the first of them. */
async function copyOrdered(job: ExportJob): Promise<void> {
  if (job.wantsCopies && isEnded(job)) await (await import('./copies.ts')).makeOrdered(job);
}

const NOTICES = { done: 'exportDone', partial: 'exportPartial', failed: 'exportFailed' } as const;

function takeJob(job: ExportJob): void {
  const before = useExports.getState().listed;
  if (before === null) return;
  const known = before.find((one) => one.job.id === job.id);
  const now: ListedExport = { job, isGone: known?.isGone ?? false };
  const listed = known === undefined ? [now, ...before] : before.map((one) => (one === known ? now : one));
  useExports.setState({ listed });
  if (known === undefined || isEnded(known.job) || !isEnded(job)) return;
  const count = job.items.filter(({ state }) => state === 'done').length;
  const params = { count, all: job.items.length };
  const link = { kind: 'showExports' as const, run: () => goTo('exports') };
  if (job.state in NOTICES) postNotice(NOTICES[job.state as keyof typeof NOTICES], params, null, link);
}

/** Follows the jobs of all windows. @returns ends it. */
export function followExports(): () => void {
  const stops = [
    on('exports.changed', ({ job }) => {
      takeJob(job);
      void copyOrdered(job);
    }),
    on('exports.removed', ({ id }) =>
      useExports.setState(({ listed }) => ({ listed: listed?.filter(({ job }) => job.id !== id) ?? null })),
    ),
  ];
  return () => stops.forEach((stop) => stop());
}

export async function cancelExport(id: ExportId): Promise<void> {
  postIfFailed(await request['exports.cancel']({ id }));
}

export async function pauseExport(id: ExportId): Promise<void> {
  postIfFailed(await request['exports.pause']({ id }));
}

export async function resumeExport(id: ExportId): Promise<void> {
  postIfFailed(await request['exports.resume']({ id }));
}

export async function retryExport(id: ExportId): Promise<void> {
  postIfFailed(await request['exports.retry']({ id }));
}

export async function revealExport(id: ExportId): Promise<void> {
  if (!postIfFailed(await request['exports.reveal']({ id }))) readExports();
}

export const askToRemove = (id: ExportId | null): void => useExports.setState({ removing: id });

/** Takes an export off the list, with its files or without. */
export async function removeExport(id: ExportId, deletesFiles: boolean): Promise<void> {
  askToRemove(null);
  const answer = await request['exports.remove']({ id, deletesFiles });
  if (answer.ok) postNotice(deletesFiles ? 'exportDeleted' : 'exportRemoved');
  else postFailure(answer.error);
}

const checks = new Newest();

/** Shows that a check runs, in place of the one before. @returns whether no other check was begun and none was closed. */
export function beginCheck(): () => boolean {
  useExports.setState({ check: { state: 'checking', share: null } });
  return checks.next();
}

/** Goes to the exports and checks a folder that the user chooses, on whatever screen the window is. */
export function checkAnywhere(): void {
  goTo('exports');
  void checkBundle(null);
}

/** Checks the bundle of an export, or a folder that the user chooses. */
export async function checkBundle(id: ExportId | null): Promise<void> {
  const before = useExports.getState().check;
  const isCurrent = beginCheck();
  const answer = await request['exports.verify']({ id });
  if (!isCurrent()) return;
  if (!answer.ok) useExports.setState({ check: { state: 'failed', error: answer.error } });
  else if (answer.value === null) useExports.setState({ check: before });
  else useExports.setState({ check: { state: 'judged', ...answer.value, isDroppedFolder: false } });
}

export function closeCheck(): void {
  checks.next();
  useExports.setState({ check: null });
}

/** Whether the words of the search stand in an export: in camera, number, range, reason, author or file names. */
export function matches({ items, range, reason, madeBy, bundle }: ExportJob, query: string): boolean {
  const words = query.trim().toLocaleLowerCase();
  const cameras = items.flatMap(({ number, camera, files }) => [
    number === null ? '' : String(number),
    camera,
    ...files,
  ]);
  const times = [range.fromMs, range.toMs].map((ms) => stampWords(stampZone(), ms));
  return [...times, reason, madeBy, bundle ?? '', ...cameras].some((text) => text.toLocaleLowerCase().includes(words));
}

let search: HTMLInputElement | null = null;

export const setExportSearch = (field: HTMLInputElement | null): void => {
  search = field;
};

export const focusExportSearch = (): void => search?.focus();

/** Shows the snapshots and clips, on whatever screen the window is. */
export function showLibrary(): void {
  useExports.setState({ view: 'library' });
  goTo('exports');
}

export const toggleView = (): void =>
  useExports.setState(({ view }) => ({ view: view === 'exports' ? 'library' : 'exports' }));
