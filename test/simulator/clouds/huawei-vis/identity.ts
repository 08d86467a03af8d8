/** Accounts, users, projects, key pairs and tokens: the data of the identity service (IAM) on which VIS relies. */
import { createHash } from 'node:crypto';
import type { ApiRequest } from '../../kernel/cloud.ts';
import type { Clock } from '../../kernel/clock.ts';
import { hashOf } from '../../world/random.ts';
import { Refusal } from './refusals.ts';
import { faultOf, readAuthorization } from './signature.ts';
import { DAY_MS } from './time.ts';

export const REGION = 'cn-north-4';
const MAX_KEPT = 1_000;

export interface User {
  readonly id: string;
  readonly name: string;
  readonly password: string;
  readonly ak: string;
  readonly sk: string;
}

export interface Project {
  readonly id: string;
  /** The region, or `region_name` for a project below it. */
  readonly name: string;
  readonly region: string;
}

export interface Account {
  readonly domainId: string;
  readonly domainName: string;
  readonly users: readonly [User, User];
  /** The estate's project, an empty one that has not subscribed, and one of another region. */
  readonly projects: readonly [Project, Project, Project];
}

/** The user and project of a request. */
export interface Caller {
  readonly user: User;
  /** `any`: signed with a key pair, which is not bound to a project; `domain`: a token without project scope. */
  readonly scope: { readonly projectId: string } | 'any' | 'domain';
}

export interface Token {
  readonly text: string;
  readonly user: User;
  readonly project: Project | null;
  readonly issuedAtMs: number;
  expiresAtMs: number;
  isRevoked: boolean;
}

const hex = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(parts.join('|')).digest('hex');

/** The account of one simulated world; the same for the same seed. */
export function makeAccount(seed: number): Account {
  const id = (what: string): string => hex(seed, what).slice(0, 32);
  const user = (name: string): User => ({
    id: id(name),
    name,
    password: `Vis-${hashOf(seed, name, 'password').toString(36)}-2019`,
    ak: hex(seed, name, 'ak').slice(0, 20).toUpperCase(),
    sk: hex(seed, name, 'sk').slice(0, 40),
  });
  const project = (name: string): Project => ({ id: id(name), name, region: name.split('_')[0] ?? name });
  return {
    domainId: id('domain'),
    domainName: `lanner${String(hashOf(seed, 'domain') % 1000).padStart(3, '0')}`,
    users: [user('operator'), user('colleague')],
    projects: [project(REGION), project(`${REGION}_lab`), project('cn-east-3')],
  };
}

export class Identity {
  readonly account: Account;
  readonly #clock: Clock;
  readonly #secret: string;
  #tokens = new Map<string, Token>();
  #serial = 0;

  /** @param secret makes tokens that no other run knows. */
  constructor(account: Account, clock: Clock, secret: string) {
    this.account = account;
    this.#clock = clock;
    this.#secret = secret;
  }

  /** A new token each time, for 24 hours. @param project null for the whole domain. */
  issue(user: User, project: Project | null): Token {
    this.#serial += 1;
    const issuedAtMs = this.#clock.nowMs();
    // real tokens are long and start like this
    const seal = Array.from({ length: 8 }, (_, i) => hex(this.#secret, this.#serial, i)).join('');
    const text = `MIIEsimulated${Buffer.from(seal, 'hex').toString('base64').replaceAll('/', '-')}`;
    const token = { text, user, project, issuedAtMs, expiresAtMs: issuedAtMs + DAY_MS, isRevoked: false };
    this.#tokens.set(text, token);
    const oldest = this.#tokens.keys().next();
    if (this.#tokens.size > MAX_KEPT && oldest.done !== true) this.#tokens.delete(oldest.value);
    return token;
  }

  /** The live token of this text, or null. */
  token(text: string): Token | null {
    const token = this.#tokens.get(text);
    const isLive = token !== undefined && !token.isRevoked && token.expiresAtMs > this.#clock.nowMs();
    return isLive ? token : null;
  }

  /** @throws {Refusal} VIS.0001 for a token, APIG.0301 for a signature or for nothing at all. */
  callerOf(request: ApiRequest): Caller {
    const text = request.headers['x-auth-token'];
    if (text !== undefined && text !== '') {
      const token = this.token(text);
      if (token === null) throw new Refusal('VIS.0001');
      return { user: token.user, scope: token.project === null ? 'domain' : { projectId: token.project.id } };
    }
    const authorization = readAuthorization(request.headers['authorization'] ?? '');
    if (authorization === null) throw new Refusal('APIG.0301', 'neither a token nor a signature');
    const user = this.account.users.find((one) => one.ak === authorization.accessKey);
    if (user === undefined) throw new Refusal('APIG.0301', 'the access key does not exist');
    const fault = faultOf(request, authorization, user.sk, this.#clock.nowMs());
    if (fault !== null) throw new Refusal('APIG.0301', fault);
    return { user, scope: 'any' };
  }

  expireAll(): number {
    const live = this.#live();
    for (const token of live) token.expiresAtMs = this.#clock.nowMs();
    return live.length;
  }

  revokeAll(): number {
    const live = this.#live();
    for (const token of live) token.isRevoked = true;
    return live.length;
  }

  #live(): readonly Token[] {
    return [...this.#tokens.values()].filter((one) => this.token(one.text) !== null);
  }
}
