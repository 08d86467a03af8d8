/** How each player keeps up with the clock: its speed where that is not the asked one, and its sync error. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { Standing } from '../recordings/standing.ts';
import { SpeedMeter } from './speed-meter.ts';
import { SyncMeter } from './sync-meter.ts';

/** Corrections change the speed of an element by up to 8 %; a larger difference is the recording's or the computer's. */
const AS_ASKED_SHARE = 0.1;

type Measures = Pick<Standing, 'measuredRate' | 'syncErrorMs'>;

/** Of one player at one beat. */
interface Beat {
  /** Ms of a clock that never runs backwards. */
  readonly nowMs: number;
  /** Of the clock, times the normal speed. */
  readonly rate: number;
  /** The moment of the picture, epoch ms; null while the player does not run. */
  readonly atMs: number | null;
  /** By how much the picture is ahead of the clock, ms; null where nothing can be compared. */
  readonly errorMs: number | null;
  /** Some devices ignore the speed that they were asked for: their speed is always published. */
  readonly isPacedByDevice: boolean;
}

interface Meters {
  readonly speed: SpeedMeter;
  readonly sync: SyncMeter;
  measures: Measures;
}

const NOTHING_MEASURED: Measures = { measuredRate: null, syncErrorMs: null };

export class PlayerMeters {
  readonly #ofPlayer = new Map<ChannelId, Meters>();

  of(id: ChannelId): Measures {
    return this.#ofPlayer.get(id)?.measures ?? NOTHING_MEASURED;
  }

  take(id: ChannelId, { nowMs, rate, atMs, errorMs, isPacedByDevice }: Beat): void {
    const meters = this.#ofPlayer.get(id) ?? newMeters();
    this.#ofPlayer.set(id, meters);
    meters.speed.take(nowMs, atMs, rate);
    meters.sync.take(nowMs, errorMs, rate);
    const measured = meters.speed.measured;
    const isAsAsked = measured !== null && Math.abs(measured / rate - 1) < AS_ASKED_SHARE;
    meters.measures = {
      measuredRate: isAsAsked && !isPacedByDevice ? null : measured,
      syncErrorMs: meters.sync.measured,
    };
  }

  drop(id: ChannelId): void {
    this.#ofPlayer.delete(id);
  }
}

const newMeters = (): Meters => ({ speed: new SpeedMeter(), sync: new SyncMeter(), measures: NOTHING_MEASURED });
