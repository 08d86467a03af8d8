/** A gateway with short waits in front of a cloud that has a recording of half an hour, and that the test scripts. */
import { startPastCloud, type PastCloud } from '../servers/past-cloud.ts';
import { startBench, type Bench } from './harness.ts';

/** The recording; epoch ms. */
export const FROM = Date.UTC(2026, 2, 1);
export const END = FROM + 30 * 60_000;

interface PastBench {
  readonly bench: Bench;
  readonly cloud: PastCloud;
}

export async function openPastBench(): Promise<PastBench> {
  const cloud = await startPastCloud(END);
  cloud.recorded = [{ fromMs: FROM, toMs: END }];
  return { cloud, bench: await startBench({ recordingWaitsMs: [10] }) };
}

export async function closePastBench({ bench, cloud }: PastBench): Promise<void> {
  await bench.dispose();
  await cloud.close();
}
