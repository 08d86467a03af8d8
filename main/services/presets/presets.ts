/**
 * Presets of PTZ cameras. Commands that move a camera or store its position go through its steering (services/ptz),
 * which stops the camera first, keeps to the pace of the cloud and holds the lock.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { PresetList } from '../../../preload/contract/presets.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import {
  freeIndex,
  PRESET_ARRIVAL_MS,
  presetNameProblem,
  type Preset,
  type PresetLimits,
} from '../../../preload/domain/ptz/presets.ts';
import type { PresetNameTable } from '../../db/presets/names.ts';
import { AppError } from '../../errors.ts';
import type { PresetPort } from '../../ports/presets.ts';
import type { VendorSession } from '../../ports/session.ts';
import type { PtzErrand } from '../ptz/ptz-errand.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import type { Emit } from '../shared/emit.ts';
import { isAnswerLost } from '../shared/lost-answers.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { PresetPictures } from './preset-pictures.ts';

interface PresetsOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'presets'>> };
  readonly names: PresetNameTable;
  /** The steering of cameras. */
  readonly ptz: {
    send(channelId: ChannelId, errand: PtzErrand): Promise<void>;
    /** Changes with every command to the camera. */
    ordersTo(channelId: ChannelId): number;
  };
  readonly emit: Emit;
  readonly arrivalMs?: number;
}

/** From one question to the cloud's answer, signing in included. */
const ASK_LIMIT_MS = 25_000;
const LOOK_EVERY_MS = 250;

export class PresetsService implements CameraRefs {
  readonly #options: PresetsOptions;
  readonly #pictures = new PresetPictures();
  readonly #disposed = new AbortController();

  constructor(options: PresetsOptions) {
    this.#options = options;
  }

  /** @throws {AppError} `cloud.not-supported`, `channel.not-found`, `account.*`, and what the cloud refused. */
  async list(channelId: ChannelId): Promise<PresetList> {
    const port = await this.#portOf(channelId);
    const { presets, unreadable } = await this.#listed(port, channelId);
    return { presets, unreadable, limits: port.limits, asOfMs: Date.now() };
  }

  /** The `data:` address of a picture that {@link list} named; null when a newer list has replaced it. */
  picture(channelId: ChannelId, picture: string): string | null {
    return this.#pictures.read(channelId, picture);
  }

