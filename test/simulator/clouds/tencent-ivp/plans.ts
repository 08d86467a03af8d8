/** Recording plans of both kinds and the channel lists around them. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf, textsOf } from '../../kernel/values.ts';
import type { IvpContext, Operation, Operations } from './context.ts';
import { channelOf, organizationOf, pageOf, placeOf } from './context.ts';
import { devicesOf } from './devices.ts';
import { ACCESS } from './estate.ts';
import type { Channel } from './estate.ts';
import type { Plan, PlanStore, PlanOrder } from './plan-store.ts';
import { listOrEmpty } from './playback.ts';
import { CHECK_FAILED, IN_USE, Refusal } from './refusals.ts';
import { formatBeijing } from './time.ts';

const MAX_CHANNELS = 5_000;
const MIN_COLD_DAYS = 60;

type StoreOf = (context: IvpContext) => PlanStore;

/** @throws {Refusal} 40005 unless the cold days are 0 or at least 60. */
function lifeOf(values: Values): Partial<Pick<PlanOrder, 'transitionDays' | 'expirationDays'>> {
  const life = values['LifeCycle'] as Values | undefined;
  if (life === undefined) return {};
  const expirationDays = numberOf(life, 'Expiration', 0);
  if (expirationDays !== 0 && expirationDays < MIN_COLD_DAYS) throw new Refusal(CHECK_FAILED);
  return { transitionDays: numberOf(life, 'Transition', 1), expirationDays };
}

/** @throws {Refusal} 43411 */
function refuseTaken(store: PlanStore, name: string, but: string | null): void {
  if (store.plans().some((one) => one.name === name && one.id !== but)) throw new Refusal('43411');
}

/** Record-to-cloud fetches from devices that keep recordings: GB28181 and those behind a gateway. */
const fits = (store: PlanStore, channel: Channel): boolean =>
  store.kind === 'live' || channel.device.accessProtocol !== ACCESS.rtmp;

/**
 * The channels that a call adds. One that is named must be free; of an organisation those are taken that can be.
 *
 * @throws {Refusal} 43407, 42207, 40002, 42205 (in another plan: no code of its own), 40006, 40005 above 5000.
 */
function channelsOf(context: IvpContext, store: PlanStore, values: Values, name: string): readonly string[] {
  const named = recordsOf(values, name).map((item) => {
    if (!context.estate.devices.has(textOf(item, 'DeviceId'))) throw new Refusal('43407');
    const channel = channelOf(context, textOf(item, 'ChannelId'));
    if (channel.device.id !== item['DeviceId']) throw new Refusal('42207');
    if (!fits(store, channel)) throw new Refusal('40002');
    return channel.id;
  });
  const planned = store.plannedIds();
  if (named.some((id) => planned.has(id))) throw new Refusal(IN_USE);
  const places = textsOf(values, 'OrganizationId') ?? [];
  const ofPlaces = places.flatMap((id) =>
    devicesOf(context, organizationOf(context, id).id, false)
      .flatMap((device) => device.channels)
      .filter((channel) => fits(store, channel) && !planned.has(channel.id))
      .map((channel) => channel.id),
  );
  const all = new Set([...named, ...ofPlaces]);
  if (all.size > MAX_CHANNELS) throw new Refusal(CHECK_FAILED);
  return [...all];
}

const shortView = (store: PlanStore, plan: Plan): Record<string, unknown> => ({
  PlanId: plan.id,
  PlanName: plan.name,
  TemplateId: plan.templateId,
  Describe: plan.describe,
  ...(store.kind === 'live' ? {} : { LifeCycle: lifeView(plan) }),
});

const lifeView = (plan: Plan): unknown => ({ Transition: plan.transitionDays, Expiration: plan.expirationDays });

const fullView = (store: PlanStore, plan: Plan): Record<string, unknown> => ({
  ...shortView(store, plan),
  ...(store.kind === 'live' ? { StreamType: plan.streamType } : {}),
  LifeCycle: lifeView(plan),
  Status: plan.goneAtMs === null ? 1 : 0,
});

const add =
  (storeOf: StoreOf): Operation =>
  (context, values) => {
    const store = storeOf(context);
    const name = textOf(values, 'PlanName');
    const order: PlanOrder = {
      name,
      templateId: store.template(textOf(values, 'TemplateId')).id,
      describe: textOf(values, 'Describe'),
      streamType: maybeText(values, 'StreamType') ?? 'default',
      transitionDays: 1,
      expirationDays: 0,
      ...lifeOf(values),
    };
    refuseTaken(store, name, null);
    return shortView(store, store.addPlan(order, channelsOf(context, store, values, 'Channels')));
  };

