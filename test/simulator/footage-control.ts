/** Orders of recordings at the control endpoint, for tests with a simulator in their own process. */

interface FootageRange {
  /** Epoch ms UTC. */
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Orders a recording or a gap of all cameras of a cloud, in the cloud and on devices.
 *
 * @param range is taken to whole seconds. @param control base URL of the control endpoint. @throws {Error} when the order is refused.
 */
export async function orderRecordings(
  control: string,
  vendor: string,
  is: 'recorded' | 'gap',
  range: FootageRange,
): Promise<void> {
  const [fromMs, toMs] = [range.fromMs, range.toMs].map((ms) => Math.floor(ms / 1000) * 1000);
  const body = JSON.stringify({ vendor, [is]: { fromMs, toMs } });
  const answer = await fetch(`${control}/recordings`, { method: 'POST', body });
  if (answer.status !== 200) throw new Error(`${String(answer.status)}: ${await answer.text()}`);
}
