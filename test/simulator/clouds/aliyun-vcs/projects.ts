/** Chapter 6: projects, which the document also calls corps, spaces and tenants. */
import { maybeText, textOf } from '../../kernel/values.ts';
import { beijing } from '../aliyun-rpc/time.ts';
import { missing, overQuota } from '../aliyun-rpc/refusal.ts';
import type { VcsOperations } from './context.ts';
import { corpOf, done, listData, pageOf } from './context.ts';

/** Of an account; the document names no number. */
const MAX_CORPS = 1_000;

export const projectOperations: VcsOperations = {
  CreateCorp(context, values) {
    const { estate, clock } = context;
    if (estate.corps.size >= MAX_CORPS) throw overQuota('projects');
    const id = estate.newCorpId();
    estate.addCorp({
      id,
      createdAtMs: clock.nowMs(),
      name: textOf(values, 'CorpName'),
      appName: textOf(values, 'AppName'),
      description: textOf(values, 'Description'),
      iconPath: textOf(values, 'IconPath'),
      parentId: textOf(values, 'ParentCorpId'),
    });
    return done({ CorpId: id });
  },

  ListCorps(context, values) {
    const { estate } = context;
    const name = textOf(values, 'CorpName').toLowerCase();
    const matches = [...estate.corps.values()].filter((one) => one.name.toLowerCase().includes(name));
    const counts = new Map<string, number>();
    for (const { corpId, type } of estate.devices.values())
      if (type === 'IPC') counts.set(corpId, (counts.get(corpId) ?? 0) + 1);
    const page = pageOf(matches, values);
    return done({
      Data: {
        ...listData(page, (corp) => ({
          ParentCorpId: corp.parentId,
          AppName: corp.appName,
          IsvSubId: '127205505548',
          Description: corp.description,
          CorpName: corp.name,
          CorpId: corp.id,
          AcuUsed: context.instances.acuOf(corp.id),
          CreateDate: beijing(corp.createdAtMs).slice(0, 10),
          IconPath: corp.iconPath,
          DeviceCount: counts.get(corp.id) ?? 0,
          YOfflineAcuUsed: 0,
        })),
        TotalPage: page.pages,
      },
    });
  },

  UpdateCorp(context, values) {
    const id = textOf(values, 'CorpId');
    if (id === '') throw missing('CorpId'); // optional in the table, but nothing else names the project
    const corp = corpOf(context, id);
    corp.name = maybeText(values, 'CorpName') ?? corp.name;
    corp.appName = maybeText(values, 'AppName') ?? corp.appName;
    corp.description = maybeText(values, 'Description') ?? corp.description;
    corp.iconPath = maybeText(values, 'IconPath') ?? corp.iconPath;
    corp.parentId = maybeText(values, 'ParentCorpId') ?? corp.parentId;
    return done({ Data: 'success' });
  },
};
