/**
 * Recordings and gaps that tests order for a camera. They win over the world that is drawn, in lists and in what is
 * played, and a later order wins over an earlier one. An order makes footage only where a cloud could have some: not
 * before the oldest day that it stores, and not after now.
 */
import { cutSpan, spanWithout } from './recorded-days.ts';
import type { RecordedSpan } from './recorded-days.ts';

export type FootagePlace = 'cloud' | 'device';

export interface FootageOrder extends RecordedSpan {
  readonly cameraKey: string;
  /** Null: in both places. */
  readonly place: FootagePlace | null;
  readonly is: 'recorded' | 'gap';
}

export class FootageOrders {
  #orders: readonly FootageOrder[] = [];

  add(order: FootageOrder): void {
    this.#orders = [...this.#orders, order];
  }

  clear(): void {
    this.#orders = [];
  }

  /** In the order in which they were given. */
  list(): readonly FootageOrder[] {
    return this.#orders;
  }

  /** The orders for this camera in this place, the earliest first. */
  of(cameraKey: string, place: FootagePlace): readonly FootageOrder[] {
    return this.#orders.filter((one) => one.cameraKey === cameraKey && (one.place ?? place) === place);
  }

  /**
   * The recordings after the orders, oldest first.
   *
   * @param drawn without overlaps. @param within where this place has footage at all; orders have no effect outside.
   */
  follow(
    cameraKey: string,
    place: FootagePlace,
    drawn: readonly RecordedSpan[],
    within: RecordedSpan,
  ): readonly RecordedSpan[] {
    const orders = this.of(cameraKey, place);
    if (orders.length === 0) return drawn;
    let spans = drawn;
    for (const order of orders) {
      for (const part of cutSpan(order, within)) {
        spans = spans.flatMap((one) => spanWithout(one, part));
        if (order.is === 'recorded') spans = [...spans, part];
      }
    }
    return spans.toSorted((a, b) => a.fromMs - b.fromMs);
  }
}
