/**
 * Steering from this window: one camera at a time, and only while a control is pressed. Keys, buttons and sticks are
 * sources. Their directions together make one wanted movement, which is repeated to main until the last source is
 * released.
 */
import { create } from 'zustand';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { PictureLook } from '../../../preload/domain/walls/wall.ts';
import {
  commandFor,
  motorOf,
  PTZ_BEAT_MS,
  sentFor,
  type PtzCommand,
  type PtzDirection,
  type PtzFacts,
  type PtzState,
} from '../../../preload/domain/ptz/ptz.ts';
import { on, request } from '../../page/bridge.ts';
import { AT_REST, type SteerAxes } from '../../page/input/input-source.ts';
import { cameraName } from './clips.ts';
import { postFailure } from '../page/failure-notices.ts';

export interface Steered {
  readonly tile: number;
  readonly channelId: ChannelId;
}

interface Ptz {
  readonly steered: Steered | null;
  /** Null until the cloud of the camera was asked. */
  readonly facts: PtzFacts | null;
  readonly state: PtzState | null;
  /** The speed of the window's own movements, without a stick; above 0 to 1. */
  readonly speed: number;
  /** In directions of the screen. */
  readonly wish: PtzCommand | null;
  /** How the picture of the camera is shown. */
  readonly look: PictureLook;
  /** The camera that the operator of this window steered, stopped or sent somewhere last: a new object each time. */
  readonly hand: { readonly channelId: ChannelId } | null;
  /** Why the camera cannot be steered, or why main does not answer. */
  readonly error: WireError | null;
}

const PLAIN: PictureLook = { turn: 0, isMirrored: false };
const CLOSED = { steered: null, facts: null, state: null, wish: null, look: PLAIN, error: null } as const;

export const usePtz = create<Ptz>(() => ({ ...CLOSED, speed: 0.6, hand: null }));

/** The place of a camera that is steered on the PTZ stage, and not on a tile of a wall. */
export const STAGE_TILE = -1;

/** Lost control is the only sign that the cloud gives of another operator. */
export const isTaken = ({ code, vendor }: WireError): boolean => code === 'cloud.conflict' && vendor !== null;

/** On the stage nothing moves the camera after another operator took control, until this operator takes it back. */
export const selectIsOff = ({ steered, error, state }: Ptz): boolean => {
  const failure = error ?? state?.error ?? null;
  return steered?.tile === STAGE_TILE && failure !== null && isTaken(failure);
};

/** The tile whose camera is steered, or null. */
export const steeredTile = (): number | null => usePtz.getState().steered?.tile ?? null;

/** A hand of this window moved or stopped the camera: rounds of this desk give way. */
export const noteHand = (channelId: ChannelId): void => usePtz.setState({ hand: { channelId } });

/** The pressed directions, the newest last. */
const held = new Map<string, PtzDirection>();
let axes: SteerAxes = AT_REST;
let press = 0;
let beat: ReturnType<typeof setInterval> | undefined;

/** Opens the controls of a camera; those of another one close. */
export async function openPtz(steered: Steered): Promise<void> {
  closePtz();
  usePtz.setState({ steered });
  const answer = await request['ptz.open']({ channelId: steered.channelId });
  if (usePtz.getState().steered !== steered) {
    // Closed in the meantime: the camera that was opened for nothing is given up.
    if (steeredChannel() !== steered.channelId) void leave(steered.channelId);
    return;
  }
  usePtz.setState(answer.ok ? { facts: answer.value } : { error: answer.error });
}

/** Stops, gives control back and closes. */
export function closePtz(): void {
  const channelId = steeredChannel();
  if (channelId === null) return;
  releaseAll();
  usePtz.setState(CLOSED);
  void leave(channelId);
}

async function leave(channelId: ChannelId): Promise<void> {
  const answer = await request['ptz.leave']({ channelId });
  if (!answer.ok) postFailure(answer.error, 'notStopped', { name: cameraName(channelId) });
}

/** Adds a pressed direction. @param source identifies the key, pointer or device. */
export function holdPtz(source: string, direction: PtzDirection): void {
  if (usePtz.getState().facts === null || selectIsOff(usePtz.getState())) return;
  held.delete(source);
  held.set(source, direction);
  wish();
}

/** The picture is shown in another way now, so the pressed directions meant others. */
export function setPtzLook(look: PictureLook): void {
  const { turn, isMirrored } = usePtz.getState().look;
  if (turn === look.turn && isMirrored === look.isMirrored) return;
  releaseAll();
  usePtz.setState({ look });
}

