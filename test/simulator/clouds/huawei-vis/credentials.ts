/** Credentials: GB28181 passwords that devices register with, and key pairs that guard RTMP pushes (chapter 4.4). */
import { createHash } from 'node:crypto';
import { maybeText, textOf } from '../../kernel/values.ts';
import type { Operations, Order } from './context.ts';
import { NO_CONTENT, SUCCESS, upperOf } from './context.ts';
import { statusOf } from './invitation.ts';
import { contains, listOf } from './paging.ts';
import { invalid, Refusal } from './refusals.ts';
import type { AkskCredential, GbCredential, Tenant } from './tenant.ts';
import { formatUtc } from './time.ts';

export const credentialOperations: Operations = {
  createGbCredential(order) {
    const { tenant, values, nowMs } = order;
    if (tenant.gbCredentials.size >= tenant.quota.password) throw new Refusal('VIS.0014');
    const type = upperOf(values, 'type') === 'ANONYMOUS' ? 'ANONYMOUS' : 'NORMAL';
    // "ignored" when anonymous: the credential still needs a name in paths, so the cloud gives it one
    const username =
      type === 'NORMAL' ? textOf(values, 'username') : `anonymous${String(tenant.nextSerial()).padStart(4, '0')}`;
    if (tenant.gbCredentials.has(username)) throw new Refusal('VIS.0101');
    const password = textOf(values, 'password');
    refuseSimple(password, /[@#_*]/, 3);
    refuseNameAsPassword(username, password);
    const description = textOf(values, 'description');
    const credential = { username, type, password, description, createdAtMs: nowMs, updatedAtMs: nowMs } as const;
    tenant.gbCredentials.set(username, { ...credential });
    return gbView(credential);
  },

  listGbCredentials(order) {
    const { tenant, values } = order;
    const username = maybeText(values, 'username');
    const type = upperOf(values, 'type');
    return listOf(values, {
      rows: [...tenant.gbCredentials.values()].filter(
        (one) => contains(one.username, username) && (type === null || one.type === type),
      ),
      firstOffset: 1,
      keys: {
        username: (one) => one.username,
        created_at: (one) => one.createdAtMs,
        updated_at: (one) => one.updatedAtMs,
      },
      view: gbView,
    });
  },

  deleteGbCredential(order) {
    const { tenant } = order;
    const credential = gbOf(order);
    if ([...tenant.credentialOf.values()].includes(credential.username)) throw new Refusal('VIS.0108');
    tenant.gbCredentials.delete(credential.username);
    return SUCCESS;
  },

  updateGbCredential(order) {
    const { values, nowMs } = order;
    const credential = gbOf(order);
    const next = maybeText(values, 'new_password');
    if (next !== null) {
      const old = maybeText(values, 'password');
      if (old === null) throw invalid('password is required to set a new one');
      if (old !== credential.password) throw new Refusal('VIS.0106');
      refuseSimple(next, /[@#_*-]/, 2);
      if (next === old) throw invalid('new_password is the old one');
      refuseNameAsPassword(credential.username, next);
      if (isInUse(order, credential)) throw new Refusal('VIS.0109');
      credential.password = next;
    }
    credential.description = maybeText(values, 'description') ?? credential.description;
    credential.updatedAtMs = nowMs;
    return SUCCESS;
  },

  createAkskCredential(order) {
    const { tenant, values, nowMs } = order;
    if (tenant.akskCredentials.size >= tenant.quota.aksk) throw new Refusal('VIS.0014');
    const name = textOf(values, 'name');
    refuseName(tenant, name);
    const credential = newKeyPair(tenant, name, textOf(values, 'description'), nowMs);
    return {
      name,
      access_key: credential.accessKey,
      secret_key: credential.secretKey,
      description: credential.description,
      created_at: formatUtc(nowMs),
      updated_at: formatUtc(nowMs),
    };
  },

  updateAkskCredential(order) {
    const { tenant, values, nowMs } = order;
    const credential = keyOf(order);
    const name = maybeText(values, 'name');
    if (name !== null && name !== credential.name) refuseName(tenant, name);
    credential.name = name ?? credential.name;
    // "left out means empty"
    credential.description = textOf(values, 'description');
    credential.updatedAtMs = nowMs;
    return SUCCESS;
  },

  listAkskCredentials(order) {
    const { tenant, values } = order;
    return listOf(values, {
      rows: [...tenant.akskCredentials.values()].filter(
        (one) =>
          contains(one.name, maybeText(values, 'name')) && contains(one.accessKey, maybeText(values, 'access_key')),
      ),
      firstOffset: 1,
      keys: {
        name: (one) => one.name,
        access_key: (one) => one.accessKey,
        created_at: (one) => one.createdAtMs,
        updated_at: (one) => one.updatedAtMs,
      },
      // times are epoch milliseconds as text here, and only here
      view: (one) => ({
        name: one.name,
        access_key: one.accessKey,
        description: one.description,
        created_at: String(one.createdAtMs),
        updated_at: String(one.updatedAtMs),
      }),
    });
  },

  deleteAkskCredential(order) {
    const { tenant } = order;
    const { accessKey } = keyOf(order);
    if ([...tenant.streams.values()].some((one) => one.accessKey === accessKey)) throw new Refusal('VIS.0107');
    tenant.akskCredentials.delete(accessKey);
    // the status is 204, which has no body, although a sample prints one
    return NO_CONTENT;
  },
};

/** Makes a key pair and keeps it. */
export function newKeyPair(tenant: Tenant, name: string, description: string, nowMs: number): AkskCredential {
  const digest = createHash('sha512')
    .update(`${tenant.projectId}|${name}|${String(tenant.nextSerial())}`)
    .digest('hex')
    .toUpperCase();
  const accessKey = digest.slice(0, 32);
  const secretKey = digest.slice(32, 96);
  const credential = { name, accessKey, secretKey, description, createdAtMs: nowMs, updatedAtMs: nowMs };
  tenant.akskCredentials.set(accessKey, credential);
  return credential;
}

function gbView(credential: GbCredential): Record<string, unknown> {
  return {
    username: credential.username,
    description: credential.description,
    type: credential.type.toLowerCase(),
    created_at: formatUtc(credential.createdAtMs),
    updated_at: formatUtc(credential.updatedAtMs),
  };
}

function gbOf({ tenant, values }: Order): GbCredential {
  const credential = tenant.gbCredentials.get(textOf(values, 'username'));
  if (credential === undefined) throw new Refusal('VIS.0102');
  return credential;
}

function keyOf({ tenant, values }: Order): AkskCredential {
  const credential = tenant.akskCredentials.get(textOf(values, 'access_key'));
  if (credential === undefined) throw new Refusal('VIS.0104');
  return credential;
}

function refuseName(tenant: Tenant, name: string): void {
  if ([...tenant.akskCredentials.values()].some((one) => one.name === name)) throw new Refusal('VIS.0103');
}

/** Some device that uses it is being watched. */
function isInUse({ tenant, nowMs }: Order, { username }: GbCredential): boolean {
  return [...tenant.devices.values()].some(
    (device) =>
      tenant.credentialOf.get(device.id) === username &&
      device.channels.some((channel) => statusOf(channel, nowMs) === 'INVITE_SUCCESS'),
  );
}

function refuseSimple(password: string, special: RegExp, atLeast: number): void {
  const kinds = [/[A-Z]/, /[a-z]/, /\d/, special].filter((one) => one.test(password)).length;
  if (kinds < atLeast) throw invalid(`the password holds fewer than ${String(atLeast)} kinds of characters`);
}

function refuseNameAsPassword(username: string, password: string): void {
  const reversed = [...username].reverse().join('');
  if (password === username || password === reversed) throw new Refusal('VIS.0105');
}
