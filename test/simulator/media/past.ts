/** The past of one camera as one viewer was granted it: what footage there is, and its pictures. */
import { GOP_MS } from './camera.ts';
import type { Camera, Frame } from './camera.ts';
import type { Clip } from './clip.ts';
import { footageOf } from './footage.ts';
import type { FootageRun } from './footage.ts';
import { hevcSegment } from './hevc.ts';
import { vodPlaylist, VodSegments } from './playlist.ts';
import type { PastTraits } from './past-traits.ts';
import { soundBetween } from './sound.ts';
import { tsSegment } from './ts.ts';
import type { MediaGrant } from './types.ts';

/** Each run of footage starts here rather than at 0, so that the program clock may precede the first picture. */
const VOD_FIRST_PTS_MS = 10_000;
const VOD_SEGMENT_SEC = 4;

/** A run whose pictures are all of one kind. */
interface PastRun extends FootageRun {
  readonly look: 'plain' | 'h265' | 'size';
}

export class Past {
  readonly camera: Camera;
  readonly traits: PastTraits;
  readonly runs: readonly PastRun[];
  readonly #segments: VodSegments;
  readonly #cameraOf: (grant: MediaGrant) => Camera;
  readonly #grant: MediaGrant;

  constructor(grant: MediaGrant, traits: PastTraits, cameraOf: (grant: MediaGrant) => Camera) {
    this.#grant = grant;
    this.#cameraOf = cameraOf;
    this.traits = traits;
    this.camera = cameraOf(grant);
    const runs = footageOf(this.camera, grant, this.#gopGroups);
    const canChange = grant.kind === 'hls-vod' || (grant.kind === 'flv-vod' && traits.change?.to === 'size');
    this.runs = canChange ? this.#changed(runs) : runs.map((run) => ({ ...run, look: 'plain' }));
    this.#segments = new VodSegments(this.runs, traits.segmentSec ?? VOD_SEGMENT_SEC);
  }

  /** May a viewer begin with the first picture of this group? */
  isEntry(group: number): boolean {
    return this.traits.keys !== 'none' && this.entryOf(group) === group;
  }

  /** The group whose key frame `group` hangs on: itself, or one before. */
  entryOf(group: number): number {
    const n = this.#gopGroups;
    return Math.max(this.#runOf(group)?.originGroup ?? group, Math.floor(group / n) * n);
  }

  /** Null for a picture that was lost. @param index of the picture in its group. */
  frame(group: number, index: number): Frame | null {
    const { clockAheadMs = 0, keys = 'idr' } = this.traits;
    if (keys === 'none' && index === 0) return null;
    const run = this.#runOf(group);
    const idrGroup = keys === 'recovery' ? (run?.originGroup ?? group) : this.entryOf(group);
    const camera = run?.look === 'size' ? this.#otherCamera : this.camera;
    return camera.recorded(group, index, { aheadMs: clockAheadMs, idrGroup, isEntry: this.isEntry(group) });
  }

  /** The stream of a group: size, pictures a second. */
  clipOf(group: number): Clip {
    return (this.#runOf(group)?.look === 'size' ? this.#otherCamera : this.camera).clip;
  }

  frames(group: number): readonly Frame[] {
    const { fps } = this.clipOf(group);
    return Array.from({ length: fps }, (_, index) => this.frame(group, index)).filter((one) => one !== null);
  }

  /** @param dueMs footage that has come so far, when the list is one that grows. */
  playlist(uriOf: (sequence: number) => string, dueMs: number | null = null): string {
    return vodPlaylist({ camera: this.camera, segments: this.#segments, traits: this.traits, uriOf, dueMs });
  }

  /** When a segment's footage was recorded, or null for a number that is no segment's. */
  timeOf(sequence: number): { readonly number: number; readonly fromMs: number; readonly toMs: number } | null {
    const segment = this.#segments.at(sequence);
    if (segment === null) return null;
    const fromMs = this.camera.groupStartMs(segment.group);
    return { number: sequence, fromMs, toMs: fromMs + segment.count * GOP_MS };
  }

  /** A segment of the playlist as a transport stream. */
  segment(sequence: number): Buffer | null {
    const segment = this.#segments.at(sequence);
    if (segment === null) return null;
    const { group, count, runGroup } = segment;
    const zeroMs = this.#zeroOf(sequence, runGroup);
    const look = this.#runOf(group)?.look;
    if (look === 'h265') return hevcSegment(group, count, this.camera.groupStartMs(group) - zeroMs, sequence);
    const { clip } = look === 'size' ? this.#otherCamera : this.camera;
    const frames = Array.from({ length: count }, (_, i) => this.frames(group + i)).flat();
    return this.transport(clip, frames, sequence, zeroMs);
  }

  /** Pictures and the sound of their time as a transport stream. @param zeroMs the moment at which its times would be 0. */
  transport(clip: Clip, frames: readonly Frame[], sequence: number, zeroMs: number): Buffer {
    const [first, last] = [frames[0], frames.at(-1)];
    const { sound } = this.traits;
    const ptsOf = ({ atMs }: { readonly atMs: number }): number => atMs - zeroMs;
    if (sound === undefined || first === undefined || last === undefined) {
      return tsSegment(clip, frames, sequence, ptsOf);
    }
    const toMs = this.camera.groupStartMs(this.camera.groupAt(last.atMs) + 1);
    return tsSegment(clip, frames, sequence, ptsOf, { kind: sound, frames: soundBetween(sound, first.atMs, toMs) });
  }

  /** The moment at which the timestamps of a segment would be 0. */
  #zeroOf(sequence: number, runGroup: number): number {
    const zeroMs = this.camera.groupStartMs(runGroup) - VOD_FIRST_PTS_MS;
    const { stamps } = this.traits;
    const startOf = (number: number): number => this.timeOf(number)?.fromMs ?? Number.POSITIVE_INFINITY;
    if (stamps === undefined || startOf(sequence) < stamps.atMs) return zeroMs;
    if (stamps.jumpMs !== undefined) return zeroMs - stamps.jumpMs;
    let first = sequence;
    while (first > 0 && startOf(first - 1) >= stamps.atMs) first -= 1;
    return startOf(first) - VOD_FIRST_PTS_MS;
  }

  get #gopGroups(): number {
    return Math.max(1, Math.round(((this.traits.gopSec ?? 1) * 1000) / GOP_MS));
  }

  /** The same camera's other stream: another size. */
  get #otherCamera(): Camera {
    return this.#cameraOf({ ...this.#grant, profile: this.#grant.profile === 'main' ? 'sub' : 'main' });
  }

  #runOf(group: number): PastRun | undefined {
    return this.runs.find(({ firstGroup, groupCount }) => group >= firstGroup && group < firstGroup + groupCount);
  }

  /** The runs with the ordered change of codec or size: a run that the change lies in becomes two. */
  #changed(runs: readonly FootageRun[]): readonly PastRun[] {
    const { codec, change } = this.traits;
    const before = codec === 'h265' && this.#grant.kind === 'hls-vod' ? 'h265' : 'plain';
    if (change === undefined) return runs.map((run) => ({ ...run, look: before }));
    const { fromMs = 0, toMs = 0 } = this.#grant;
    const at = this.camera.groupAt(change.atMs ?? (fromMs + toMs) / 2);
    const until = change.untilMs === undefined ? Number.POSITIVE_INFINITY : this.camera.groupAt(change.untilMs);
    return runs.flatMap((run) => {
      const parts: readonly (readonly [number, number, PastRun['look']])[] = [
        [run.firstGroup, at, before],
        [at, until, change.to],
        [until, Number.POSITIVE_INFINITY, before],
      ];
      return parts.flatMap(([from, to, look]) => partOf(run, from, to, look));
    });
  }
}

/** The groups of a run from one group to another. A part that begins in the middle counts its times from its own begin. */
function partOf(run: FootageRun, from: number, to: number, look: PastRun['look']): readonly PastRun[] {
  const first = Math.max(from, run.firstGroup);
  const end = Math.min(to, run.firstGroup + run.groupCount);
  const originGroup = Math.max(first === run.firstGroup ? run.originGroup : first, run.originGroup);
  return end > first ? [{ firstGroup: first, groupCount: end - first, originGroup, look }] : [];
}