/** The source was released. */
export function releasePtz(source: string): void {
  if (held.delete(source)) wish();
}

/** Takes the position of a stick; its deflection is the speed. */
export function steerPtz(now: SteerAxes): void {
  axes = usePtz.getState().facts === null || selectIsOff(usePtz.getState()) ? AT_REST : now;
  wish();
}

/** Releases everything, because it is no longer certain which controls are pressed. */
export function releaseAll(): void {
  held.clear();
  axes = AT_REST;
  wish();
}

/** Lets the camera focus by itself, once; all pressed controls are released. */
export async function autoFocus(): Promise<void> {
  const { steered } = usePtz.getState();
  if (steered === null) return;
  releaseAll();
  noteHand(steered.channelId);
  const answer = await request['ptz.auto-focus']({ channelId: steered.channelId });
  if (usePtz.getState().steered !== steered || answer.ok || answer.error.code === 'cancelled') return;
  usePtz.setState({ error: answer.error });
}

/** Stops the camera, no matter who moves it and which control is pressed. */
export function stopPtz(): void {
  const channelId = steeredChannel();
  releaseAll();
  if (channelId !== null) noteHand(channelId);
  if (channelId !== null) void request['ptz.stop']({ channelId, press: null });
}

/** Takes control back from another operator. */
export async function takeControl(): Promise<void> {
  const { steered } = usePtz.getState();
  if (steered === null) return;
  const answer = await request['ptz.take']({ channelId: steered.channelId });
  if (usePtz.getState().steered === steered) usePtz.setState({ error: answer.ok ? null : answer.error });
}

/** @param by levels of the cloud. */
export function changeSpeed(by: number): void {
  const { facts, speed } = usePtz.getState();
  if (facts === null) return;
  const level = Math.round(speed * facts.speedLevels) + by;
  setSpeed(Math.min(facts.speedLevels, Math.max(1, level)) / facts.speedLevels);
}

export function setSpeed(speed: number): void {
  usePtz.setState({ speed });
  wish();
}

/** Follows main's reports, until the returned function is called. */
export function followPtz(): () => void {
  return on('ptz.changed', (state) => {
    if (state.channelId !== steeredChannel()) return;
    usePtz.setState({ state });
    // A control whose movement main ended counts as released; otherwise the control would look as if it still moved the
    // camera.
    const isEnded = state.phase !== 'moving' && (state.cut !== null || state.error !== null);
    if (isEnded && state.isMine) releaseAll();
  });
}

const steeredChannel = (): ChannelId | null => usePtz.getState().steered?.channelId ?? null;

/** Arrows that are pressed together mean the direction between them; of the lens keys the newest counts. */
function wanted(): PtzCommand | null {
  const stick = commandFor(axes.pan, axes.tilt, axes.zoom);
  if (stick !== null) return stick;
  const { speed } = usePtz.getState();
  const all = [...held.values()];
  const newest = all.at(-1);
  if (newest === undefined) return null;
  if (motorOf(newest) !== 'turn') return { direction: newest, speed };
  const sum = (plus: string, minus: string): number =>
    Math.sign(all.filter((one) => one.includes(plus)).length - all.filter((one) => one.includes(minus)).length);
  const turn = commandFor(sum('right', 'left'), sum('down', 'up'), 0);
  return turn && { direction: turn.direction, speed };
}

function wish(): void {
  const before = usePtz.getState().wish;
  const channelId = steeredChannel();
  const now = channelId === null ? null : wanted();
  if (before?.direction === now?.direction && before?.speed === now?.speed) return;
  usePtz.setState({ wish: now });
  clearInterval(beat);
  if (channelId === null) return;
  if (now === null) return void tell(request['ptz.stop']({ channelId, press }));
  if (before === null) {
    press += 1;
    usePtz.setState({ error: null, hand: { channelId } });
  }
  const command = { ...now, direction: sentFor(now.direction, usePtz.getState().look) };
  const say = (): void => void tell(request['ptz.move']({ channelId, press, command }));
  say();
  beat = setInterval(say, PTZ_BEAT_MS);
}

/** Main stops a camera by itself when it gets no orders; the operator learns that main gets none. */
async function tell(
  asked: Promise<{ readonly ok: true } | { readonly ok: false; readonly error: WireError }>,
): Promise<void> {
  const answer = await asked;
  if (answer.ok || steeredChannel() === null) return;
  usePtz.setState({ error: answer.error });
  releaseAll();
}
