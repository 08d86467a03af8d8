/** The PTZ stage as its tests meet it: cameras of the simulated clouds by their examples, and where a live picture says it looks. */
import type { Locator, Page } from 'playwright-core';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { NumberedChannel } from '../../preload/domain/cameras/cameras.ts';
import { channelIdOf, deviceIdOf, type AccountId } from '../../preload/domain/ids.ts';
import type { VendorId } from '../../preload/domain/vendor.ts';
import { readPose } from '../simulator/media/pose-code.ts';
import type { Pose } from '../simulator/world/ptz-head.ts';
import { until, type Session } from './harness.ts';

/** The large picture of the stage. */
const STAGE_PICTURE = '.lv-steer';

/** Where a live picture says that its camera looks; null before there is a picture. */
export async function poseShown(page: Page, picture = STAGE_PICTURE): Promise<Pose | null> {
  const row = await page.evaluate((within) => {
    const video = document.querySelector<HTMLVideoElement>(`${within} video:last-of-type`);
    if (video === null || video.videoWidth === 0) return null;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    context?.drawImage(video, 0, 0);
    const data = context?.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1).data ?? [];
    return { width: canvas.width, data: [...data] };
  }, picture);
  return row === null ? null : readPose(row.data, row.width, 1);
}

export const untilPose = (page: Page, wanted: Pose, picture = STAGE_PICTURE): Promise<void> =>
  until(
    async () => JSON.stringify(await poseShown(page, picture)) === JSON.stringify(wanted),
    `it looks at ${JSON.stringify(wanted)}`,
  );

const accountOf = ({ page }: Session, vendor: VendorId): Promise<AccountId> =>
  page.evaluate(async (wanted) => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const accounts = await request['account.list']({});
    const account = accounts.ok ? accounts.value.find((one) => one.vendor === wanted) : undefined;
    if (account === undefined) throw new Error(`no account of ${wanted}`);
    return account.id;
  }, vendor);

/** A camera of a simulated cloud, by the name of its example. */
export async function cameraOf(session: Session, vendor: VendorId, example: string): Promise<NumberedChannel> {
  const { deviceId, channelId } = session.clouds[vendor]?.examples[example] as Readonly<Record<string, string>>;
  const accountId = await accountOf(session, vendor);
  const wanted = channelIdOf(deviceIdOf(accountId, deviceId ?? ''), channelId ?? '');
  return session.page.evaluate(
    async (order) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const answer = await request['directory.page']({ accountId: order.accountId, cursor: null, limit: 500 });
      const found = answer.ok ? answer.value.channels.find(({ id }) => id === order.wanted) : undefined;
      if (found === undefined) throw new Error(`no camera ${order.wanted}`);
      return found;
    },
    { accountId, wanted },
  );
}

/** The row of a camera in the list beside the stage. @param list its name in the language of the page. */
export const listed = (page: Page, { number }: Pick<NumberedChannel, 'number'>, list = 'PTZ cameras'): Locator =>
  page
    .getByRole('list', { name: list })
    .getByRole('button')
    .filter({ has: page.getByText(String(number), { exact: true }) });

export interface Received {
  readonly operation: string;
  readonly status: number;
  readonly atMs: number;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The requests of these operations that the clouds received, in order of arrival. */
export const received = async (
  { control }: Pick<Session, 'control'>,
  ...operations: readonly string[]
): Promise<readonly Received[]> =>
  ((await control('GET', '/requests')) as readonly Received[]).filter(({ operation }) =>
    operations.includes(operation),
  );
