/**
 * Chapter 15: cruise tracks of HoloSens domes. A track that runs moves the head from preset to preset; a command of an operator
 * ends that, and the track no longer runs.
 */
import type { Values } from '../../kernel/check.ts';
import { isRecord } from '../../kernel/json.ts';
import { maybeText, numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import { idsOf } from './channels.ts';
import type { IvmContext, Operations } from './context.ts';
import type { IvmChannel } from './estate.ts';
import { domeOf, INVALID, knownPreset, previewOf, type Shelf } from './presets.ts';
import { Refusal } from './refusals.ts';

/** A stay that the device did not understand is its shortest. */
const SHORTEST_STAY_SEC = 30;

interface Leg {
  readonly preset: number;
  readonly dwellSec: number;
  readonly speed: number;
}

interface Cruise {
  readonly id: number;
  name: string;
  legs: readonly Leg[];
}

interface Tracks {
  readonly byId: Map<number, Cruise>;
  next: number;
  /** The track that was started last. */
  running: number | null;
}

/** Tracks belong to the channel object, so they go when the device is deleted. */
const shelves = new WeakMap<IvmChannel, Tracks>();

function tracksOf(channel: IvmChannel): Tracks {
  const known = shelves.get(channel);
  if (known !== undefined) return known;
  const tracks: Tracks = { byId: new Map(), next: 1, running: null };
  shelves.set(channel, tracks);
  return tracks;
}

function trackOf(context: IvmContext, values: Values) {
  const { channel, shelf } = domeOf(context, values);
  const tracks = tracksOf(channel);
  const cruise = tracks.byId.get(numberOf(values, 'cruises_id', 0));
  if (cruise === undefined) throw new Refusal(INVALID);
  return { channel, shelf, tracks, cruise };
}

const isRunning = ({ head }: IvmChannel, { running }: Tracks, { id }: Cruise): boolean =>
  running === id && head?.isOnRound === true;

function end(channel: IvmChannel, tracks: Tracks, nowMs: number): void {
  tracks.running = null;
  if (channel.head?.isOnRound === true) channel.head.end(['panDeg', 'tiltDeg', 'zoom'], nowMs);
}

/** The points as they were sent: a device may know one spelling of the stay and drop the other without a word. */
function legsOf(context: IvmContext, shelf: Shelf, values: Values): readonly Leg[] {
  const { staySpelling, droppedStays } = context.orders.traits;
  const sent = values[SENT_POINTS];
  return recordsOf(values, 'cruise_points').map((point, i) => {
    const raw: unknown = Array.isArray(sent) ? sent[i] : undefined;
    const isKnown = staySpelling === 'both' || (isRecord(raw) && raw[staySpelling] !== undefined);
    return {
      preset: knownPreset(shelf, numberOf(point, 'preset_index', 0)),
      dwellSec: isKnown && !droppedStays ? numberOf(point, 'dwel_time', SHORTEST_STAY_SEC) : SHORTEST_STAY_SEC,
      speed: numberOf(point, 'speed_level', numberOf(point, 'speedLevel', 5)),
    };
  });
}

/** Where the cloud lays the points of a request as they came, beside the checked ones. */
export const SENT_POINTS = 'cruise_points as sent';

export const cruiseOperations: Operations = {
  listCruiseTracks(context, values) {
    const { channel } = domeOf(context, values);
    const tracks = tracksOf(channel);
    const rows = [...tracks.byId.values()].map((one) => ({
      cruises_id: one.id,
      cruises_name: one.name,
      enable_cruise: isRunning(channel, tracks, one) ? 'OPEN' : 'CLOSE',
    }));
    return { ...idsOf(channel), cruises_ids: rows };
  },

  getCruiseTrack(context, values) {
    const { channel, shelf, cruise } = trackOf(context, values);
    return {
      ...idsOf(channel),
      cruises_id: cruise.id,
      cruise_type: 'CRUISE_TRACK',
      cruise_name: cruise.name,
      cruise_points: cruise.legs.map((leg) => {
        // A preset that a track still names may be gone.
        const preset = shelf.presets.get(leg.preset);
        return {
          preset_index: leg.preset,
          dwell_time: leg.dwellSec,
          speed_level: leg.speed,
          jpg_base64: preset === undefined ? '' : previewOf(context, channel, preset),
        };
      }),
    };
  },

  addCruiseTrack(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const tracks = tracksOf(channel);
    const id = tracks.next;
    tracks.byId.set(id, { id, name: textOf(values, 'cruise_name'), legs: legsOf(context, shelf, values) });
    tracks.next += 1;
    return { ...idsOf(channel), cruises_id: id };
  },

  deleteCruiseTrack(context, values) {
    const { channel, tracks, cruise } = trackOf(context, values);
    // No document describes the deletion of a running round: this cloud refuses.
    if (isRunning(channel, tracks, cruise)) throw new Refusal(INVALID);
    tracks.byId.delete(cruise.id);
    return { ...idsOf(channel), cruises_id: cruise.id };
  },

  updateCruiseTrack(context, values) {
    const { channel, shelf, cruise } = trackOf(context, values);
    cruise.legs = legsOf(context, shelf, values);
    cruise.name = textOf(values, 'cruise_name');
    return { ...idsOf(channel), cruises_id: cruise.id };
  },

  /** A dome follows one track at a time. */
  enableCruiseTrack(context, values) {
    const { channel, shelf, tracks, cruise } = trackOf(context, values);
    const nowMs = context.clock.nowMs();
    const isOn = maybeText(values, 'enable_cruise') === 'OPEN';
    if (isOn) {
      // Presets that were deleted since are left out; a track without any of them cannot run.
      const stops = cruise.legs.flatMap(({ preset, dwellSec }) => {
        const pose = shelf.presets.get(preset)?.pose;
        return pose === undefined ? [] : [{ pose, dwellMs: (dwellSec * 1_000) / context.orders.traits.cruisePace }];
      });
      if (stops.length === 0) throw new Refusal(INVALID);
      tracks.running = cruise.id;
      channel.head?.follow(stops, nowMs);
    } else if (tracks.running === cruise.id) end(channel, tracks, nowMs);
    return { ...idsOf(channel), cruises_id: cruise.id, enable_cruise: isOn ? 'OPEN' : 'CLOSE' };
  },
};
