/**
 * Cruise tracks of PTZ cameras. A track is read before it is changed, so that no change of another desk is overwritten
 * unseen, and after it, because devices drop values that they do not know. Starting and stopping move the camera: its
 * steering (services/ptz) sends them, stops the camera first and keeps the pace of the cloud.
 */
import type { CruiseList, CruiseRead, CruiseSaved } from '../../../preload/contract/cruises.ts';
import {
  cruiseProblems,
  droppedParts,
  isSameTrack,
  type CruiseDetail,
  type CruiseDraft,
  type CruiseLimits,
  type CruiseTrack,
} from '../../../preload/domain/ptz/cruises.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { CruisePort } from '../../ports/cruises.ts';
import type { VendorSession } from '../../ports/session.ts';
import type { PtzErrand } from '../ptz/ptz-errand.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import type { Emit } from '../shared/emit.ts';
import { isAnswerLost } from '../shared/lost-answers.ts';
import { withinLimit } from '../shared/time-limit.ts';

interface CruisesOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'cruises'>> };
  /** The steering of cameras. */
  readonly ptz: { send(channelId: ChannelId, errand: PtzErrand): Promise<void> };
  readonly emit: Emit;
}

/** From one question to the cloud's answer, signing in included. */
const ASK_LIMIT_MS = 25_000;

export class CruisesService {
  readonly #options: CruisesOptions;
  readonly #disposed = new AbortController();

  constructor(options: CruisesOptions) {
    this.#options = options;
  }

  /** @throws {AppError} `cloud.not-supported`, `channel.not-found`, `account.*`, and what the cloud refused. */
  async list(channelId: ChannelId): Promise<CruiseList> {
    const port = await this.#portOf(channelId);
    const { tracks, unreadable } = await this.#ask((signal) => port.list(channelId, signal));
    return { tracks, unreadable, limits: port.limits, asOfMs: Date.now() };
  }

  /** @throws {AppError} as {@link list}; `cloud.not-found` for a track that the camera does not list. */
  async read(channelId: ChannelId, id: string): Promise<CruiseRead> {
    const port = await this.#portOf(channelId);
    return { track: await this.#detailOf(port, channelId, id), asOfMs: Date.now() };
  }

  /**
   * An answer that was lost is looked for in the list, so that no track is stored twice.
   *
   * @throws {AppError} as {@link list}; `input.invalid-field` for what the cloud does not allow, before anything is
   *   sent; `cruises.in-doubt` when the answer was lost and the list does not show whether the track is there.
   */
  async add(channelId: ChannelId, given: CruiseDraft): Promise<CruiseSaved> {
    const port = await this.#portOf(channelId);
    const draft = checked(given, port.limits);
    const before = await this.#ask((signal) => port.list(channelId, signal));
    let id: string;
    try {
      id = await this.#ask((signal) => port.add({ channelId, ...draft }, signal));
    } catch (error) {
      id = await this.#foundAfter(error, { port, channelId, name: draft.name, before: before.tracks });
    }
    return await this.#readBack(port, channelId, id, draft);
  }

  /**
   * Replaces name and legs.
   *
   * @param base the version that the change was made from; null overwrites any version.
   * @throws {AppError} as {@link add}; `cruises.changed-elsewhere` when the camera has another version than `base`, and nothing
   *   is sent; `cloud.not-found` when it has the track no more.
   */
  async change(
    channelId: ChannelId,
    id: string,
    given: CruiseDraft,
    base: Pick<CruiseDetail, 'name' | 'legs'> | null,
  ): Promise<CruiseSaved> {
    const port = await this.#portOf(channelId);
    const draft = checked(given, port.limits);
    const now = await this.#detailOf(port, channelId, id);
    if (base !== null && !isSameTrack(base, now)) {
      throw new AppError('cruises.changed-elsewhere', 'the track differs from the version that was edited');
    }
    try {
      await this.#ask((signal) => port.change({ channelId, id, ...draft }, signal));
    } catch (error) {
      // Reading back shows whether an order without an answer was carried out.
      if (!isAnswerLost(error)) throw error;
      const after = await this.#detailOf(port, channelId, id).catch(() => null);
      if (after === null) throw new AppError('cruises.in-doubt', 'no answer to a change');
      if (isSameTrack(after, now) && !isSameTrack(now, draft)) throw error;
    }
    return await this.#readBack(port, channelId, id, draft);
  }

  /** Stops a track that runs first. @throws {AppError} as {@link list}. */
  async delete(channelId: ChannelId, id: string): Promise<void> {
    const port = await this.#portOf(channelId);
    const track = await this.#rowOf(port, channelId, id);
    if (track.isRunning) await this.#run(port, channelId, id, false);
    await this.#ask((signal) => port.delete({ channelId, id }, signal));
    this.#emitChanged(channelId);
  }

  /**
   * Starts or stops the round.
   *
   * @throws {AppError} as {@link list}; `cancelled` when a newer command to the camera came first.
   */
  async run(channelId: ChannelId, id: string, isRunning: boolean): Promise<void> {
    await this.#run(await this.#portOf(channelId), channelId, id, isRunning);
    this.#emitChanged(channelId);
  }

  dispose(): void {
    this.#disposed.abort();
  }

  /** No operation of a track takes a control token, but the camera moves: nobody else may have control (8.1). */
  async #run(port: CruisePort, channelId: ChannelId, id: string, isRunning: boolean): Promise<void> {
    const run: PtzErrand['run'] = (_, signal) => port.run({ channelId, id, isRunning }, signal);
    await this.#options.ptz.send(channelId, { needsControl: isRunning, run });
  }

