/** Messages between the main thread and the thread that reads long answers. */
import type { LongAnswer, Reading } from '../../../../ports/answers.ts';

export interface ReadOrder {
  readonly answer: LongAnswer;
  /** Folder URL of the vendor folders; null: the usual one. */
  readonly contractRoot: string | null;
}

/** A reading on its way. The data travel as JSON: that costs the receiver a third of a structured clone. */
export type WireReading =
  | Exclude<Reading, { readonly kind: 'data' }>
  | { readonly kind: 'data'; readonly json: string; readonly requestId: string | null };

/** Messages of the thread; `ready` when it has loaded its code. */
export type FromReader = { readonly kind: 'ready' } | { readonly kind: 'read'; readonly reading: WireReading };

/** The longest text of a cloud that is sent from thread to thread. */
const MAX_WORDS = 65_536;
const MAX_ID = 4_096;

export function toWire(reading: Reading): WireReading {
  const requestId = reading.requestId?.slice(0, MAX_ID) ?? null;
  switch (reading.kind) {
    case 'data':
      return { kind: 'data', json: JSON.stringify(reading.data), requestId };
    case 'refused': {
      const { code, text, isForeign } = reading;
      return {
        kind: 'refused',
        code: code?.slice(0, MAX_ID) ?? null,
        text: text?.slice(0, MAX_WORDS) ?? null,
        isForeign,
        requestId,
      };
    }
    case 'bad':
      return { ...reading, detail: reading.detail.slice(0, MAX_WORDS), requestId };
    case 'pending':
      return { kind: 'pending', requestId };
    default:
      return reading satisfies never;
  }
}

export function fromWire(wire: WireReading): Reading {
  if (wire.kind !== 'data') return wire;
  return { kind: 'data', data: JSON.parse(wire.json) as unknown, requestId: wire.requestId };
}
