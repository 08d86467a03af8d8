import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { TargetsService } from './targets.ts';

export type TargetRequests = Extract<RequestName, `targets.${string}`>;

export function targetHandlers(targets: TargetsService): Pick<Handlers, TargetRequests> {
  return {
    'targets.devices': ({ accountId }) => targets.devices(accountId),
    'targets.groups': ({ deviceId }) => targets.groups(deviceId),
    'targets.page': ({ cursor, ...place }) => targets.page(place, cursor),
    'targets.get': ({ targetId, ...place }) => targets.get(place, targetId),
    'targets.picture': async ({ targetId, ...place }) => ({ data: await targets.picture(place, targetId) }),
    'targets.add': async ({ targets: drafts, ...place }) => ({ outcomes: await targets.add(place, drafts) }),
    'targets.update': async ({ changes, ...place }) => ({ outcomes: await targets.update(place, changes) }),
    'targets.delete': async ({ targetIds, ...place }) => ({ outcomes: await targets.delete(place, targetIds) }),
    'targets.move': async ({ toGroupId, targetIds, ...place }) => ({
      outcomes: await targets.move(place, toGroupId, targetIds),
    }),
  };
}
