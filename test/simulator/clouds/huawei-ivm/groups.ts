/** Chapter 5: device groups. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf, textsOf } from '../../kernel/values.ts';
import type { IvmContext, Operations } from './context.ts';
import { groupOf } from './context.ts';
import type { IvmGroup } from './estate.ts';
import { MAX_GROUP_LEVEL, ROOT_ID } from './estate.ts';
import { filterDevices } from './filters.ts';
import type { ItemResult } from './refusals.ts';
import { Refusal } from './refusals.ts';
import { orgDeviceRow } from './views.ts';

export const groupOperations: Operations = {
  listSubDeviceOrgs(context, values) {
    const group = groupOf(context, textOf(values, 'device_org_id'));
    return { orgs: group.childIds.map((id) => orgRow(context, groupOf(context, id))) };
  },

  /** `offset` is a page number. */
  listOrgDevices(context, values) {
    const group = groupOf(context, textOf(values, 'device_org_id'));
    const scope = scopeOf(context, group, values);
    const matches = filterDevices(context.estate, values, 'DESC').filter((one) => scope(one.groupId));
    const limit = numberOf(values, 'limit', 10);
    const page = numberOf(values, 'offset', 0);
    return {
      devices: matches.slice(page * limit, (page + 1) * limit).map((one) => orgDeviceRow(context, one)),
      total: matches.length,
      device_total: matches.length,
      admin_total: 1,
      online_total: matches.filter((one) => one.state === 'ONLINE').length,
    };
  },

  renameDeviceOrg(context, values) {
    const group = groupOf(context, textOf(values, 'device_org_id'));
    if (group.id === ROOT_ID) throw new Refusal('IVM.20001003');
    const name = textOf(values, 'device_org_name');
    refuseTakenName(context, group.parentId, name, group.id);
    group.name = name;
    context.estate.touch();
    return { device_org_id: group.id, device_org_name: name };
  },

  createDeviceOrg(context, values) {
    const parentId = textOf(values, 'parent_org_id');
    const parent = context.estate.groups.get(parentId);
    if (parent === undefined) throw new Refusal('IVM.20001006');
    if (parentId === ROOT_ID) throw new Refusal('IVM.20001003');
    if (parent.level >= MAX_GROUP_LEVEL) throw new Refusal('IVM.20001007');
    const name = textOf(values, 'device_org_name');
    refuseTakenName(context, parentId, name, null);
    return { device_org_id: context.estate.addGroup(parentId, name).id };
  },

  deleteDeviceOrg(context, values) {
    const group = groupOf(context, textOf(values, 'device_org_id'));
    if (group.id === ROOT_ID) throw new Refusal('IVM.20001009');
    if (context.estate.countOf(group.id).devices > 0) throw new Refusal('IVM.20001008');
    context.estate.removeGroup(group.id);
    return { device_org_id: group.id };
  },

  moveDevicesToOrg(context, values) {
    const target = groupOf(context, textOf(values, 'device_org_id'));
    if (target.id === ROOT_ID) throw new Refusal('IVM.20001003');
    const results = (textsOf(values, 'device_ids') ?? []).map((id) => ({
      device_id: id,
      result: moveOne(context, id, target.id),
    }));
    context.estate.touch();
    return { failed_num: results.filter((one) => one.result.code !== 'IVM.0').length, results };
  },

  searchDeviceOrgTree(context, values) {
    const wanted = textOf(values, 'device_org_name').toLowerCase();
    const hits = new Set<string>();
    for (const group of context.estate.groups.values()) {
      if (group.id !== ROOT_ID && group.name.toLowerCase().includes(wanted)) hits.add(group.id);
    }
    const tops = [...hits].filter((id) => !hasHitAbove(context, id, hits));
    return { result: tops.map((id) => treeNode(context, groupOf(context, id), hits, true)) };
  },
};

function moveOne(context: IvmContext, deviceId: string, targetId: string): ItemResult {
  const device = context.estate.devices.get(deviceId);
  if (device === undefined) return context.errors.item('IVM.10022035');
  if (device.groupId === targetId) return context.errors.item('IVM.20000050');
  device.groupId = targetId;
  device.updatedAtMs = context.clock.nowMs();
  return context.errors.item('IVM.0');
}

function orgRow(context: IvmContext, group: IvmGroup): Record<string, unknown> {
  const count = context.estate.countOf(group.id);
  return {
    device_org_id: group.id,
    device_org_name: group.name,
    device_org_level: group.level,
    camera_count: count.devices,
    camera_online_count: count.onlineDevices,
    is_leaf: group.childIds.length === 0 ? 1 : 0,
    channel_count: count.channels,
    channel_online_count: count.onlineChannels,
    channel_offline_count: count.channels - count.onlineChannels,
  };
}

/** The enterprise id is text at the top and a bare integer below, as the table says (chapter 5.7). */
function treeNode(context: IvmContext, group: IvmGroup, hits: ReadonlySet<string>, isTop: boolean): unknown {
  const { enterpriseId } = context.account;
  const count = context.estate.countOf(group.id);
  return {
    children: group.childIds.map((id) => treeNode(context, groupOf(context, id), hits, false)),
    enterprise_id: isTop ? enterpriseId.toString() : enterpriseId,
    device_org_id: group.id,
    device_org_name: group.name,
    parent_id: group.parentId,
    device_org_level: group.level,
    is_leaf: group.childIds.length === 0 ? 1 : 0,
    is_result: hits.has(group.id) ? 1 : 0,
    camera_count: count.devices,
    camera_online_count: count.onlineDevices,
  };
}

function hasHitAbove(context: IvmContext, id: string, hits: ReadonlySet<string>): boolean {
  for (let up = groupOf(context, id).parentId; up !== ''; up = groupOf(context, up).parentId) {
    if (hits.has(up)) return true;
  }
  return false;
}

function refuseTakenName(context: IvmContext, parentId: string, name: string, exceptId: string | null): void {
  const siblings = context.estate.groups.get(parentId)?.childIds ?? [];
  if (siblings.some((id) => id !== exceptId && context.estate.groups.get(id)?.name === name))
    throw new Refusal('IVM.20001004');
}

/** `is_current_org`: 0 below only, 1 this group only, 2 or omitted both; `group_ids` narrows further. */
function scopeOf(context: IvmContext, group: IvmGroup, values: Values): (groupId: string) => boolean {
  const mode = maybeText(values, 'is_current_org') ?? '2';
  const inside = context.estate.subtree(group.id);
  const wanted = textsOf(values, 'group_ids');
  const narrowed = wanted === null ? null : new Set(wanted.flatMap((id) => [...context.estate.subtree(id)]));
  return (groupId) => {
    if (narrowed !== null && !narrowed.has(groupId)) return false;
    if (mode === '1') return groupId === group.id;
    return inside.has(groupId) && (mode === '2' || groupId !== group.id);
  };
}
