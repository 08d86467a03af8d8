/** Chapter 15: preset positions of HoloSens domes; their cruise tracks are in cruises.ts. */
import type { Values } from '../../kernel/check.ts';
import type { Pose } from '../../world/ptz-head.ts';
import { numberOf, textOf } from '../../kernel/values.ts';
import { addressed, idsOf } from './channels.ts';
import type { IvmContext, Operations } from './context.ts';
import { refuseUnreachable } from './context.ts';
import type { IvmChannel } from './estate.ts';
import { Refusal } from './refusals.ts';

const MAX_PRESETS = 512;

export interface Preset {
  readonly name: string;
  readonly pose: Pose;
  /** When its preview was taken, epoch ms. */
  readonly atMs: number;
}

export interface Shelf {
  readonly presets: Map<number, Preset>;
}

/** Presets belong to the channel object, so they go when the device is deleted. */
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
  const shelf = { presets };
  shelves.set(channel, shelf);
  return shelf;
}

/** @throws {Refusal} for other protocols, cameras without PTZ, and cameras that cannot be reached. */
export function domeOf(context: IvmContext, values: Values): { channel: IvmChannel; shelf: Shelf } {
  const channel = addressed(context, values);
  if (channel.device.protocol !== 'HOLO') throw new Refusal('IVM.20020011');
  if (!channel.hasPtz) throw new Refusal('IVM.20002008');
  refuseUnreachable(channel);
  return { channel, shelf: shelfOf(channel) };
}

export const INVALID = 'IVM.10020001';

function presetOf(shelf: Shelf, index: number): Preset {
  const preset = shelf.presets.get(index);
  if (preset === undefined) throw new Refusal(INVALID);
  return preset;
}

export function knownPreset(shelf: Shelf, index: number): number {
  presetOf(shelf, index);
  return index;
}

/** The view of this moment under a name. */
const viewOf = (channel: IvmChannel, name: string, atMs: number): Preset => ({
  name,
  atMs,
  pose: channel.head?.at(atMs) ?? poseOf(0, 0, 1),
});

export function previewOf(context: IvmContext, channel: IvmChannel, { pose, atMs }: Preset): string {
  const order = { cameraKey: channel.cameraKey, cameraName: channel.name, atMs, pose };
  return context.pictures.take(order).toString('base64');
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
};

function firstFree(shelf: Shelf): number {
  for (let index = 1; index <= MAX_PRESETS; index += 1) if (!shelf.presets.has(index)) return index;
  throw new Refusal(INVALID);
}
