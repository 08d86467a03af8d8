/**
 * Which groups of pictures of a camera were recorded: only these are played. A group belongs to a recording when all of
 * it lies in there, so nothing is shown that the cloud's list of recordings does not name.
 */
import type { Camera } from './camera.ts';
import type { MediaGrant, MediaSpan } from './types.ts';

/** Groups of pictures without a gap between them. */
export interface FootageRun {
  readonly firstGroup: number;
  /** 1 or more. */
  readonly groupCount: number;
  /** Where the recording began that the run is of; at `firstGroup` or before. */
  readonly originGroup: number;
}

/**
 * The recorded groups that overlap the range of a grant, oldest first. A range grows to whole groups where the footage
 * continues. Empty where nothing was recorded.
 *
 * @param gopGroups how many groups hang on one key frame: a range begins with one. They are counted from 1970 and begin
 * anew with each recording.
 */
export function footageOf(
  camera: Camera,
  grant: Pick<MediaGrant, 'fromMs' | 'toMs' | 'spans'>,
  gopGroups = 1,
): readonly FootageRun[] {
  const wanted = camera.groupAt(grant.fromMs ?? 0);
  const firstGroup = Math.floor(wanted / gopGroups) * gopGroups;
  const endGroup = Math.max(wanted + 1, groupFrom(camera, grant.toMs ?? 0));
  if (grant.spans === undefined) {
    return [{ firstGroup, groupCount: endGroup - firstGroup, originGroup: firstGroup }];
  }
  return joined(grant.spans).flatMap(({ fromMs, toMs }) => {
    const originGroup = groupFrom(camera, fromMs);
    const first = Math.max(firstGroup, originGroup);
    const end = Math.min(endGroup, camera.groupAt(toMs));
    return first < end && end > wanted ? [{ firstGroup: first, groupCount: end - first, originGroup }] : [];
  });
}

/** The recorded group at or after `group`, or null behind the last one. */
export function recordedFrom(runs: readonly FootageRun[], group: number): number | null {
  const run = runs.find(({ firstGroup, groupCount }) => group < firstGroup + groupCount);
  return run === undefined ? null : Math.max(group, run.firstGroup);
}

/** The first group that begins at `timeMs` or later. */
function groupFrom(camera: Camera, timeMs: number): number {
  const group = camera.groupAt(timeMs);
  return camera.groupStartMs(group) < timeMs ? group + 1 : group;
}

/** In order, and one span where two touch or overlap. */
function joined(spans: readonly MediaSpan[]): readonly MediaSpan[] {
  const out: MediaSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = out.at(-1);
    if (last === undefined || span.fromMs > last.toMs) out.push(span);
    else out[out.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
  }
  return out;
}
