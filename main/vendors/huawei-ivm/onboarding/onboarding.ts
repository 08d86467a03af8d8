/**
 * New devices over chapters 5 and 6. Results of single devices stand inside an answer of HTTP 200. A new device lies in the root;
 * no operation moves a device there.
 */
import { groupNativeIdOf, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import type { OnboardingKind, OnboardingOffer, SipAccess } from '../../../../preload/domain/onboarding/onboarding.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { AddAnswer, FoundDevice, NewDevice, OnboardingPort } from '../../../ports/onboarding.ts';
import type { Secret } from '../../../secret.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { hiding } from '../../core/client/answers/hiding.ts';
import { deviceAnswerLacks } from '../../core/client/answers/other-answer.ts';
import { addOneByOne } from '../../core/client/batch/added.ts';
import { SUCCESS } from '../wire/dialect.ts';
import { ROOT_ORG } from '../mapping.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { DONE, itemError, toAnswer, toFound } from './mapping.ts';
import { GB28181, HOLOSENS } from './offers.ts';

const ALL_GROUPS = '2';
const THERE_ALREADY = 'IVM.20000050';
const IS_ONLINE = 'IVM.20000031';

export class IvmOnboarding implements OnboardingPort {
  readonly #client: VendorClient<HuaweiIvmOperations>;

  constructor(client: VendorClient<HuaweiIvmOperations>) {
    this.#client = client;
  }

  offers(): Promise<readonly OnboardingOffer[]> {
    return Promise.resolve([GB28181, HOLOSENS]);
  }

  add(
    kind: OnboardingKind,
    devices: readonly NewDevice[],
    _groupId: OrgNodeId | null,
    signal: AbortSignal,
  ): Promise<readonly AddAnswer[]> {
    if (kind !== 'gb28181') return addOneByOne(devices, (device) => this.#addHolosens(device, signal), toAnswer);
    return hiding(
      devices.flatMap(({ secrets }) => Object.values(secrets)),
      () => this.#addGb(devices, signal),
    );
  }

  async find(nativeId: string, signal: AbortSignal): Promise<FoundDevice | null> {
    const asked = { device_org_id: ROOT_ORG, device_id: nativeId, is_current_org: ALL_GROUPS, offset: 0, limit: 10 };
    const { data } = await this.#client.call('listOrgDevices', { ...asked, is_current_org: ALL_GROUPS }, signal);
    if (data.devices === undefined) throw this.#bad('devices is missing');
    const row = data.devices.find(({ device_id: id }) => id === nativeId);
    return row === undefined ? null : toFound(row);
  }

  async access(nativeId: string, signal: AbortSignal): Promise<SipAccess> {
    const { data } = await this.#client.call('getDeviceGateway', { device_id: nativeId }, signal);
    const { sip_server_host: host, sip_server_port: port, sip_server_id: serverId, sip_server_domain: domain } = data;
    if (!host || !port || !serverId || !domain) throw this.#bad('the SIP server is missing');
    return {
      form: 'sip',
      host,
      port,
      serverId,
      domain,
      deviceId: nativeId,
      userName: data.device_username ?? '',
      password: 'installer',
    };
  }

  async setAccount(
    nativeId: string,
    { userName, password }: { readonly userName: string | null; readonly password: Secret | null },
    signal: AbortSignal,
  ): Promise<void> {
    const account = {
      ...(userName !== null && { device_username: userName }),
      ...(password !== null && { device_password: password.reveal() }),
    };
    await hiding(password === null ? [] : [password], async () => {
      try {
        await this.#client.call('updateGbAccount', { device_id: nativeId, ...account }, signal);
      } catch (error) {
        if (!(error instanceof AppError) || error.vendor?.code !== IS_ONLINE) throw error;
        throw new AppError('onboarding.is-online', 'the camera is on line', { vendor: error.vendor });
      }
    });
  }

  async move(nativeIds: readonly string[], groupId: OrgNodeId, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const asked = { device_org_id: groupNativeIdOf(groupId), device_ids: nativeIds };
    const { data } = await this.#client.call('moveDevicesToOrg', asked, signal);
    if (data.results === undefined) throw this.#bad('results is missing');
    const there = data.results.filter(({ result }) => result?.code === SUCCESS || result?.code === THERE_ALREADY);
    return new Set(there.flatMap(({ device_id: id }) => id ?? []));
  }

  async rename(nativeId: string, channelNativeId: string, name: string, signal: AbortSignal): Promise<void> {
    const asked = { device_id: nativeId, channel_id: channelNativeId, channel_name: name };
    await this.#client.call('updateChannel', asked, signal);
  }

  async #addGb(devices: readonly NewDevice[], signal: AbortSignal): Promise<readonly AddAnswer[]> {
    const operation = 'batchAddGbDevices';
    const sent = devices.map(({ nativeId, values, secrets }) => ({
      device_id: nativeId,
      device_name: values.name ?? '',
      device_username: values.userName ?? '',
      device_password: secrets.password?.reveal() ?? '',
      algorithm: values.algorithm === 'MD5' ? ('MD5' as const) : ('SHA256' as const),
    }));
    try {
      const reply = await this.#client.call(operation, { devices: sent }, signal);
      const rows = reply.data.devices ?? [];
      return devices.map(({ nativeId }) => {
        const at = rows.findIndex(({ device_id: id }) => id === nativeId);
        const code = rows[at]?.result?.code;
        if (code === SUCCESS) return DONE;
        if (code === undefined) return toAnswer(this.#bad('a device without an outcome'));
        const failure = reply.failures?.find(({ index }) => index === at);
        const { code: known = 'cloud.refused', text = null } = failure ?? {};
        return toAnswer(itemError(operation, reply, { code: known, vendorCode: code, text }));
      });
    } catch (error) {
      if (!isFailure(error)) throw error;
      const answer = toAnswer(error);
      return devices.map(() => answer);
    }
  }

  async #addHolosens({ nativeId, secrets }: NewDevice, signal: AbortSignal): Promise<AddAnswer> {
    const asked = { device_id: nativeId, verification_code: secrets.code?.reveal() ?? '' };
    await this.#client.call('addHoloDevice', asked, signal);
    return DONE;
  }

  #bad(detail: string): AppError {
    return deviceAnswerLacks(this.#client.host, detail);
  }
}
