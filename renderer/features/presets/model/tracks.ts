/** The cruise tracks of cameras as their clouds listed them, and the one that is edited. */
import { create } from 'zustand';
import type { CruiseList } from '../../../../preload/contract/cruises.ts';
import {
  cruiseProblems,
  type CruiseDetail,
  type CruiseLimits,
  type CruiseTrack,
  type DroppedPart,
} from '../../../../preload/domain/ptz/cruises.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { on, request } from '../../../page/bridge.ts';
import { releaseAll } from '../../../state/players/ptz.ts';
import { draftOf, fieldsOf, isSameFields, NO_FIELDS, withCopy, withLeg, type TrackFields } from './track-draft.ts';

/** A list stays with its age while it is read anew, and after a reading that failed. */
interface LoadedTracks {
  readonly isLoading: boolean;
  readonly list: CruiseList | null;
  readonly error: WireError | null;
}

export interface Editing {
  readonly channelId: ChannelId;
  /** Null: a new track. */
  readonly id: string | null;
  readonly limits: CruiseLimits;
  /** The version that the edit began from; null for a new track. */
  readonly base: CruiseDetail | null;
  readonly begun: TrackFields;
  readonly fields: TrackFields;
  /** The key of the leg that a new one goes behind. */
  readonly selected: number | null;
  /** The key of the leg that takes the focus when it appears. */
  readonly focused: number | null;
  /** Saving was tried: missing values are marked as well. */
  readonly isTried: boolean;
  readonly isBusy: boolean;
  readonly error: WireError | null;
  /** The version that another desk stored meanwhile. */
  readonly theirs: CruiseDetail | null;
}

export type Running = 'read' | 'start' | 'stop' | 'delete';

interface Tracks {
  readonly byCamera: Readonly<Record<ChannelId, LoadedTracks>>;
  readonly editing: Editing | null;
  readonly busy: { readonly channelId: ChannelId; readonly id: string; readonly doing: Running } | null;
  readonly failure: { readonly channelId: ChannelId; readonly error: WireError } | null;
  readonly deleting: { readonly channelId: ChannelId; readonly track: CruiseTrack } | null;
  /** The parts that the device stored differently. */
  readonly dropped: {
    readonly channelId: ChannelId;
    readonly name: string;
    readonly parts: readonly DroppedPart[];
  } | null;
  /** Done once the unsaved legs are given up. */
  readonly leaving: (() => void) | null;
  /** The track whose editor was closed last; the list takes the focus there. */
  readonly left: { readonly channelId: ChannelId; readonly id: string | null } | null;
}

const NOTHING = { busy: null, failure: null, deleting: null, dropped: null, leaving: null, left: null } as const;

export const useTracks = create<Tracks>(() => ({ byCamera: {}, editing: null, ...NOTHING }));

const NOT_READ: LoadedTracks = { isLoading: false, list: null, error: null };

export const selectTracks =
  (channelId: ChannelId) =>
  ({ byCamera }: Tracks): LoadedTracks =>
    byCamera[channelId] ?? NOT_READ;

const setLoaded = (channelId: ChannelId, loaded: Partial<LoadedTracks>): void =>
  useTracks.setState(({ byCamera }) => ({
    byCamera: { ...byCamera, [channelId]: { ...(byCamera[channelId] ?? NOT_READ), ...loaded } },
  }));

const readings = new Map<ChannelId, number>();

/** An answer that a newer reading of the same camera overtook is left out. */
export async function loadTracks(channelId: ChannelId): Promise<void> {
  const reading = (readings.get(channelId) ?? 0) + 1;
  readings.set(channelId, reading);
  setLoaded(channelId, { isLoading: true });
  const answer = await request['cruises.list']({ channelId });
  if (readings.get(channelId) !== reading) return;
  if (answer.ok) setLoaded(channelId, { isLoading: false, list: answer.value, error: null });
  else setLoaded(channelId, { isLoading: false, error: answer.error });
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: WireError };

async function run(channelId: ChannelId, id: string, doing: Running, asking: () => Promise<Answer>): Promise<void> {
  if (useTracks.getState().busy !== null) return;
  useTracks.setState({ busy: { channelId, id, doing }, failure: null });
  const answer = await asking();
  useTracks.setState({ busy: null });
  if (answer.ok || answer.error.code === 'cancelled') return;
  useTracks.setState({ failure: { channelId, error: answer.error } });
  // A refusal may mean that the list is no longer true.
  void loadTracks(channelId);
}

export async function setRunning(channelId: ChannelId, { id }: CruiseTrack, isRunning: boolean): Promise<void> {
  releaseAll();
  const doing = isRunning ? 'start' : 'stop';
  await run(channelId, id, doing, () => request[`cruises.${doing}`]({ channelId, id }));
}

export const askDelete = (deleting: Tracks['deleting']): void => useTracks.setState({ deleting, failure: null });

/** Deletes the track that was asked about. */
export async function deleteTrack(channelId: ChannelId, { id }: CruiseTrack): Promise<void> {
  await run(channelId, id, 'delete', () => request['cruises.delete']({ channelId, id }));
  const { failure, editing } = useTracks.getState();
  if (failure !== null) return;
  useTracks.setState({ deleting: null, editing: editing?.id === id ? null : editing });
}

