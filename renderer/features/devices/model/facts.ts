/** The facts of devices that somebody asked for, in memory while the client runs. */
import { create } from 'zustand';
import type { FactsWish, DeviceFactsAnswer } from '../../../../preload/contract/devices.ts';
import { PUBLISHED_FACTS, type DeviceFact } from '../../../../preload/domain/cameras/device-facts.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { channelRefOf, deviceIdOf, type ChannelId, type DeviceId } from '../../../../preload/domain/ids.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { request } from '../../../page/bridge.ts';
import { askCameras } from '../../../state/cameras/asking.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { openDialog } from '../../../state/page/navigation.ts';

export interface AskedFacts {
  readonly isReading: boolean;
  /** The last facts stay while they are read again. */
  readonly answer: DeviceFactsAnswer | null;
  readonly error: WireError | null;
}

export const NOT_ASKED: AskedFacts = { isReading: false, answer: null, error: null };

/** The facts that the table shows. */
export const TABLE_FACTS = ['model', 'firmware', 'address'] as const satisfies readonly DeviceFact[];

/** Whether the cloud documents one of the facts of the table: for others a call would bring nothing. */
export const isAskedFor = (vendor: VendorId): boolean => TABLE_FACTS.some((fact) => PUBLISHED_FACTS[vendor].has(fact));

/** The device of the dialog. */
export interface ShownDevice extends FactsWish {
  /** As the title of the dialog names it. */
  readonly name: string;
}

interface Facts {
  /** Null while the dialog is closed. */
  readonly shown: ShownDevice | null;
  /** By {@link factsKey}, those that were asked last at the end. */
  readonly asked: ReadonlyMap<string, AskedFacts>;
}

/** The most devices whose facts stay; those that were asked first leave. */
const MAX_ASKED = 5_000;

export const useFacts = create<Facts>(() => ({ shown: null, asked: new Map() }));

/** All cameras of a recorder lead to the same facts of the recorder. */
export function factsKey({ channelId, of }: FactsWish): ChannelId | DeviceId {
  if (of === 'camera') return channelId;
  const { accountId, deviceNativeId } = channelRefOf(channelId);
  return deviceIdOf(accountId, deviceNativeId);
}

function keep(key: string, change: Partial<AskedFacts>): void {
  const asked = new Map(useFacts.getState().asked);
  const now = { ...(asked.get(key) ?? NOT_ASKED), ...change };
  asked.delete(key);
  asked.set(key, now);
  const [first] = asked.keys();
  if (asked.size > MAX_ASKED && first !== undefined) asked.delete(first);
  useFacts.setState({ asked });
}

/** Opens the dialog, and asks the cloud. */
export function showDevice(shown: ShownDevice): void {
  useFacts.setState({ shown });
  openDialog('device');
  void askFacts(shown);
}

export function showCamera(channelId: ChannelId): void {
  const channel = useDirectory.getState().view.byId.get(channelId);
  showDevice({ channelId, of: 'camera', name: channel === undefined ? '' : `${channel.number} ${channel.name}` });
}

/** Asks the cloud for the facts of one device, unless they are asked for already. */
export async function askFacts({ channelId, of }: FactsWish): Promise<void> {
  const key = factsKey({ channelId, of });
  if (useFacts.getState().asked.get(key)?.isReading === true) return;
  keep(key, { isReading: true, error: null });
  void askCameras([channelId]);
  const answer = await request['devices.facts']({ channelId, of });
  keep(key, { isReading: false, ...(answer.ok ? { answer: answer.value } : { error: answer.error }) });
}

export const closeDevice = (): void => useFacts.setState({ shown: null });

/**
 * A fact of a device as far as it is known. `not-published`: the cloud documents no such fact. `not-asked`: the lists of the
 * cloud lack it, and nobody asked for the device yet. `empty`: the cloud has no value for the device.
 */
export type KnownFact =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'not-published' | 'not-asked' | 'asking' | 'failed' | 'empty' };

export function knownFact(vendor: VendorId, fact: DeviceFact, asked: AskedFacts): KnownFact {
  if (!PUBLISHED_FACTS[vendor].has(fact)) return { kind: 'not-published' };
  if (asked.answer === null)
    return { kind: asked.isReading ? 'asking' : asked.error === null ? 'not-asked' : 'failed' };
  const text = asked.answer.facts.values[fact];
  if (text === null) return { kind: 'not-published' };
  return text === '' ? { kind: 'empty' } : { kind: 'value', text };
}
