/** Nothing grows while an operator changes the wall again and again. */
import { expect, it } from 'vitest';
import { until, untilPlaying, withClient, type Session } from './harness.ts';
import { cameraRow, cameraRows, layoutButton, viewersOf } from './screen.ts';

interface ResourceCounts {
  readonly videos: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly viewers: number;
  readonly sockets: number;
}

const ROUNDS = 10;
const WARM_UP = 2;

/** One round of what an operator does on a busy day, ending with the same four cameras on four tiles. */
async function round(session: Session): Promise<void> {
  const { page } = session;
  await layoutButton(page, 9).click();
  for (let row = 4; row < 9; row++) await cameraRows(page).nth(row).dblclick();
  await layoutButton(page, 1).click();
  await layoutButton(page, 9).click();
  await page.getByRole('button', { name: 'Clear the wall' }).click();
  await layoutButton(page, 4).click();
  for (const number of [101, 102, 103, 104]) await cameraRow(page, number).dblclick();
  await untilPlaying(session, 4);
}

// @promise failures.media-elements
it('no more videos, streams, sockets, listeners and nodes are there after ten rounds than after two', async () => {
  // The connection to main is a WebSocket; every live stream is an answer that does not end.
  const open = new Set<unknown>();
  const onPage: Parameters<typeof withClient>[1]['onPage'] = (page) => {
    page.on('websocket', (socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    });
    page.on('request', (request) => request.url().includes('/flv/') && open.add(request));
    page.on('requestfinished', (request) => open.delete(request));
    page.on('requestfailed', (request) => open.delete(request));
  };
  await withClient('leaks', { onPage, wall: 4 }, async (session) => {
    const { page } = session;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await devtools.send('HeapProfiler.enable');
    const measure = async (): Promise<ResourceCounts> => {
      await until(async () => (await viewersOf(session)).length === 4, 'four streams are watched, the others closed');
      await until(async () => (await page.locator('video').count()) === 4, 'four videos are left');
      await until(() => Promise.resolve(open.size === 5), 'one connection to main and four to the gateway are open');
      await devtools.send('HeapProfiler.collectGarbage');
      const { metrics } = await devtools.send('Performance.getMetrics');
      const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
      return {
        videos: await page.locator('video').count(),
        nodes: of('Nodes'),
        listeners: of('JSEventListeners'),
        viewers: (await viewersOf(session)).length,
        sockets: open.size,
      };
    };
    for (let i = 0; i < WARM_UP; i++) await round(session);
    const before = await measure();
    expect(before.videos).toBe(4);
    for (let i = WARM_UP; i < ROUNDS; i++) await round(session);
    const after = await measure();
    expect(after).toMatchObject({ videos: 4, viewers: 4, sockets: before.sockets });
    expect(after.listeners).toBeLessThanOrEqual(before.listeners + 20);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes * 1.1 + 100);
  });
});