const modify =
  (storeOf: StoreOf): Operation =>
  (context, values) => {
    const store = storeOf(context);
    const plan = store.usablePlan(textOf(values, 'PlanId'));
    const changes = values['Mod'] as Values;
    const name = maybeText(changes, 'PlanName');
    if (name !== null) refuseTaken(store, name, plan.id);
    const templateId = maybeText(changes, 'TemplateId');
    const describe = maybeText(changes, 'Describe');
    const streamType = maybeText(changes, 'StreamType');
    const order: Partial<PlanOrder> = {
      ...(name === null ? {} : { name }),
      ...(templateId === null ? {} : { templateId: store.template(templateId).id }),
      ...(describe === null ? {} : { describe }),
      ...(streamType === null ? {} : { streamType }),
      ...lifeOf(changes),
    };
    const added = channelsOf(context, store, changes, 'Add');
    const removed = textsOf(changes, 'Del') ?? [];
    if (removed.some((id) => !plan.channelIds.has(id))) throw new Refusal('42207');
    store.changePlan(plan, order, added, removed);
    if (store.kind === 'live') return shortView(store, plan);
    return {
      ...fullView(store, plan),
      StreamType: '',
      ChannelCount: plan.channelIds.size,
      CreateAt: formatBeijing(plan.createdAtMs),
      UpdateAt: formatBeijing(plan.updatedAtMs),
    };
  };

const remove =
  (storeOf: StoreOf): Operation =>
  (context, values) => {
    const store = storeOf(context);
    store.removePlan(store.usablePlan(textOf(values, 'PlanId')));
    return {};
  };

const get =
  (storeOf: StoreOf): Operation =>
  (context, values) =>
    fullView(storeOf(context), storeOf(context).plan(textOf(values, 'PlanId')));

const list =
  (storeOf: StoreOf): Operation =>
  (context) => {
    const store = storeOf(context);
    return listOrEmpty(store.plans().map((one) => fullView(store, one)));
  };

/** Only one filter counts: by channel, else by device, else by organisation; an empty filter counts as none. */
function filtered(context: IvpContext, channels: readonly Channel[], values: Values): readonly Channel[] {
  const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());
  const [byChannel, byDevice] = [textOf(values, 'ChannelName'), textOf(values, 'DeviceName')];
  if (byChannel !== '') return channels.filter((one) => has(one.name, byChannel));
  if (byDevice !== '') return channels.filter((one) => has(one.device.name, byDevice));
  const place = textOf(values, 'OrganizationName');
  return place === '' ? channels : channels.filter((one) => has(placeName(context, one), place));
}

const placeName = (context: IvpContext, channel: Channel): string =>
  context.estate.organizations.get(channel.device.organizationId)?.name ?? '';

const nameView = (channel: Channel): Record<string, unknown> => ({
  DeviceId: channel.device.id,
  DeviceName: channel.device.name,
  ChannelId: channel.id,
  ChannelName: channel.name,
});

function pageView(
  found: readonly Channel[],
  values: Values,
  viewOf: (channel: Channel) => Record<string, unknown>,
): Record<string, unknown> {
  const rows = pageOf(found, values, 10).map(viewOf);
  return {
    PageNumber: numberOf(values, 'PageNumber', 1),
    PageSize: rows.length,
    TotalCount: found.length,
    List: listOrEmpty(rows),
  };
}

const listChannels =
  (storeOf: StoreOf): Operation =>
  (context, values) => {
    const store = storeOf(context);
    const planId = textOf(values, 'PlanId');
    const ids = planId === '' ? store.plannedIds() : store.plan(planId).channelIds;
    const channels = [...ids].map((id) => context.estate.channels.get(id)).filter((one) => one !== undefined);
    return pageView(filtered(context, channels, values), values, (one) => ({
      ...nameView(one),
      OrganizationName: placeName(context, one),
    }));
  };

const live: StoreOf = (context) => context.livePlans;
const backup: StoreOf = (context) => context.backupPlans;

export const planOperations: Operations = {
  addLiveRecordPlan: add(live),
  deleteLiveRecordPlan: remove(live),
  modifyLiveRecordPlan: modify(live),
  getLiveRecordPlan: get(live),
  listLiveRecordPlans: list(live),
  listLiveRecordPlanChannels: listChannels(live),
  addRecordBackupPlan: add(backup),
  deleteRecordBackupPlan: remove(backup),
  modifyRecordBackupPlan: modify(backup),
  getRecordBackupPlan: get(backup),
  listRecordBackupPlans: list(backup),
  listRecordBackupPlanChannels: listChannels(backup),

  listAllLiveRecordPlanChannels: (context) => ({ List: listOrEmpty([...context.livePlans.plannedIds()]) }),

  listOrganizationChannels(context, values) {
    const devices = devicesOf(context, textOf(values, 'OrganizationId'), false);
    const planned = context.livePlans.plannedIds();
    const channels = devices.flatMap((one) => one.channels);
    return pageView(filtered(context, channels, values), values, (one) => ({
      ...nameView(one),
      InPlan: planned.has(one.id),
    }));
  },

  countOrganizationUnplannedChannels(context, values) {
    const places = new Set((textsOf(values, 'OrganizationId') ?? []).map((id) => placeOf(context, id)));
    const channels = [...places].flatMap((id) => devicesOf(context, id, false)).flatMap((one) => one.channels);
    const planned = context.livePlans.plannedIds();
    return { TotalCount: channels.length, NotInPlanCount: channels.filter((one) => !planned.has(one.id)).length };
  },
};
