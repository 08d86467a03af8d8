/** Makes messages of events and passes them to the push line, for types that have a subscription. */
import type { Clock } from '../../kernel/clock.ts';
import type { EventOrder, FiredEvent } from '../../kernel/cloud.ts';
import { writeJson } from '../../kernel/json.ts';
import type { PushLine } from '../../kernel/push-line.ts';
import { EVENT_KINDS, EventScript } from '../../world/events.ts';
import type { EventKind } from '../../world/events.ts';
import { hashOf } from '../../world/random.ts';
import type { Happening } from './alarms.ts';
import { ALARM_OF, alarmOf, isAlarmType } from './alarms.ts';
import type { CallbackStore } from './callbacks.ts';
import { signed } from './callbacks.ts';
import { deviceNotice, isDeviceMethod } from './device-notices.ts';
import type { Estate, IvmChannel } from './estate.ts';
import type { PictureStore } from './pictures.ts';
import { isTlvType, TLV_OF, tlvOf } from './tlv-data.ts';
import type { TlvType } from './tlv-data.ts';

/** After a jump of the clock the script continues from here: the events of a whole week are of no use. */
const MAX_CATCH_UP_MS = 60_000;

export interface MessageParts {
  readonly clock: Clock;
  readonly estate: Estate;
  readonly callbacks: CallbackStore;
  readonly pictures: PictureStore;
  readonly seed: number;
  /** From the contract. */
  readonly typeOfSubscription: Readonly<Record<string, string>>;
}

export class MessagePublisher {
  readonly #parts: MessageParts;
  readonly #script: EventScript;
  readonly #subscriptionOfType: ReadonlyMap<string, string>;
  #line: PushLine | null = null;
  #serial = 0;
  #toldUntilMs: number;

  constructor(parts: MessageParts) {
    this.#parts = parts;
    this.#script = new EventScript(parts.seed, parts.clock.days.startMs);
    this.#subscriptionOfType = new Map(
      Object.entries(parts.typeOfSubscription).map(([subscription, type]) => [type, subscription]),
    );
    this.#toldUntilMs = parts.clock.nowMs();
  }

  setLine(line: PushLine): void {
    this.#line = line;
  }

  /** Publishes the events of the script since the last call. */
  advance(): void {
    const { clock, estate, callbacks } = this.#parts;
    const nowMs = clock.nowMs();
    const fromMs = Math.max(this.#toldUntilMs, nowMs - MAX_CATCH_UP_MS);
    this.#toldUntilMs = nowMs;
    if (fromMs >= nowMs || callbacks.byType.size === 0) return;
    for (const channel of estate.allChannels()) {
      if (whyMute(channel) !== null) continue;
      for (const { kind, atMs, mark } of this.#script.between(channel.cameraKey, fromMs, nowMs))
        this.#tell({ channel, atMs, mark }, kind);
    }
  }

  /** @returns why nothing was published, or what was. */
  fire(order: EventOrder): FiredEvent | string {
    const { clock, estate } = this.#parts;
    const { kind } = order;
    const channels = estate.allChannels();
    const named = order.cameraKey;
    const channel =
      named === undefined
        ? channels.find((one) => whyMute(one) === null && one.device.protocol === 'HOLO')
        : channels.find((one) => one.cameraKey === named);
    if (channel === undefined) return named === undefined ? 'no camera could report anything' : 'no such camera';
    const nowMs = clock.nowMs();
    const atMs = Math.floor(nowMs / 1000) * 1000; // alarms have whole seconds
    const happening = { channel, atMs, mark: hashOf(this.#parts.seed, 'fired', nowMs, this.#serial) };
    const answer = { vendor: 'huawei-ivm', kind, cameraKey: channel.cameraKey, atMs };
    if (isDeviceMethod(kind)) {
      const isPushed = this.send('device_status', deviceNotice(channel.device, kind, atMs));
      return { ...answer, messages: [{ type: 'device_status', isPushed }] };
    }
    const reason = whyMute(channel);
    if (reason !== null) return reason;
    if (isAlarmType(kind)) return { ...answer, messages: [this.#alarm(happening, kind)] };
    if (isTlvType(kind)) {
      if (channel.device.protocol !== 'HOLO') return 'a GB28181 device sends no TLV data';
      return { ...answer, messages: [this.#tlv(happening, kind)] };
    }
    if (isEventKind(kind)) return { ...answer, messages: this.#tell(happening, kind) };
    return `no such kind: ${kind}`;
  }

  /** @returns whether the type has a subscription. */
  send(type: string, data: Record<string, unknown>): boolean {
    const { clock, callbacks } = this.#parts;
    const callback = callbacks.byType.get(this.#subscriptionOfType.get(type) ?? '');
    if (callback === undefined || this.#line === null) return false;
    this.#serial += 1;
    // 19 digits "derived from the time, no repeats"
    const id = BigInt(clock.nowMs()) * 1_000_000n + BigInt(this.#serial % 1_000_000);
    const { url, authKey } = callback;
    this.#line.send({
      vendor: 'huawei-ivm',
      kind: type,
      url,
      body: writeJson({ message_id: id, message_type: type, data, test: false }),
      headers: () => signed(url, authKey, clock.nowMs()),
      mayGo: () => !callbacks.isSuspended(url),
      onResult: (isTaken) => callbacks.note(url, isTaken),
      isTaken: (status) => status === 200,
    });
    return true;
  }

  #tell(happening: Happening, kind: EventKind): FiredEvent['messages'] {
    // devices of other makers send alarms through GB28181, and no TLV data
    const types = happening.channel.device.protocol === 'HOLO' ? TLV_OF[kind] : [];
    return [this.#alarm(happening, ALARM_OF[kind]), ...types.map((type) => this.#tlv(happening, type))];
  }

  #alarm(happening: Happening, type: string): FiredEvent['messages'][number] {
    const data = alarmOf(happening, type);
    return { type: 'device_alarm', id: String(data['alarm_uuid']), isPushed: this.send('device_alarm', data) };
  }

  #tlv(happening: Happening, type: TlvType): FiredEvent['messages'][number] {
    const { pictures } = this.#parts;
    const { channel, atMs } = happening;
    const order = { cameraKey: channel.cameraKey, cameraName: channel.name, atMs };
    const { dataId, data } = tlvOf(happening, type, (name) => pictures.staticUrl(channel, atMs, name));
    pictures.remember(dataId, order);
    return { type, id: dataId, isPushed: this.send(type, data) };
  }
}

const isEventKind = (text: string): text is EventKind => EVENT_KINDS.some((one) => one === text);

/** "Needs access and playback, and the industry data flow": null when a channel may report, else why not. */
function whyMute(channel: IvmChannel): string | null {
  if (channel.packages.data !== 'GRANT') return 'the camera has no industry data flow (package DATAFLOW)';
  if (channel.packages.management !== 'GRANT') return 'the camera has no access service (package MANAGE)';
  if (channel.isFrozen || channel.device.isFrozen) return 'the camera is frozen';
  return channel.state === 'ONLINE' && channel.device.state === 'ONLINE' ? null : 'the camera is off line';
}
