/** The clouds that the simulator, or a test through the control channel, asks the client to join for this session. */
import { z } from 'zod';
import { asAccountId, type AccountId } from '../../../preload/domain/ids.ts';
import { providerOf } from '../../../preload/domain/accounts/providers.ts';
import { VENDOR_CODES, VENDOR_IDS } from '../../../preload/domain/vendor.ts';
import { log } from '../../log.ts';
import type { AccountsService } from '../accounts/accounts.ts';

/** `credentials` is in the vendor's own words; what this version has no use for is ignored. */
export const cloudList = z.partialRecord(
  z.enum(VENDOR_IDS),
  z.object({ endpoint: z.string(), region: z.string().optional(), credentials: z.record(z.string(), z.string()) }),
);
export type CloudList = z.infer<typeof cloudList>;

/** Adds an account per cloud that this version knows, for this session; one that is there already is replaced. */
export async function joinClouds(accounts: AccountsService, clouds: CloudList): Promise<AccountId[]> {
  const joined: AccountId[] = [];
  for (const vendor of VENDOR_IDS) {
    const cloud = clouds[vendor];
    const provider = providerOf(vendor);
    if (!cloud) continue;
    if (!provider) {
      log.info('a cloud of the simulator is left out: this version cannot join it', { vendor });
      continue;
    }
    const id = asAccountId(`demo-${vendor}`); // the same at every start, so that camera ids and walls stay the same too
    const given = provider.fields.flatMap((field) => {
      const value = cloud.credentials[field.name];
      return value === undefined ? [] : [[field, value] as const];
    });
    const pick = (secret: boolean) =>
      Object.fromEntries(given.filter(([f]) => f.secret === secret).map(([f, value]) => [f.name, value]));
    if (accounts.list().some((account) => account.id === id)) await accounts.remove(id);
    const label = freeLabel(accounts, `${VENDOR_CODES[vendor]} demo`);
    const { endpoint, region = null } = cloud;
    await accounts.add(
      { vendor, label, endpoint, region, fields: pick(false), secrets: pick(true), persistence: 'session' },
      { id, isEphemeral: true },
    );
    joined.push(id);
  }
  return joined;
}

function freeLabel(accounts: AccountsService, wanted: string): string {
  const taken = new Set(accounts.list().map(({ label }) => label.toLowerCase()));
  let label = wanted;
  for (let n = 2; taken.has(label.toLowerCase()); n++) label = `${wanted} ${n}`;
  return label;
}
