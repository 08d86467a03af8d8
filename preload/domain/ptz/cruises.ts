/** Cruise tracks of a PTZ camera: presets that it visits in order, in words that every cloud's own are made from. */
import { presetNameProblem, type PresetLimits } from './presets.ts';

/** One stop of a track. */
export interface CruiseLeg {
  /** The number of the preset. */
  readonly preset: number;
  /** How long the camera stays there, in seconds; null where the device stored none. */
  readonly dwellSec: number | null;
  /** How fast it goes there, from slow to fast within the limits; null where the device stored none. */
  readonly speed: number | null;
}

/** A leg as it is sent: nothing of it is unknown. */
export interface CruiseLegDraft {
  readonly preset: number;
  readonly dwellSec: number;
  readonly speed: number;
}

/** The published limits of a cloud's cruise tracks. */
export interface CruiseLimits extends Pick<PresetLimits, 'maxNameChars' | 'namePattern'> {
  readonly minDwellSec: number;
  readonly maxDwellSec: number;
  readonly minSpeed: number;
  readonly maxSpeed: number;
  readonly maxPreset: number;
}

/** A track in the list of a camera. */
export interface CruiseTrack {
  readonly id: string;
  readonly name: string;
  /** As the cloud said when it was read: it may have changed since. */
  readonly isRunning: boolean;
}

export interface CruiseDraft {
  readonly name: string;
  readonly legs: readonly CruiseLegDraft[];
}

/** A track with its legs, as the cloud has it. */
export interface CruiseDetail extends CruiseTrack {
  readonly legs: readonly CruiseLeg[];
}

/** A part of a leg that the device stored differently. */
export interface DroppedPart {
  /** Counted from 0. */
  readonly leg: number;
  readonly part: 'preset' | 'dwellSec' | 'speed';
  readonly sent: number;
  /** Null where nothing came back. */
  readonly stored: number | null;
}

/** More legs than any track needs: the answer and the screen are bounded by it. */
export const MAX_CRUISE_LEGS = 512;

export type CruiseProblem =
  | { readonly field: 'name'; readonly problem: 'missing' | 'too-long' | 'form' }
  | { readonly field: 'legs'; readonly problem: 'missing' | 'too-many' }
  | { readonly field: 'preset' | 'dwellSec' | 'speed'; readonly leg: number; readonly problem: 'at-least' | 'at-most' };

const within = (value: number, least: number, most: number): 'at-least' | 'at-most' | null =>
  !Number.isInteger(value) || value < least ? 'at-least' : value > most ? 'at-most' : null;

/** Everything that is wrong with a track before anybody is asked, in the order of the screen. The name is trimmed before. */
export function cruiseProblems({ name, legs }: CruiseDraft, limits: CruiseLimits): readonly CruiseProblem[] {
  const problems: CruiseProblem[] = [];
  const ofName = presetNameProblem(name, limits);
  if (ofName !== null) problems.push({ field: 'name', problem: ofName });
  if (legs.length === 0) problems.push({ field: 'legs', problem: 'missing' });
  if (legs.length > MAX_CRUISE_LEGS) problems.push({ field: 'legs', problem: 'too-many' });
  for (const [leg, { preset, dwellSec, speed }] of legs.entries()) {
    const checks = [
      { field: 'preset', problem: within(preset, 1, limits.maxPreset) },
      { field: 'dwellSec', problem: within(dwellSec, limits.minDwellSec, limits.maxDwellSec) },
      { field: 'speed', problem: within(speed, limits.minSpeed, limits.maxSpeed) },
    ] as const;
    for (const { field, problem } of checks) if (problem !== null) problems.push({ field, leg, problem });
  }
  return problems;
}

const isSameLeg = (a: CruiseLeg, b: CruiseLeg | undefined): boolean =>
  a.preset === b?.preset && a.dwellSec === b.dwellSec && a.speed === b.speed;

/** Whether two versions of a track would be the same on the camera. */
export function isSameTrack(a: Pick<CruiseDetail, 'name' | 'legs'>, b: Pick<CruiseDetail, 'name' | 'legs'>): boolean {
  return a.name === b.name && a.legs.length === b.legs.length && a.legs.every((leg, i) => isSameLeg(leg, b.legs[i]));
}

/** The differences between the sent and the stored track, leg by leg. A missing leg was not stored. */
export function droppedParts(sent: readonly CruiseLeg[], stored: readonly CruiseLeg[]): readonly DroppedPart[] {
  return sent.flatMap((own, leg) => {
    const back = stored[leg] ?? null;
    return (['preset', 'dwellSec', 'speed'] as const).flatMap((part): DroppedPart[] => {
      const [value, returned] = [own[part], back?.[part] ?? null];
      return value === null || value === returned ? [] : [{ leg, part, sent: value, stored: returned }];
    });
  });
}

/**
 * The shortest time of one round: the stays alone, since no cloud reports how long a camera needs from preset to
 * preset.
 */
export const roundSec = (legs: readonly Pick<CruiseLeg, 'dwellSec'>[]): number =>
  legs.reduce((sum, { dwellSec }) => sum + (dwellSec ?? 0), 0);