const isDirty = (editing: Editing | null): boolean => editing !== null && !isSameFields(editing.fields, editing.begun);

/** Does what leaves the editor: at once where nothing is unsaved, else after the operator gave the unsaved legs up. */
export function leaveEditor(then: () => void): void {
  const { editing } = useTracks.getState();
  const leave = (): void => {
    useTracks.setState({ editing: null, leaving: null, left: editing });
    then();
  };
  if (isDirty(editing)) useTracks.setState({ leaving: leave });
  else leave();
}

export const keepEditing = (): void => useTracks.setState({ leaving: null });
export const dismissDropped = (): void => useTracks.setState({ dropped: null });

const begin = (channelId: ChannelId, limits: CruiseLimits, base: CruiseDetail | null): void => {
  const begun = base === null ? NO_FIELDS : fieldsOf(base);
  const fresh = { selected: null, focused: null, isTried: false, isBusy: false, error: null, theirs: null };
  const editing = { channelId, id: base?.id ?? null, limits, base, begun, fields: begun, ...fresh };
  useTracks.setState({ editing, dropped: null, failure: null });
};

export const newTrack = (channelId: ChannelId, { limits }: CruiseList): void =>
  leaveEditor(() => begin(channelId, limits, null));

/** Opens legs as a new track that is not stored yet. */
export const openCopy = (channelId: ChannelId, list: CruiseList, copy: Pick<CruiseDetail, 'name' | 'legs'>): void =>
  leaveEditor(() => {
    begin(channelId, list.limits, null);
    changeFields(() => fieldsOf(copy));
  });

/** Reads the legs of a track and opens it. */
export function editTrack(channelId: ChannelId, { limits }: CruiseList, { id }: CruiseTrack): void {
  leaveEditor(
    () =>
      void run(channelId, id, 'read', async () => {
        const answer = await request['cruises.read']({ channelId, id });
        if (answer.ok) begin(channelId, limits, answer.value.track);
        return answer;
      }),
  );
}

const patch = (change: (editing: Editing) => Partial<Editing>): void =>
  useTracks.setState(({ editing }) => (editing === null ? {} : { editing: { ...editing, ...change(editing) } }));

export const selectLeg = (selected: number): void => patch(() => ({ selected }));
export const changeFields = (change: (fields: TrackFields) => TrackFields): void =>
  patch(({ fields }) => ({ fields: change(fields), error: null }));

export function addLeg(preset: number | null): void {
  patch(({ fields, selected, limits }) => {
    const added = withLeg(fields, selected, { preset, ...limits });
    return { fields: added.fields, selected: added.key, focused: added.key, error: null };
  });
}

export function copyLeg(key: number): void {
  patch(({ fields }) => {
    const added = withCopy(fields, key);
    return added === null ? {} : { fields: added.fields, selected: added.key, focused: added.key, error: null };
  });
}

/** Sends nothing while a field is wrong. @param isForced overwrites the version of another desk. */
export async function saveTrack(isForced = false): Promise<void> {
  const { editing } = useTracks.getState();
  if (editing === null || editing.isBusy) return;
  const { channelId, id, base, fields, limits } = editing;
  const draft = draftOf(fields);
  patch(() => ({ isTried: true, error: null }));
  if (cruiseProblems(draft, limits).length > 0) return patch(() => ({ theirs: null }));
  patch(() => ({ isBusy: true }));
  const answer = await (id === null
    ? request['cruises.add']({ channelId, draft })
    : request['cruises.change']({ channelId, id, draft, base: isForced ? null : base }));
  patch(() => ({ isBusy: false }));
  if (answer.ok) {
    const { track, dropped: parts } = answer.value;
    const dropped = parts.length === 0 ? null : { channelId, name: track.name, parts };
    useTracks.setState(({ editing: now }) => ({
      dropped,
      left: { channelId, id: track.id },
      // Typed while the answer was on its way: it stays, on top of the stored track.
      editing: now !== null && now.fields !== fields ? { ...now, id: track.id, base: track, begun: fields } : null,
    }));
  } else if (answer.error.code === 'cruises.changed-elsewhere' && id !== null)
    await readTheirs(channelId, id, answer.error);
  else patch(() => ({ error: answer.error, theirs: null }));
}

async function readTheirs(channelId: ChannelId, id: string, changed: WireError): Promise<void> {
  const answer = await request['cruises.read']({ channelId, id });
  patch(() => (answer.ok ? { theirs: answer.value.track, error: changed } : { error: answer.error }));
}

export const closeTheirs = (): void => patch(() => ({ theirs: null }));

/** Takes the version of the other desk and discards the own one. */
export const takeTheirs = (): void =>
  patch(({ theirs }) => {
    if (theirs === null) return {};
    const begun = fieldsOf(theirs);
    return { base: theirs, begun, fields: begun, theirs: null, error: null, isTried: false, selected: null };
  });

/** Lists that were read are read again when they change, also by another window. @returns ends it. */
export function followTracks(): () => void {
  return on('cruises.changed', ({ channelId }) => {
    if (useTracks.getState().byCamera[channelId] !== undefined) void loadTracks(channelId);
  });
}
