/** Sequences: cameras, or whole walls, that are shown in turn. The rules are the same on both sides of the door. */
import type { ChannelId, OrgNodeId, SequenceId, SiteId, WallId } from './ids.ts';
import { normaliseName } from './cameras/sites.ts';

/** The object of a step. A site or a group stands for the cameras that it holds when the sequence runs. */
export type StepTarget =
  | { readonly kind: 'camera'; readonly channelId: ChannelId }
  | { readonly kind: 'site'; readonly siteId: SiteId }
  | { readonly kind: 'group'; readonly groupId: OrgNodeId }
  | { readonly kind: 'wall'; readonly wallId: WallId };

export interface SequenceStep {
  readonly target: StepTarget;
  /** As it was called when it was added, to name it after it is gone. */
  readonly name: string;
  /** How long each of its pictures shows, in seconds; null for what the sequence says. */
  readonly dwellSec: number | null;
}

/** `cameras` run on a tile; `walls` run on the whole wall. */
export const SEQUENCE_KINDS = ['cameras', 'walls'] as const;
export type SequenceKind = (typeof SEQUENCE_KINDS)[number];

/** Ways to treat a camera without a picture when its step comes. */
export const OFFLINE_WAYS = ['skip', 'show'] as const;
export type OfflineWay = (typeof OFFLINE_WAYS)[number];

export interface Sequence {
  readonly id: SequenceId;
  readonly name: string;
  readonly kind: SequenceKind;
  /** For the steps that say nothing else, in seconds. */
  readonly dwellSec: number;
  readonly offline: OfflineWay;
  readonly steps: readonly SequenceStep[];
  /** Grows with every save; 0 for one that was never saved. */
  readonly revision: number;
}

export const MAX_SEQUENCES = 200;
export const MAX_STEPS = 256;
export const MAX_SEQUENCE_NAME = 64;
/**
 * Below three seconds an operator cannot recognise a picture, and clouds would refuse that many requests for streams.
 */
export const MIN_DWELL_SEC = 3;
export const MAX_DWELL_SEC = 3600;
export const DEFAULT_DWELL_SEC = 10;

export type SequenceNameProblem = 'empty' | 'long' | 'taken';

/**
 * Checks the name of a sequence; null if it is usable. Two sequences may not share a name, because operators say names
 * aloud.
 */
export function sequenceNameProblem(
  sequences: Iterable<Pick<Sequence, 'id' | 'name'>>,
  { id, name }: Pick<Sequence, 'id' | 'name'>,
): SequenceNameProblem | null {
  const clean = normaliseName(name);
  if (clean === '') return 'empty';
  if (clean.length > MAX_SEQUENCE_NAME) return 'long';
  const wanted = clean.toLowerCase();
  for (const other of sequences) if (other.id !== id && other.name.toLowerCase() === wanted) return 'taken';
  return null;
}

export type DwellProblem = 'number' | 'short' | 'long';

/** Checks a dwell as typed; null if it is usable. */
export function dwellProblem(text: string): DwellProblem | null {
  if (!/^\d+$/.test(text.trim())) return 'number';
  const seconds = Number(text);
  if (seconds < MIN_DWELL_SEC) return 'short';
  return seconds > MAX_DWELL_SEC ? 'long' : null;
}

/** A key that is equal for equal targets. */
export function targetKey(target: StepTarget): string {
  switch (target.kind) {
    case 'camera':
      return target.channelId;
    case 'site':
      return `site:${target.siteId}`;
    case 'group':
      return `group:${target.groupId}`;
    case 'wall':
      return `wall:${target.wallId}`;
    default:
      return target satisfies never;
  }
}

/** The name, or the same with the first free number behind the name: `Gates`, `Gates (2)`. */
export function freeSequenceName(sequences: readonly Pick<Sequence, 'name'>[], wanted: string): string {
  const taken = new Set(sequences.map(({ name }) => name.toLowerCase()));
  if (!taken.has(wanted.toLowerCase())) return wanted;
  for (let n = 2; ; n += 1) {
    const name = `${wanted.slice(0, MAX_SEQUENCE_NAME - ` (${n})`.length).trimEnd()} (${n})`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** A name that no sequence has yet: `base 1`, `base 2` ... */
export function freshName(sequences: readonly Pick<Sequence, 'name'>[], base: string): string {
  const taken = new Set(sequences.map(({ name }) => name.toLowerCase()));
  for (let i = 1; ; i += 1) if (!taken.has(`${base} ${i}`.toLowerCase())) return `${base} ${i}`;
}
