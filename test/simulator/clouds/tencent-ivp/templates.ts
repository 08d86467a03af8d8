/** Weekly timetables: /ivc/record/template/* for live-to-cloud, /ivc/recordbackup/template/* for record-to-cloud. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import type { IvpContext, Operation, Operations } from './context.ts';
import type { PlanBook, Section, Template, TemplateOrder } from './plan-store.ts';
import { listOrEmpty } from './playback.ts';
import { CHECK_FAILED, Refusal } from './refusals.ts';
import { formatBeijing, slotMs } from './time.ts';

const MIN_SECTION_MS = 600_000;

/** @throws {Refusal} 43404 when a start is not before its end, 43405 below 10 minutes, 40005 for an empty timetable. */
function sectionsOf(values: Values, name: string): readonly Section[] {
  const sections = recordsOf(values, name).map((one) => ({
    DayOfWeek: numberOf(one, 'DayOfWeek', 1),
    StartTime: textOf(one, 'StartTime'),
    EndTime: textOf(one, 'EndTime'),
  }));
  if (sections.length === 0) throw new Refusal(CHECK_FAILED);
  for (const one of sections) {
    const lengthMs = slotMs(one.EndTime) - slotMs(one.StartTime);
    if (lengthMs <= 0) throw new Refusal('43404');
    if (lengthMs < MIN_SECTION_MS) throw new Refusal('43405');
  }
  return sections;
}

const totalMs = (sections: readonly Section[], day: number): number =>
  sections
    .filter((one) => one.DayOfWeek === day)
    .reduce((sum, one) => sum + slotMs(one.EndTime) - slotMs(one.StartTime), 0);

/**
 * "Upload time = recorded time of the day before / speed." Which day pairs with which is not defined; the samples only
 * fit the same number, so that is asked for. @throws {Refusal} 43408
 */
function refuseTooShort(upload: readonly Section[], device: readonly Section[], scale: number): void {
  for (let day = 1; day <= 7; day += 1) {
    if (totalMs(upload, day) * scale < totalMs(device, day)) throw new Refusal('43408');
  }
}

/** @throws {Refusal} 43410 */
function refuseTaken(book: PlanBook, name: string, but: string | null): void {
  for (const one of book.templates.values()) {
    if (one.name === name && one.id !== but) throw new Refusal('43410');
  }
}

function viewOf(book: PlanBook, template: Template): Record<string, unknown> {
  const base = { TemplateId: template.id, TemplateName: template.name, TimeSections: template.sections };
  if (book.kind === 'live') return base;
  return {
    ...base,
    DevTimeSections: template.deviceSections,
    Scale: template.scale,
    CreateAt: formatBeijing(template.createdAtMs),
    UpdateAt: formatBeijing(template.updatedAtMs),
  };
}

function timesOf(book: PlanBook, values: Values): Omit<TemplateOrder, 'name'> {
  const sections = sectionsOf(values, 'TimeSections');
  if (book.kind === 'live') return { sections, deviceSections: [], scale: 1 };
  const deviceSections = sectionsOf(values, 'DevTimeSections');
  const scale = numberOf(values, 'Scale', 1);
  refuseTooShort(sections, deviceSections, scale);
  return { sections, deviceSections, scale };
}

type BookOf = (context: IvpContext) => PlanBook;

const add =
  (bookOf: BookOf): Operation =>
  (context, values) => {
    const book = bookOf(context);
    const name = textOf(values, 'TemplateName');
    refuseTaken(book, name, null);
    return viewOf(book, book.addTemplate({ name, ...timesOf(book, values) }));
  };

/** A new timetable replaces the old one as a whole, as the answers of the samples show. */
const modify =
  (bookOf: BookOf): Operation =>
  (context, values) => {
    const book = bookOf(context);
    const template = book.template(textOf(values, 'TemplateId'));
    const changes = values['Mod'] as Values;
    const name = maybeText(changes, 'TemplateName');
    if (name !== null) refuseTaken(book, name, template.id);
    const times = changes['TimeSections'] === undefined ? {} : timesOf(book, changes);
    book.changeTemplate(template, { ...(name === null ? {} : { name }), ...times });
    return viewOf(book, template);
  };

const remove =
  (bookOf: BookOf): Operation =>
  (context, values) => {
    const book = bookOf(context);
    const template = book.template(textOf(values, 'TemplateId'));
    if (book.plans().some((one) => one.templateId === template.id)) throw new Refusal('43409');
    book.templates.delete(template.id);
    return {};
  };

const get =
  (bookOf: BookOf): Operation =>
  (context, values) => {
    const book = bookOf(context);
    return viewOf(book, book.template(textOf(values, 'TemplateId')));
  };

const list =
  (bookOf: BookOf): Operation =>
  (context) => {
    const book = bookOf(context);
    return listOrEmpty([...book.templates.values()].map((one) => viewOf(book, one)));
  };

const live: BookOf = (context) => context.livePlans;
const backup: BookOf = (context) => context.backupPlans;

export const templateOperations: Operations = {
  addLiveRecordTemplate: add(live),
  modifyLiveRecordTemplate: modify(live),
  deleteLiveRecordTemplate: remove(live),
  getLiveRecordTemplate: get(live),
  listLiveRecordTemplates: list(live),
  addRecordBackupTemplate: add(backup),
  modifyRecordBackupTemplate: modify(backup),
  deleteRecordBackupTemplate: remove(backup),
  getRecordBackupTemplate: get(backup),
  listRecordBackupTemplates: list(backup),
};
