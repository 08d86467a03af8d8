/** The numbers of the cameras in a directory: joined to a reading, checked before a change, changed. */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { sharingOfRows } from '../../../preload/domain/cameras/shared-values.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { StoredChannel } from '../../db/cameras/directory.ts';
import { AppError } from '../../errors.ts';
import { SLICE } from './directory-reading.ts';

/** The cameras of a reading with their numbers, in slices. Equal groups, devices and lists of functions are one copy. */
export async function withNumbers(
  channels: readonly StoredChannel[],
  known: ReadonlyMap<ChannelId, number>,
): Promise<NumberedChannel[]> {
  const numbered: NumberedChannel[] = [];
  const share = sharingOfRows();
  for (const channel of channels) {
    numbered.push({ ...share(channel), number: known.get(channel.id) ?? 0 });
    if (numbered.length % SLICE === 0) await yieldToEvents();
  }
  return numbered;
}

/** The same cameras, some with another number. */
export function renumbered(
  channels: readonly NumberedChannel[],
  wanted: ReadonlyMap<ChannelId, number>,
): readonly NumberedChannel[] {
  return channels.map((channel) => {
    const number = wanted.get(channel.id) ?? channel.number;
    return number === channel.number ? channel : { ...channel, number };
  });
}

/**
 * @param all every camera that an account lists.
 * @throws {AppError} `channel.not-found` for a camera that no account lists; `number.taken` with `detail`, the number, where a
 *   listed camera that is not among the wanted ones holds the number, or where a number is given twice.
 */
export function checkNumbers(all: Iterable<NumberedChannel>, wanted: ReadonlyMap<ChannelId, number>): void {
  const listed = new Set<ChannelId>();
  const given = new Set<number>();
  for (const number of wanted.values()) {
    if (given.has(number)) throw taken(number);
    given.add(number);
  }
  for (const { id, number } of all) {
    if (wanted.has(id)) listed.add(id);
    else if (given.has(number)) throw taken(number);
  }
  if (listed.size < wanted.size) throw new AppError('channel.not-found', 'a camera is not listed any more');
}

const taken = (detail: number): AppError =>
  new AppError('number.taken', 'another camera has the number', { params: { detail } });

/** Does work that reads the numbers again where the numbers changed in the meantime. */
export class SteadyNumbers {
  #changes = 0;

  changed(): void {
    this.#changes += 1;
  }

  async read<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      const before = this.#changes;
      const done = await work();
      if (before === this.#changes) return done;
    }
  }
}
