/** Watch tasks, policies and items. No operation adds items, so the world has some. */
import { hashOf } from '../../world/random.ts';
import type { Span } from './schedule.ts';

export interface WatchItem {
  readonly id: string;
  readonly name: string;
  /** Either attributes or a picture. */
  readonly attributes: readonly Readonly<Record<string, unknown>>[] | null;
  /** Compared with right now, and not to be removed. */
  readonly isBusy: boolean;
}

export interface WatchPolicy {
  readonly id: string;
  readonly items: Map<string, WatchItem>;
  name: string;
  mode: string;
  targetType: string;
  threshold: number;
  matchType: string;
}

export interface WatchTask {
  readonly id: string;
  readonly corpId: string;
  name: string;
  devices: readonly string[] | 'ALL';
  scheduleType: string;
  days: readonly number[];
  spans: readonly Span[];
  policyIds: readonly string[];
  receiver: Readonly<Record<string, unknown>>;
  description: string;
}

const ITEMS = 12;

export class WatchStore {
  readonly tasks = new Map<string, WatchTask>();
  readonly policies = new Map<string, WatchPolicy>();
  readonly #seed: number;
  #serial = 0;

  constructor(seed: number) {
    this.#seed = seed;
    this.#seedPolicy('Visitors', 'Face', 'ByImage');
    this.#seedPolicy('Vehicles', 'Motor', 'ByAttributes');
  }

  /** 32 hexadecimal digits. */
  newId(): string {
    this.#serial += 1;
    const part = (i: number): string => hashOf(this.#seed, this.#serial, i).toString(16).padStart(8, '0');
    return [0, 1, 2, 3].map(part).join('');
  }

  #seedPolicy(name: string, targetType: string, matchType: string): void {
    const items = new Map<string, WatchItem>();
    for (let i = 0; i < ITEMS; i += 1) {
      const id = this.newId().slice(0, 8);
      const attributes = matchType === 'ByImage' ? null : [{ Key: 'PlateColor', Value: [String(i % 5)], Score: 0.8 }];
      items.set(id, { id, name: `${name}-${String(i + 1)}`, attributes, isBusy: i === 0 });
    }
    const id = this.newId();
    this.policies.set(id, { id, items, name, mode: 'NotifyIfInList', targetType, threshold: 0.92, matchType });
  }
}
