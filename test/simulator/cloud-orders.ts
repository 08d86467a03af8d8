/** Orders of the control endpoint that one cloud takes by itself: its habits, and cameras in their boxes. */
import type { Cloud } from './kernel/cloud.ts';

type Input = Readonly<Record<string, unknown>>;

const TAKES = {
  'POST /clouds/traits': (cloud: Cloud, order: object) => cloud.setTraits?.(order),
  'POST /registrations': (cloud: Cloud, order: object) => cloud.register?.(order),
} as const;

/** @param input `{vendor, ...}` with what that cloud takes. @returns what was ordered, or a sentence about a wrong order. */
export function orderOfCloud(
  clouds: readonly Cloud[],
  order: keyof typeof TAKES,
  { vendor, ...what }: Input,
): object | string {
  const cloud = clouds.find((one) => one.id === vendor);
  const wrong = cloud && TAKES[order](cloud, what);
  if (wrong === undefined) return `no cloud of this name takes ${order}`;
  return wrong === null ? { ordered: what } : `${wrong} cannot be that`;
}
