/** The facts of devices that somebody asked for, held while the client runs. */
import { create } from 'zustand';
import type { ToldDeviceFacts } from '../../../../preload/contract/devices.ts';
import { PUBLISHED_FACTS, type DeviceFact } from '../../../../preload/domain/device-facts.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { request } from '../../../page/bridge.ts';
import { openDialog } from '../../../state/page/navigation.ts';

export interface AskedFacts {
  readonly isReading: boolean;
  /** The last facts stay while they are read again. */
  readonly told: ToldDeviceFacts | null;
  readonly error: WireError | null;
}

export const NOT_ASKED: AskedFacts = { isReading: false, told: null, error: null };

interface Facts {
  /** The device of the dialog; null while the dialog is closed. */
  readonly channelId: ChannelId | null;
  /** The devices that were asked for, those that were asked last at the end. */
  readonly asked: ReadonlyMap<ChannelId, AskedFacts>;
}

/** Facts of so many devices stay; those that were asked first leave. */
const MAX_ASKED = 5_000;

export const useFacts = create<Facts>(() => ({ channelId: null, asked: new Map() }));

function keep(channelId: ChannelId, change: Partial<AskedFacts>): void {
  const asked = new Map(useFacts.getState().asked);
  const now = { ...(asked.get(channelId) ?? NOT_ASKED), ...change };
  asked.delete(channelId);
  asked.set(channelId, now);
  const [first] = asked.keys();
  if (asked.size > MAX_ASKED && first !== undefined) asked.delete(first);
  useFacts.setState({ asked });
}

/** Opens the dialog, and asks the cloud. */
export function showDevice(channelId: ChannelId): void {
  useFacts.setState({ channelId });
  openDialog('device');
  void askFacts(channelId);
}

/** Asks the cloud for the facts of one device, unless they are asked for already. */
export async function askFacts(channelId: ChannelId): Promise<void> {
  if (useFacts.getState().asked.get(channelId)?.isReading === true) return;
  keep(channelId, { isReading: true, error: null });
  const answer = await request['devices.facts']({ channelId });
  keep(channelId, { isReading: false, ...(answer.ok ? { told: answer.value } : { error: answer.error }) });
}

export const closeDevice = (): void => useFacts.setState({ channelId: null });

/**
 * A fact of a device as far as it is known. `not-published`: the cloud documents no such fact. `not-asked`: the lists of the
 * cloud lack it, and nobody asked for the device yet. `empty`: the cloud has no value for the device.
 */
export type KnownFact =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'not-published' | 'not-asked' | 'asking' | 'failed' | 'empty' };

export function knownFact(vendor: VendorId, fact: DeviceFact, asked: AskedFacts): KnownFact {
  if (!PUBLISHED_FACTS[vendor].has(fact)) return { kind: 'not-published' };
  if (asked.told === null) return { kind: asked.isReading ? 'asking' : asked.error === null ? 'not-asked' : 'failed' };
  const text = asked.told.facts.values[fact];
  if (text === null) return { kind: 'not-published' };
  return text === '' ? { kind: 'empty' } : { kind: 'value', text };
}
