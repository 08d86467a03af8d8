/** Copies a cruise track to another camera: its legs go to the presets of the same names. */
import { create } from 'zustand';
import type { PresetList } from '../../../../preload/contract/presets.ts';
import type { CruiseLeg, CruiseTrack } from '../../../../preload/domain/ptz/cruises.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { openCopy } from './tracks.ts';
import { showOnStage } from './stage.ts';

/** A leg that is left out. */
export interface Miss {
  /** Counted from 0. */
  readonly leg: number;
  readonly preset: number;
  /** Null where the preset has no name, or is gone. */
  readonly name: string | null;
  readonly why: 'unnamed' | 'absent' | 'twice';
}

export interface Matched {
  readonly legs: readonly CruiseLeg[];
  readonly misses: readonly Miss[];
}

/** A name that two presets of the other camera have names none of them. */
export function matchLegs(
  legs: readonly CruiseLeg[],
  from: Pick<PresetList, 'presets'>,
  to: Pick<PresetList, 'presets'>,
): Matched {
  const found: CruiseLeg[] = [];
  const misses: Miss[] = [];
  for (const [leg, one] of legs.entries()) {
    const name = from.presets.find(({ index }) => index === one.preset)?.name ?? null;
    const same = name === null ? [] : to.presets.filter((preset) => preset.name === name);
    const [only] = same;
    if (only !== undefined && same.length === 1) found.push({ ...one, preset: only.index });
    else {
      const why = name === null ? 'unnamed' : only === undefined ? 'absent' : 'twice';
      misses.push({ leg, preset: one.preset, name, why });
    }
  }
  return { legs: found, misses };
}

interface Copying {
  readonly channelId: ChannelId;
  readonly track: CruiseTrack;
  readonly target: ChannelId | null;
  readonly isBusy: boolean;
  readonly matched: Matched | null;
  readonly error: WireError | null;
}

export const useTrackCopy = create<{ readonly copying: Copying | null }>(() => ({ copying: null }));

export const askCopy = (channelId: ChannelId, track: CruiseTrack): void =>
  useTrackCopy.setState({ copying: { channelId, track, target: null, isBusy: false, matched: null, error: null } });

export const closeCopy = (): void => useTrackCopy.setState({ copying: null });

const patch = (target: ChannelId, change: Partial<Copying>): void =>
  useTrackCopy.setState(({ copying }) =>
    copying === null || copying.target !== target ? {} : { copying: { ...copying, ...change } },
  );

/** Reads the legs, and the presets of both cameras. */
export async function chooseTarget(target: ChannelId): Promise<void> {
  const { copying } = useTrackCopy.getState();
  if (copying === null) return;
  useTrackCopy.setState({ copying: { ...copying, target, isBusy: true, matched: null, error: null } });
  const { channelId, track } = copying;
  const [read, from, to] = await Promise.all([
    request['cruises.read']({ channelId, id: track.id }),
    request['presets.list']({ channelId }),
    request['presets.list']({ channelId: target }),
  ]);
  for (const answer of [read, from, to]) {
    if (!answer.ok) return patch(target, { isBusy: false, error: answer.error });
  }
  if (!read.ok || !from.ok || !to.ok) return;
  patch(target, { isBusy: false, matched: matchLegs(read.value.track.legs, from.value, to.value) });
}

/** Opens the legs that were found as a new track of the other camera; nothing is stored before it is saved there. */
export async function openMatched(): Promise<void> {
  const { copying } = useTrackCopy.getState();
  if (copying === null || copying.isBusy) return;
  const { target, track, matched } = copying;
  if (target === null || matched === null) return;
  patch(target, { isBusy: true, error: null });
  const answer = await request['cruises.list']({ channelId: target });
  if (!answer.ok) return patch(target, { isBusy: false, error: answer.error });
  closeCopy();
  showOnStage(target);
  openCopy(target, answer.value, { name: track.name, legs: matched.legs });
}