  /**
   * Stores the present view. An answer that was lost is looked for in the list, so that no view is stored twice.
   *
   * @param index null: the lowest that no preset has.
   * @throws {AppError} as {@link list}; `input.invalid-field` for a name that the cloud does not allow, before anything is
   *   sent; `presets.full`.
   */
  async add(channelId: ChannelId, givenName: string, index: number | null): Promise<number> {
    const port = await this.#portOf(channelId);
    const name = checkedName(givenName, port.limits);
    const before = (await this.#listed(port, channelId)).presets;
    const { maxIndex } = port.limits;
    const chosen = index ?? freeIndex(before, maxIndex);
    if (chosen === null) {
      throw new AppError('presets.full', 'all numbers are taken', { params: { limit: maxIndex } });
    }
    if (chosen > maxIndex) throw invalid('index', 'at-most', maxIndex);
    if (before.some((one) => one.index === chosen)) throw invalid('index', 'taken');
    let added = chosen;
    await this.#send(channelId, false, async (_, signal) => {
      added = await port.add({ channelId, index: chosen, name }, signal).catch(async (error: unknown) => {
        return await this.#foundAfter(error, { port, channelId, name, before });
      });
    });
    this.#nameHere(port.limits, channelId, added, name);
    return added;
  }

  /**
   * @throws {AppError} as {@link add}; `presets.moved` when the camera got another command while it went to the preset, and
   *   the preset keeps its name.
   */
  async rename(channelId: ChannelId, index: number, givenName: string): Promise<void> {
    const port = await this.#portOf(channelId);
    const name = checkedName(givenName, port.limits);
    if (port.limits.names === 'desk') return this.#nameHere(port.limits, channelId, index, name);
    if (port.limits.renamingMoves) await this.#arriveAt(port, channelId, index);
    await this.#send(channelId, false, (_, signal) => port.update({ channelId, index, name }, signal));
    this.#emitChanged(channelId);
  }

  /** Stores the present view in place of the one before. @throws {AppError} as {@link list}, `cloud.not-found`. */
  async update(channelId: ChannelId, index: number): Promise<void> {
    const port = await this.#portOf(channelId);
    const known = (await this.#listed(port, channelId)).presets.find((one) => one.index === index);
    if (known === undefined) throw new AppError('cloud.not-found', 'no such preset');
    const name = known.name ?? String(index);
    await this.#send(channelId, false, (_, signal) => port.update({ channelId, index, name }, signal));
    this.#emitChanged(channelId);
  }

  /** @throws {AppError} as {@link list}. */
  async delete(channelId: ChannelId, index: number): Promise<void> {
    const port = await this.#portOf(channelId);
    await this.#ask((signal) => port.delete({ channelId, index }, signal));
    this.#emitChanged(channelId);
  }

  /** @throws {AppError} as {@link list}; `cancelled` when a newer command came first. */
  async goTo(channelId: ChannelId, index: number): Promise<void> {
    const port = await this.#portOf(channelId);
    await this.#goTo(port, channelId, index);
  }

  onAccountGone(accountId: AccountId): void {
    this.#pictures.forget(accountId);
  }

  cameraIds(): Iterable<ChannelId> {
    return this.#options.names.cameras();
  }

  replaceCameras({ cameras }: Adopted): void {
    for (const from of this.#options.names.cameras()) {
      const to = cameras.get(from);
      if (to === undefined) continue;
      this.#options.names.rename(from, to);
      this.#emitChanged(to);
    }
  }

  dispose(): void {
    this.#disposed.abort();
    this.#pictures.clear();
  }

  async #goTo(port: PresetPort, channelId: ChannelId, index: number): Promise<void> {
    await this.#send(channelId, true, (control, signal) => port.goTo({ channelId, index, control }, signal));
  }

  /** Sends the camera there and waits until it can have arrived; no cloud reports that it has. */
  async #arriveAt(port: PresetPort, channelId: ChannelId, index: number): Promise<void> {
    const { ptz, arrivalMs = PRESET_ARRIVAL_MS } = this.#options;
    await this.#goTo(port, channelId, index);
    const orders = ptz.ordersTo(channelId);
    const untilMs = performance.now() + arrivalMs;
    while (performance.now() < untilMs) {
      await delay(LOOK_EVERY_MS, undefined, { signal: this.#disposed.signal });
      if (ptz.ordersTo(channelId) !== orders) throw new AppError('presets.moved', 'the camera got another command');
    }
  }

  /** The number of a preset whose order was not answered, when the list has it. @throws the failure of the order. */
  async #foundAfter(error: unknown, { port, channelId, name, before }: Searched): Promise<number> {
    if (!isAnswerLost(error)) throw error;
    const known = new Set(before.map(({ index }) => index));
    const { presets } = await this.#listed(port, channelId).catch(() => ({ presets: [] as readonly Preset[] }));
    const found = presets.find((one) => !known.has(one.index) && (port.limits.names === 'desk' || one.name === name));
    if (found === undefined) throw error;
    return found.index;
  }

  async #listed(
    port: PresetPort,
    channelId: ChannelId,
  ): Promise<{ readonly presets: readonly Preset[]; readonly unreadable: number }> {
    const { presets, unreadable } = await this.#ask((signal) => port.list(channelId, signal));
    const pictures = this.#pictures.keep(
      channelId,
      presets.map(({ picture }) => picture),
    );
    const { names } = this.#options;
    const isDesk = port.limits.names === 'desk';
    if (isDesk && unreadable === 0) {
      names.keepOnly(
        channelId,
        presets.map(({ index }) => index),
      );
    }
    const own = isDesk ? names.of(channelId) : null;
    const rows = presets.map(({ index, name }, i): Preset => {
      return { index, name: own?.get(index) ?? name, picture: pictures[i] ?? null };
    });
    return { presets: rows.sort((a, b) => a.index - b.index), unreadable };
  }

  #nameHere({ names }: PresetLimits, channelId: ChannelId, index: number, name: string): void {
    if (names === 'desk') this.#options.names.save(channelId, index, name);
    this.#emitChanged(channelId);
  }

  #emitChanged(channelId: ChannelId): void {
    this.#options.emit('presets.changed', { channelId });
  }

  async #send(channelId: ChannelId, needsControl: boolean, run: PtzErrand['run']): Promise<void> {
    await this.#options.ptz.send(channelId, { needsControl, run });
  }

  async #ask<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, ask);
  }

  async #portOf(channelId: ChannelId): Promise<PresetPort> {
    const { presets } = await this.#options.sessions.of(givenChannelRef(channelId).accountId);
    if (presets === undefined) throw new AppError('cloud.not-supported', 'this cloud has no presets');
    return presets;
  }
}

interface Searched {
  readonly port: PresetPort;
  readonly channelId: ChannelId;
  readonly name: string;
  readonly before: readonly Preset[];
}

function checkedName(given: string, limits: PresetLimits): string {
  const name = given.trim();
  const problem = presetNameProblem(name, limits);
  if (problem === null) return name;
  throw invalid('name', problem, problem === 'too-long' ? limits.maxNameChars : undefined);
}

function invalid(field: string, detail: string, limit?: number): AppError {
  const params = { field, detail, ...(limit === undefined ? {} : { limit }) };
  return new AppError('input.invalid-field', `presets: ${field} ${detail}`, { params });
}