  async #detailOf(port: CruisePort, channelId: ChannelId, id: string): Promise<CruiseDetail> {
    const row = await this.#rowOf(port, channelId, id);
    const { name, legs } = await this.#ask((signal) => port.read({ channelId, id }, signal));
    return { id, name, legs, isRunning: row.isRunning };
  }

  async #rowOf(port: CruisePort, channelId: ChannelId, id: string): Promise<CruiseTrack> {
    const { tracks } = await this.#ask((signal) => port.list(channelId, signal));
    const row = tracks.find((one) => one.id === id);
    if (row === undefined) throw new AppError('cloud.not-found', 'no such track');
    return row;
  }

  async #readBack(port: CruisePort, channelId: ChannelId, id: string, draft: CruiseDraft): Promise<CruiseSaved> {
    this.#emitChanged(channelId);
    const track = await this.#detailOf(port, channelId, id);
    return { track, dropped: droppedParts(draft.legs, track.legs), asOfMs: Date.now() };
  }

  /** The id of a track whose order was not answered, when the list has it. @throws the failure of the order. */
  async #foundAfter(error: unknown, { port, channelId, name, before }: Searched): Promise<string> {
    if (!isAnswerLost(error)) throw error;
    const known = new Set(before.map(({ id }) => id));
    const after = await this.#ask((signal) => port.list(channelId, signal)).catch(() => null);
    if (after === null) throw new AppError('cruises.in-doubt', 'no answer to a new track');
    const found = after.tracks.find((one) => !known.has(one.id) && one.name === name);
    if (found === undefined) throw error;
    return found.id;
  }

  #emitChanged(channelId: ChannelId): void {
    this.#options.emit('cruises.changed', { channelId });
  }

  async #ask<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, ask);
  }

  async #portOf(channelId: ChannelId): Promise<CruisePort> {
    const { cruises } = await this.#options.sessions.of(givenChannelRef(channelId).accountId);
    if (cruises === undefined) throw new AppError('cloud.not-supported', 'this cloud has no cruise tracks');
    return cruises;
  }
}

interface Searched {
  readonly port: CruisePort;
  readonly channelId: ChannelId;
  readonly name: string;
  readonly before: readonly CruiseTrack[];
}

function checked({ name, legs }: CruiseDraft, limits: CruiseLimits): CruiseDraft {
  const draft = { name: name.trim(), legs };
  const [problem] = cruiseProblems(draft, limits);
  if (problem === undefined) return draft;
  const params = { field: problem.field, detail: problem.problem };
  throw new AppError('input.invalid-field', `cruises: ${problem.field} ${problem.problem}`, { params });
}
