/** Chapter 15: preset positions and cruise tracks of HoloSens domes. */
import type { Values } from '../../kernel/check.ts';
import type { Pose } from '../../world/ptz-head.ts';
import { maybeText, numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import { addressed, idsOf } from './channels.ts';
import type { IvmContext, Operations } from './context.ts';
import { refuseUnreachable } from './context.ts';
import type { IvmChannel } from './estate.ts';
import { Refusal } from './refusals.ts';

const MAX_PRESETS = 512;

interface Preset {
  readonly name: string;
  readonly pose: Pose;
  /** When its preview was taken, epoch ms. */
  readonly atMs: number;
}

interface Cruise {
  readonly id: number;
  name: string;
  type: string;
  legs: readonly { readonly preset: number; readonly dwellSec: number; readonly speed: number }[];
  isRunning: boolean;
}

interface Shelf {
  readonly presets: Map<number, Preset>;
  readonly cruises: Map<number, Cruise>;
  nextCruise: number;
}

/** Presets and cruises belong to the channel object, so they go when the device is deleted. */
const shelves = new WeakMap<IvmChannel, Shelf>();

const poseOf = (panDeg: number, tiltDeg: number, zoom: number): Pose => ({ panDeg, tiltDeg, zoom });

function shelfOf(channel: IvmChannel): Shelf {
  const known = shelves.get(channel);
  if (known !== undefined) return known;
  const atMs = channel.createdAtMs;
  const presets = new Map<number, Preset>([
    [1, { name: 'Gate', pose: poseOf(40, -5, 2), atMs }],
    [2, { name: '停车场', pose: poseOf(120, -20, 1), atMs }],
    [3, { name: 'Overview', pose: poseOf(300, 10, 1.5), atMs }],
  ]);
  const shelf = { presets, cruises: new Map<number, Cruise>(), nextCruise: 1 };
  shelves.set(channel, shelf);
  return shelf;
}

/** @throws {Refusal} for other protocols, cameras without PTZ, and cameras that cannot be reached. */
function domeOf(context: IvmContext, values: Values): { channel: IvmChannel; shelf: Shelf } {
  const channel = addressed(context, values);
  if (channel.device.protocol !== 'HOLO') throw new Refusal('IVM.20020011');
  if (!channel.hasPtz) throw new Refusal('IVM.20002008');
  refuseUnreachable(channel);
  return { channel, shelf: shelfOf(channel) };
}

const INVALID = 'IVM.10020001';

function presetOf(shelf: Shelf, index: number): Preset {
  const preset = shelf.presets.get(index);
  if (preset === undefined) throw new Refusal(INVALID);
  return preset;
}

function knownPreset(shelf: Shelf, index: number): number {
  presetOf(shelf, index);
  return index;
}

/** The view of this moment under a name. */
const viewOf = (channel: IvmChannel, name: string, atMs: number): Preset => ({
  ...{ name, atMs, pose: channel.head?.at(atMs) ?? poseOf(0, 0, 1) },
});

function previewOf(context: IvmContext, channel: IvmChannel, { pose, atMs }: Preset): string {
  const order = { cameraKey: channel.cameraKey, cameraName: channel.name, atMs, pose };
  return context.pictures.take(order).toString('base64');
}

function knownCruise(shelf: Shelf, values: Values): Cruise {
  const cruise = shelf.cruises.get(numberOf(values, 'cruises_id', 0));
  if (cruise === undefined) throw new Refusal(INVALID);
  return cruise;
}

function legsOf(shelf: Shelf, values: Values): Cruise['legs'] {
  return recordsOf(values, 'cruise_points').map((point) => ({
    preset: knownPreset(shelf, numberOf(point, 'preset_index', 0)),
    dwellSec: numberOf(point, 'dwel_time', 30),
    speed: numberOf(point, 'speed_level', numberOf(point, 'speedLevel', 5)),
  }));
}

export const presetOperations: Operations = {
  listPresetPositions(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const rows = [...shelf.presets].sort(([a], [b]) => a - b);
    return {
      preset_positions: rows.map(([index, preset]) => ({
        preset_index: index,
        preset_name: preset.name,
        jpg_base64: previewOf(context, channel, preset),
      })),
    };
  },

  /** `index` is required for cameras without a recorder and must be omitted otherwise. */
  addPresetPosition(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const asked = values['index'];
    const isDirect = channel.device.family === 'IPC';
    if (isDirect !== (typeof asked === 'number')) throw new Refusal(INVALID);
    const index = typeof asked === 'number' ? asked : firstFree(shelf);
    if (shelf.presets.has(index)) throw new Refusal(INVALID);
    shelf.presets.set(index, viewOf(channel, textOf(values, 'preset_name'), context.clock.nowMs()));
    return { ...idsOf(channel), preset_index: index };
  },

  deletePresetPosition(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const index = knownPreset(shelf, numberOf(values, 'preset_index', 0));
    shelf.presets.delete(index);
    return { ...idsOf(channel), preset_index: index };
  },

  /** Takes a new picture and, as the document leaves it open, the view of this moment too. */
  updatePresetPosition(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const index = knownPreset(shelf, numberOf(values, 'preset_index', 0));
    const name = textOf(values, 'preset_name');
    shelf.presets.set(index, viewOf(channel, name, context.clock.nowMs()));
    return { ...idsOf(channel), preset_index: index, preset_name: name };
  },

  moveToPresetPosition(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const { pose } = presetOf(shelf, Number(values['preset_index']));
    context.ptz.use(channel.cameraKey, textOf(values, 'control_token'));
    context.ptz.goTo(channel.cameraKey);
    channel.head?.goTo(pose, context.clock.nowMs());
    return idsOf(channel);
  },

  listCruiseTracks(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const rows = [...shelf.cruises.values()].map((one) => ({
      cruises_id: one.id,
      cruises_name: one.name,
      enable_cruise: one.isRunning ? 'OPEN' : 'CLOSE',
    }));
    return { ...idsOf(channel), cruises_ids: rows };
  },

  getCruiseTrack(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const cruise = knownCruise(shelf, values);
    return {
      ...idsOf(channel),
      cruises_id: cruise.id,
      cruise_type: 'CRUISE_TRACK',
      cruise_name: cruise.name,
      cruise_points: cruise.legs.map((leg) => ({
        preset_index: leg.preset,
        dwell_time: leg.dwellSec,
        speed_level: leg.speed,
        jpg_base64: pictureOfLeg(context, channel, shelf, leg.preset),
      })),
    };
  },

  addCruiseTrack(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const id = shelf.nextCruise;
    shelf.cruises.set(id, {
      id,
      name: textOf(values, 'cruise_name'),
      type: textOf(values, 'cruise_type'),
      legs: legsOf(shelf, values),
      isRunning: false,
    });
    shelf.nextCruise += 1;
    return { ...idsOf(channel), cruises_id: id };
  },

  deleteCruiseTrack(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const { id } = knownCruise(shelf, values);
    shelf.cruises.delete(id);
    return { ...idsOf(channel), cruises_id: id };
  },

  updateCruiseTrack(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const cruise = knownCruise(shelf, values);
    cruise.name = textOf(values, 'cruise_name');
    cruise.type = textOf(values, 'cruise_type');
    cruise.legs = legsOf(shelf, values);
    return { ...idsOf(channel), cruises_id: cruise.id };
  },

  enableCruiseTrack(context, values) {
    const { channel, shelf } = domeOf(context, values);
    const cruise = knownCruise(shelf, values);
    const isOn = maybeText(values, 'enable_cruise') === 'OPEN';
    // a dome follows one track at a time
    if (isOn) for (const other of shelf.cruises.values()) other.isRunning = false;
    cruise.isRunning = isOn;
    return { ...idsOf(channel), cruises_id: cruise.id, enable_cruise: isOn ? 'OPEN' : 'CLOSE' };
  },
};

/** A preset that a track still names may be gone. */
function pictureOfLeg(context: IvmContext, channel: IvmChannel, shelf: Shelf, index: number): string {
  const preset = shelf.presets.get(index);
  return preset === undefined ? '' : previewOf(context, channel, preset);
}

function firstFree(shelf: Shelf): number {
  for (let index = 1; index <= MAX_PRESETS; index += 1) if (!shelf.presets.has(index)) return index;
  throw new Refusal(INVALID);
}
