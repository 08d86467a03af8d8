import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import type { VcsIpc, VcsNvr } from '../mapping.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

/**
 * One camera as DescribeIpcs (7.3) lists it. A camera is a device of its own in VCS, also below a recorder. Its password stands
 * in the row in clear.
 *
 * @throws {AppError} `cloud.not-found`, and what the cloud refused.
 */
export async function ipcOf(
  client: VendorClient<AliyunVcsOperations>,
  channelId: ChannelId,
  signal: AbortSignal,
): Promise<VcsIpc> {
  const { channelNativeId } = channelRefOf(channelId);
  const asked = { PageNum: 1, PageSize: 1, DeviceIdList: [channelNativeId] };
  const { data } = await client.call('DescribeIpcs', asked, signal);
  if (data.Data?.Records === undefined) throw otherAnswer(client.host, 'DescribeIpcs');
  const row = data.Data.Records.find(({ DeviceId }) => DeviceId === channelNativeId);
  if (row === undefined) throw new AppError('cloud.not-found', 'the cloud does not list the camera');
  return row;
}

/** The recorder that a camera hangs on, as DescribeNvrs lists it. Its password stands in the row in clear. @throws {AppError} as {@link ipcOf}. */
export async function nvrOf(
  client: VendorClient<AliyunVcsOperations>,
  channelId: ChannelId,
  signal: AbortSignal,
): Promise<VcsNvr> {
  const { deviceNativeId } = channelRefOf(channelId);
  const asked = { PageNum: 1, PageSize: 1, NvrDeviceIdList: [deviceNativeId] };
  const { data } = await client.call('DescribeNvrs', asked, signal);
  if (data.Data?.Records === undefined) throw otherAnswer(client.host, 'DescribeNvrs');
  const row = data.Data.Records.find(({ DeviceId }) => DeviceId === deviceNativeId);
  if (row === undefined) throw new AppError('cloud.not-found', 'the cloud does not list the recorder');
  return row;
}
