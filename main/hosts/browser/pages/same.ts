import { timingSafeEqual } from 'node:crypto';

/** Whether two secrets are equal. The time that it takes reveals nothing about where they differ. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
