/** Stored views of a PTZ camera, in words that every cloud's own are made from. */

/** The published limits of a cloud's presets. */
export interface PresetLimits {
  /** Numbers of presets go from 1 to this. */
  readonly maxIndex: number;
  /** `desk`: the cloud has no operation for names, so that they are kept by this client alone. */
  readonly names: 'cloud' | 'desk';
  readonly maxNameChars: number;
  /** The permitted characters of a name, as a regular expression for the whole name; null where all are permitted. */
  readonly namePattern: string | null;
  /** `operator`: a number is chosen for each preset. `cloud`: a number is given. */
  readonly index: 'operator' | 'cloud';
  /** A new name may also store the view that the camera has then, so the camera goes to the preset first. */
  readonly renamingMoves: boolean;
  readonly hasPictures: boolean;
}

export interface Preset {
  readonly index: number;
  /** Null where nobody has named it. */
  readonly name: string | null;
  /** Names the picture of the preset, for asking for it; null without a picture. */
  readonly picture: string | null;
}

/**
 * After a camera was sent to a preset, the client waits so long before it stores the view there: no cloud reports when a camera
 * has arrived.
 */
export const PRESET_ARRIVAL_MS = 8_000;

/** Limit of a preset name in this client, whatever a cloud allows. */
export const MAX_PRESET_NAME_CHARS = 128;

/** Checks a trimmed name before the cloud is asked; null if it is usable. */
export function presetNameProblem(
  name: string,
  { maxNameChars, namePattern }: Pick<PresetLimits, 'maxNameChars' | 'namePattern'>,
): 'missing' | 'too-long' | 'form' | null {
  if (name === '') return 'missing';
  if ([...name].length > maxNameChars) return 'too-long';
  return namePattern === null || new RegExp(`^(?:${namePattern})$`, 'u').test(name) ? null : 'form';
}

/** The lowest number that no preset has; null when all are taken. */
export function freeIndex(presets: readonly Pick<Preset, 'index'>[], maxIndex: number): number | null {
  const taken = new Set(presets.map(({ index }) => index));
  for (let index = 1; index <= maxIndex; index += 1) if (!taken.has(index)) return index;
  return null;
}
