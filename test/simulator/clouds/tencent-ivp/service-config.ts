/** Playback domains of the service nodes and the authentication of streams. */
import { isRecord } from '../../kernel/json.ts';
import { numberOf, textOf } from '../../kernel/values.ts';
import { hashOf } from '../../world/random.ts';
import type { IvpContext, Operations } from './context.ts';
import type { Estate, ServiceNode } from './estate.ts';
import { uuidOf } from './ids.ts';
import { CHECK_FAILED, IN_USE, NOT_FOUND, Refusal } from './refusals.ts';

export interface Domain {
  readonly id: string;
  readonly playDomain: string;
  readonly clusterId: string;
}

export interface StreamAuth {
  readonly id: string;
  isPullOn: boolean;
  pullSecret: string;
  pullExpiredMin: number;
  isPushOn: boolean;
  pushSecret: string;
  pushExpiredMin: number;
}

export class ServiceConfig {
  readonly domains = new Map<string, Domain>();
  readonly auth: StreamAuth;
  readonly #seed: number;
  #serial = 0;

  constructor(estate: Estate, seed: number) {
    this.#seed = seed;
    const secret = (name: string): string => hashOf(seed, name).toString(36).slice(0, 7);
    this.auth = {
      id: uuidOf('stream-auth', seed),
      isPullOn: true,
      pullSecret: secret('pull'),
      pullExpiredMin: 10,
      isPushOn: false,
      pushSecret: '',
      pushExpiredMin: 0,
    };
    for (const [i, node] of estate.nodes.slice(0, 2).entries())
      this.add(`play${String(i + 1)}.lanner.example`, node.id);
  }

  add(playDomain: string, clusterId: string): Domain {
    this.#serial += 1;
    const domain = { id: uuidOf('domain', this.#seed, this.#serial), playDomain, clusterId };
    this.domains.set(domain.id, domain);
    return domain;
  }

  /** Undefined when the node carries none. */
  domainOf(clusterId: string): Domain | undefined {
    return [...this.domains.values()].find((one) => one.clusterId === clusterId);
  }
}

/** Simulated: every domain has its ICP filing, except domains that cannot be registered. */
const isFiled = (domain: string): boolean => !/\.(invalid|test|localhost)$/i.test(domain);
const isHostName = (text: string): boolean => /^(?=.{1,253}$)([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/i.test(text);

const labelled = (node: ServiceNode): unknown => ({ Label: node.name, Value: node.id });

function nodeOf(context: IvpContext, id: string): ServiceNode {
  const node = context.estate.nodes.find((one) => one.id === id);
  if (node === undefined) throw new Refusal('41610');
  return node;
}

function viewOf(context: IvpContext, domain: Domain): Record<string, unknown> {
  const node = nodeOf(context, domain.clusterId);
  return {
    Id: domain.id,
    PlayDomain: domain.playDomain,
    InternalDomain: node.cname,
    HaveCert: 1,
    ClusterId: node.id,
    ClusterName: node.name,
  };
}

/** Only the frame of the PEM files is looked at. @throws {Refusal} 41620 */
function checkCertificate(key: unknown, certificate: unknown): void {
  const holds = (file: unknown, label: string): boolean =>
    isRecord(file) && Buffer.isBuffer(file['bytes']) && file['bytes'].toString('latin1').includes(label);
  if (!holds(key, 'PRIVATE KEY-----') || !holds(certificate, '-----BEGIN CERTIFICATE-----')) throw new Refusal('41620');
}

function authView(auth: StreamAuth): unknown {
  return {
    Id: auth.id,
    PullState: auth.isPullOn ? 1 : 0,
    PullSecret: auth.pullSecret,
    PullExpired: auth.pullExpiredMin,
    PushState: auth.isPushOn ? 1 : 0,
    PushSecret: auth.pushSecret,
    PushExpired: auth.pushExpiredMin,
  };
}

export const configOperations: Operations = {
  listServiceNodes: (context) => context.estate.nodes.map(labelled),

  listDeviceServiceNodes: (context) =>
    context.estate.nodes.filter((node) => context.config.domainOf(node.id) !== undefined).map(labelled),

  getDomainCname: (context, values) => nodeOf(context, textOf(values, 'ClusterId')).cname,

  checkDomainRecord: (_context, values) => isFiled(textOf(values, 'PlayDomain')),

  addDomain(context, values) {
    const playDomain = textOf(values, 'PlayDomain');
    const node = nodeOf(context, textOf(values, 'ClusterId'));
    if (!isHostName(playDomain)) throw new Refusal(CHECK_FAILED);
    if ([...context.config.domains.values()].some((one) => one.playDomain === playDomain)) throw new Refusal('41618');
    // one domain per node; the document has no code of its own for that
    if (context.config.domainOf(node.id) !== undefined) throw new Refusal(IN_USE);
    if (!isFiled(playDomain)) throw new Refusal('41609');
    if (textOf(values, 'InternalDomain') !== node.cname) throw new Refusal('41606');
    checkCertificate(values['Key'], values['Cert']);
    // the created domain has Have_cert in the sample and HaveCert in the table
    return { ...viewOf(context, context.config.add(playDomain, node.id)), Have_cert: 1 };
  },

  deleteDomain(context, values) {
    if (!context.config.domains.delete(textOf(values, 'Id'))) throw new Refusal(NOT_FOUND);
    return null;
  },

  updateDomain(context, values) {
    if (!context.config.domains.has(textOf(values, 'Id'))) throw new Refusal(NOT_FOUND);
    checkCertificate(values['Key'], values['Cret']);
    return null;
  },

  listDomains: (context) => [...context.config.domains.values()].map((one) => viewOf(context, one)),

  getStreamAuth: (context) => authView(context.config.auth),

  setStreamAuth(context, values) {
    const { auth } = context.config;
    if (textOf(values, 'Id') !== auth.id) throw new Refusal(NOT_FOUND);
    const expiries = [numberOf(values, 'PullExpired', 0), numberOf(values, 'PushExpired', 0)] as const;
    if (expiries.some((one) => one < 0)) throw new Refusal(CHECK_FAILED);
    const isPullOn = values['PullState'] === 1;
    const isPushOn = values['PushState'] === 1;
    const [pullSecret, pushSecret] = [textOf(values, 'PullSecret'), textOf(values, 'PushSecret')];
    Object.assign(auth, {
      isPullOn,
      pullSecret,
      pullExpiredMin: expiries[0],
      isPushOn,
      pushSecret,
      pushExpiredMin: expiries[1],
    });
    return authView(auth);
  },
};
