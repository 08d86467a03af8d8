/** Chapter 11: people counted and where they stood, invented from the camera's key and how long before the simulator's start. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, textOf } from '../../kernel/values.ts';
import { hashOf } from '../../world/random.ts';
import { addressed } from './channels.ts';
import type { IvmContext, Operations } from './context.ts';
import type { IvmChannel } from './estate.ts';
import { isWallClock } from '../../kernel/check.ts';
import { Refusal } from './refusals.ts';
import { formatBeijing } from './time.ts';

const DAY_MS = 86_400_000;
const MAP_WIDTH = 64;
const MAP_HEIGHT = 36;
const MAX_DAYS = 366;
const INVALID_START = 'IVM.10020005';
const INVALID_END = 'IVM.10020006';

export const statisticsOperations: Operations = {
  getPeopleStatistics(context, values) {
    const channel = counterOf(context, values);
    const start = readDay(textOf(values, 'start_date'), INVALID_START);
    const type = textOf(values, 'type');
    const endText = maybeText(values, 'end_date');
    if (type === 'CUSTOMIZE' && endText === null) throw new Refusal('IVM.10020018');
    const end = type === 'CUSTOMIZE' && endText !== null ? readDay(endText, INVALID_END) : start;
    if (end < start || (end - start) / DAY_MS >= MAX_DAYS) throw new Refusal(INVALID_END);
    const count = type === 'CUSTOMIZE' ? (end - start) / DAY_MS + 1 : bucketsOf(type, start);
    return {
      in: counts(channel, 'in', sinceStart(context, start), type, count),
      out: counts(channel, 'out', sinceStart(context, start), type, count),
    };
  },

  getTimeHeatmap(context, values) {
    const channel = counterOf(context, values, 'IVM.20090022');
    const { start, type } = periodOf(values);
    return { data: counts(channel, 'heat', sinceStart(context, start), type, bucketsOf(type, start)) };
  },

  getSpaceHeatmap(context, values) {
    const channel = counterOf(context, values, 'IVM.20090022');
    const { start, type } = periodOf(values);
    const seed = hashOf(channel.cameraKey, sinceStart(context, start), type);
    const [x0, y0] = [seed % MAP_WIDTH, (seed >>> 8) % MAP_HEIGHT];
    const pixels = Buffer.alloc(MAP_WIDTH * MAP_HEIGHT);
    for (let y = 0; y < MAP_HEIGHT; y += 1)
      for (let x = 0; x < MAP_WIDTH; x += 1)
        pixels[y * MAP_WIDTH + x] = Math.max(0, 255 - 9 * Math.round(Math.hypot(x - x0, y - y0)));
    return { width: MAP_WIDTH, height: MAP_HEIGHT, rawbase64: pixels.toString('base64') };
  },
};

function counterOf(context: IvmContext, values: Values, gbCode = 'IVM.20020011'): IvmChannel {
  const channel = addressed(context, values);
  if (channel.device.protocol !== 'HOLO') throw new Refusal(gbCode);
  return channel;
}

function periodOf(values: Values): { start: number; type: string } {
  const text = textOf(values, 'start_time');
  if (!isWallClock(text)) throw new Refusal(INVALID_START);
  return { start: Date.parse(`${text.slice(0, 10)}T00:00:00Z`), type: textOf(values, 'type') };
}

/** @returns the day's beginning as if Beijing time were UTC: only calendars are counted here. */
function readDay(text: string, code: string): number {
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  if (!isWallClock(`${day} 00:00:00`)) throw new Refusal(code);
  return Date.parse(`${day}T00:00:00Z`);
}

/** Days from the simulator's start to a day of `readDay`. */
function sinceStart(context: IvmContext, dayMs: number): number {
  const today = Date.parse(`${formatBeijing(context.clock.days.startMs).slice(0, 10)}T00:00:00Z`);
  return (dayMs - today) / DAY_MS;
}

function bucketsOf(type: string, dayMs: number): number {
  const day = new Date(dayMs);
  if (type === 'DAY') return 24;
  if (type === 'WEEK') return 7;
  return type === 'MONTH' ? new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate() : 12;
}

function counts(channel: IvmChannel, what: string, day: number, type: string, count: number): number[] {
  return Array.from({ length: count }, (_, i) => hashOf(channel.cameraKey, what, day, type, i) % 200);
}
