/** AI tasks over the footage that record plans pull. */
import type { Values } from '../../kernel/check.ts';
import { isRecord } from '../../kernel/json.ts';
import { maybeText, numberOf, recordsOf, textOf, textsOf } from '../../kernel/values.ts';
import type { AiOrder, AiTask, AiTemplate, Slot } from './ai-task-store.ts';
import { resultsOf } from './ai-results.ts';
import type { IvpContext, Operations } from './context.ts';
import { NO_DATA, pageOf } from './context.ts';
import { Refusal } from './refusals.ts';
import { DAY_MS, formatBeijing, slotMs } from './time.ts';

const MAX_QUERY_MS = 30 * DAY_MS;

/** @throws {Refusal} 43717 for a text that cannot be a task's id, 43718 for a task that is gone. */
function taskOf(context: IvpContext, values: Values): AiTask {
  const id = textOf(values, 'TaskId');
  if (!/^at[0-9a-f]{32}$/.test(id)) throw new Refusal('43717');
  const task = context.ai.tasks.get(id);
  if (task === undefined) throw new Refusal('43718');
  return task;
}

/** @throws {Refusal} 43705 */
function channelIdsOf(values: Values): readonly string[] | null {
  const ids = textsOf(values, 'ChannelList');
  if (ids?.some((id) => !/^[A-Za-z0-9-]+$/.test(id)) === true) throw new Refusal('43705');
  return ids;
}

/** @throws {Refusal} 43715, 43716 */
function freeChannels(context: IvpContext, ids: readonly string[], but: string | null): readonly string[] {
  if (ids.some((id) => !context.estate.channels.has(id))) throw new Refusal('43715');
  if (ids.some((id) => context.ai.taskOf(id, but) !== null)) throw new Refusal('43716');
  return [...new Set(ids)];
}

