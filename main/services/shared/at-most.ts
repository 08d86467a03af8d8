/**
 * Waits for `work`, but not longer than `limitMs`; `work` itself is not stopped. Rejects as `work` does within that
 * time.
 */
export async function atMost(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => void (timer = setTimeout(resolve, limitMs)));
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
