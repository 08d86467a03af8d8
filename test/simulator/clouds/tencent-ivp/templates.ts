/** Weekly timetables: /ivc/record/template/* for live-to-cloud, /ivc/recordbackup/template/* for record-to-cloud. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import type { IvpContext, Operation, Operations } from './context.ts';
import type { PlanStore, Section, Template, TemplateOrder } from './plan-store.ts';
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
function refuseTaken(store: PlanStore, name: string, but: string | null): void {
  for (const one of store.templates.values()) {
    if (one.name === name && one.id !== but) throw new Refusal('43410');
  }
}

function viewOf(store: PlanStore, template: Template): Record<string, unknown> {
  const base = { TemplateId: template.id, TemplateName: template.name, TimeSections: template.sections };
  if (store.kind === 'live') return base;
  return {
    ...base,
    DevTimeSections: template.deviceSections,
    Scale: template.scale,
    CreateAt: formatBeijing(template.createdAtMs),
    UpdateAt: formatBeijing(template.updatedAtMs),
  };
}

function timesOf(store: PlanStore, values: Values): Omit<TemplateOrder, 'name'> {
  const sections = sectionsOf(values, 'TimeSections');
  if (store.kind === 'live') return { sections, deviceSections: [], scale: 1 };
  const deviceSections = sectionsOf(values, 'DevTimeSections');
  const scale = numberOf(values, 'Scale', 1);
  refuseTooShort(sections, deviceSections, scale);
  return { sections, deviceSections, scale };
}

type StoreOf = (context: IvpContext) => PlanStore;

const add =
  (storeOf: StoreOf): Operation =>
  (context, values) => {
    const store = storeOf(context);
    const name = textOf(values, 'TemplateName');
    refuseTaken(store, name, null);
    return viewOf(store, store.addTemplate({ name, ...timesOf(store, values) }));
  };

/** A new timetable replaces the old one as a whole, as the answers of the samples show. */
const modify =
  (storeOf: StoreOf): Operation =>
  (context, values) => {
    const store = storeOf(context);
    const template = store.template(textOf(values, 'TemplateId'));
    const changes = values['Mod'] as Values;
    const name = maybeText(changes, 'TemplateName');
    if (name !== null) refuseTaken(store, name, template.id);
    const times = changes['TimeSections'] === undefined ? {} : timesOf(store, changes);
    store.changeTemplate(template, { ...(name === null ? {} : { name }), ...times });
    return viewOf(store, template);
  };

const remove =
  (storeOf: StoreOf): Operation =>
  (context, values) => {
    const store = storeOf(context);
    const template = store.template(textOf(values, 'TemplateId'));
    if (store.plans().some((one) => one.templateId === template.id)) throw new Refusal('43409');
    store.templates.delete(template.id);
    return {};
  };

const get =
  (storeOf: StoreOf): Operation =>
  (context, values) => {
    const store = storeOf(context);
    return viewOf(store, store.template(textOf(values, 'TemplateId')));
  };

const list =
  (storeOf: StoreOf): Operation =>
  (context) => {
    const store = storeOf(context);
    return listOrEmpty([...store.templates.values()].map((one) => viewOf(store, one)));
  };

const live: StoreOf = (context) => context.livePlans;
const backup: StoreOf = (context) => context.backupPlans;

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