/** @throws {Refusal} 43706 */
function callbackOf(text: string): string {
  if (text === '') return text;
  if (!/^https?:\/\/[\w.:[\]-]+(\/[\w.~:/?#@!$&'()*+,;=%-]*)?$/.test(text) || URL.parse(text) === null)
    throw new Refusal('43706');
  return text;
}

/** @throws {Refusal} 43710, 43712 (the same time twice; parts of it count as well). */
function slotsOf(config: Values): readonly Slot[] {
  const slots = recordsOf(config, 'OperTimeslot')
    .map((one) => ({ Start: textOf(one, 'Start'), End: textOf(one, 'End') }))
    .sort((a, b) => slotMs(a.Start) - slotMs(b.Start));
  for (const [i, slot] of slots.entries()) {
    if (slotMs(slot.Start) >= slotMs(slot.End)) throw new Refusal('43710');
    const before = slots[i - 1];
    if (before !== undefined && slotMs(before.End) > slotMs(slot.Start)) throw new Refusal('43712');
  }
  return slots;
}

/** @throws {Refusal} 43713 unless there is exactly the configuration that the tag names, 43714 for mixed tags. */
function templatesOf(values: Values): readonly AiTemplate[] {
  const templates = recordsOf(values, 'Templates').map((one) => {
    const tag = one['Tag'] === 'Snapshot' ? 'Snapshot' : 'AI';
    const [ai, snapshot] = [one['AIConfig'], one['SnapshotConfig']];
    const config = tag === 'AI' ? ai : snapshot;
    if (!isRecord(config) || (tag === 'AI' ? snapshot : ai) !== undefined) throw new Refusal('43713');
    return {
      tag,
      detectType: textOf(config, 'DetectType'),
      intervalSec: numberOf(config, 'TimeInterval', 10),
      slots: slotsOf(config),
    } as const;
  });
  if (templates.length === 0) throw new Refusal('43713');
  if (new Set(templates.map((one) => one.tag)).size > 1) throw new Refusal('43714');
  return templates;
}

function templateView({ tag, detectType, intervalSec, slots }: AiTemplate): unknown {
  const common = { TimeInterval: intervalSec, OperTimeslot: slots };
  if (tag === 'AI') return { Tag: tag, AIConfig: { DetectType: detectType, ...common } };
  return { Tag: tag, SnapshotConfig: common };
}

function viewOf(task: AiTask, hasChannels = true, hasTemplates = true): Record<string, unknown> {
  return {
    TaskId: task.id,
    Name: task.name,
    Desc: task.description,
    Status: task.onSinceMs === null ? 'off' : 'on',
    ...(hasChannels ? { ChannelList: task.channelIds } : {}),
    CallbackUrl: task.callbackUrl,
    ...(hasTemplates ? { Templates: task.templates.map(templateView) } : {}),
    CreatedTime: formatBeijing(task.createdAtMs),
    UpdatedTime: formatBeijing(task.updatedAtMs),
  };
}

export const aiOperations: Operations = {
  CreateAITask(context, values) {
    const ids = channelIdsOf(values) ?? [];
    const order = {
      name: textOf(values, 'Name'),
      description: textOf(values, 'Desc'),
      callbackUrl: callbackOf(textOf(values, 'CallbackUrl')),
      templates: templatesOf(values),
    };
    const task = context.ai.add({ ...order, channelIds: freeChannels(context, ids, null) });
    if (values['IsStartTheTask'] === true) context.ai.start(task);
    return viewOf(task);
  },

  UpdateAITask(context, values) {
    const task = taskOf(context, values);
    if (task.onSinceMs !== null) throw new Refusal('43719');
    const [name, description, callback] = ['Name', 'Desc', 'CallbackUrl'].map((one) => maybeText(values, one));
    const channels = channelIdsOf(values);
    if (channels?.length === 0) throw new Refusal('43703');
    const order: Partial<AiOrder> = {
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof description === 'string' ? { description } : {}),
      ...(typeof callback === 'string' ? { callbackUrl: callbackOf(callback) } : {}),
      ...(values['Templates'] === undefined ? {} : { templates: templatesOf(values) }),
      ...(channels === null ? {} : { channelIds: freeChannels(context, channels, task.id) }),
    };
    context.ai.change(task, order);
    return viewOf(task);
  },

  DeleteAITask(context, values) {
    context.ai.tasks.delete(taskOf(context, values).id);
    return NO_DATA;
  },

  GetAITaskDetail: (context, values) => viewOf(taskOf(context, values)),

  ListAITasks(context, values) {
    const tasks = [...context.ai.tasks.values()];
    const [hasChannels, hasTemplates] = [values['IsContainChannelList'] === true, values['IsContainTemplate'] === true];
    const rows = pageOf(tasks, values, 20).map((one) => viewOf(one, hasChannels, hasTemplates));
    return { TotalCount: tasks.length, List: rows };
  },

  UpdateAITaskStatus(context, values) {
    const task = taskOf(context, values);
    if (values['Status'] === 'on') context.ai.start(task);
    else if (task.onSinceMs === null) throw new Refusal('43724');
    else context.ai.stop(task);
    return NO_DATA;
  },

  GetAITaskResult(context, values) {
    const task = taskOf(context, values);
    const channelId = textOf(values, 'ChannelId');
    if (!task.channelIds.includes(channelId)) throw new Refusal('43715');
    const object = maybeText(values, 'Object') ?? '';
    if (!/^[\w./@-]*$/.test(object)) throw new Refusal('43726');
    const nowMs = context.clock.nowMs();
    const toMs = numberOf(values, 'EndTime', Math.ceil(nowMs / 1000)) * 1000;
    const fromMs = values['BeginTime'] === undefined ? toMs - DAY_MS : numberOf(values, 'BeginTime', 0) * 1000;
    if (fromMs >= toMs || toMs - fromMs > MAX_QUERY_MS) throw new Refusal('43727');
    const found = resultsOf(context, task, channelId, { fromMs, toMs }, maybeText(values, 'DetectType'));
    // results are tied to objects of the user's own bucket, of which a simulated account has none
    const asked = object === '' ? found : [];
    const results: Record<string, unknown[]> = {};
    for (const kind of KINDS) results[kind] = [];
    for (const one of pageOf(asked, values, 10)) results[one.kind]?.push(one.view);
    return { TaskId: task.id, AIResultCount: asked.length, AIResults: results };
  },
};

const KINDS = ['Body', 'Pet', 'Car', 'Chefhat', 'Chefcloth', 'Facemask', 'Smoking', 'PhoneCall'];
