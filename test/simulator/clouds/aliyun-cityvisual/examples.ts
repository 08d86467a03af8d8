/** Ids that exist in this world, so that people and tests need not search for them. */
import type { CvContext } from './context.ts';

/** `cameraId` can be watched now. */
export function examplesOf(context: CvContext): Readonly<Record<string, unknown>> {
  const { estate, library, jobs, clock } = context;
  const nowMs = clock.nowMs();
  const cameras = [...estate.cameras.values()];
  const online = cameras.find((one) => estate.isOnline(one, nowMs));
  const instanceId = online?.instanceId ?? null;
  const firstOf = <T extends { readonly id: string; readonly instanceId: string }>(all: Iterable<T>): string | null =>
    [...all].find((one) => one.instanceId === instanceId)?.id ?? null;
  const group = jobs.all().find((one) => one.instanceId === instanceId);
  return {
    instanceId,
    cameraId: online?.id ?? null,
    workGroupId: online?.workGroupId ?? null,
    offline: cameras.find((one) => !estate.isOnline(one, nowMs) && !one.isDead)?.id ?? null,
    capabilityId: firstOf(library.capabilities.values()),
    algoLibId: firstOf(library.algoLibs.values()),
    resourceProfileId: firstOf(library.profiles.values()),
    jobGroupId: group?.id ?? null,
    computeJobId: group?.jobIds[0] ?? null,
    expiredInstanceId: [...estate.instances.values()].find((one) => one.expiresAtMs <= nowMs)?.id ?? null,
  };
}
