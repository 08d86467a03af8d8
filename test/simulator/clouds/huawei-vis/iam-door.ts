/** The identity service as a host of its own: takes passwords for tokens and lists projects (chapters 3 and 6.3). */
import { checkParameters } from '../../kernel/check.ts';
import type { ApiAnswer, ApiRequest, Call, SideDoor } from '../../kernel/cloud.ts';
import type { ContractOperation } from '../../kernel/contract.ts';
import { isRecord } from '../../kernel/json.ts';
import { Router } from '../../kernel/router.ts';
import type { Identity, Project, Token } from './identity.ts';
import { Refusal } from './refusals.ts';
import { formatUtc } from './time.ts';

/** IAM's own envelope, which differs from that of VIS. */
class IamRefusal extends Error {
  readonly status: number;
  readonly title: string;
  constructor(status: number, title: string, message: string) {
    super(message);
    this.status = status;
    this.title = title;
  }
}

const unauthorised = (message: string): IamRefusal => new IamRefusal(401, 'Unauthorized', message);
const malformed = (message: string): IamRefusal => new IamRefusal(400, 'Bad Request', message);

export class IamDoor implements SideDoor {
  readonly id = 'huawei-vis';
  readonly credential = 'iamEndpoint';
  readonly #identity: Identity;
  readonly #router: Router;

  constructor(identity: Identity, operations: readonly ContractOperation[]) {
    this.#identity = identity;
    this.#router = new Router(operations);
  }

  recognise(request: ApiRequest): Call {
    const route = this.#router.find(request.method, request.path);
    if (route.kind !== 'found') {
      const refusal =
        route.kind === 'unknown'
          ? new IamRefusal(404, 'Not Found', 'Could not find the resource')
          : new IamRefusal(405, 'Method Not Allowed', 'The method is not allowed for the resource');
      return { operation: 'unknown', params: {}, run: () => answerOf(refusal) };
    }
    const { operation } = route;
    return { operation: operation.id, params: {}, run: () => this.#run(operation, request) };
  }

  faultAnswer(status: number): ApiAnswer {
    return answerOf(new IamRefusal(status, 'Simulated', 'An unexpected error prevented the server from answering'));
  }

  #run(operation: ContractOperation, request: ApiRequest): ApiAnswer {
    try {
      return operation.id === 'createIamToken' ? this.#createToken(operation, request) : this.#listProjects(request);
    } catch (e) {
      if (e instanceof IamRefusal) return answerOf(e);
      if (e instanceof Refusal) return answerOf(unauthorised('The request you have made requires authentication.'));
      throw e;
    }
  }

  #createToken(operation: ContractOperation, request: ApiRequest): ApiAnswer {
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
      throw malformed('Content-Type must be application/json');
    const { account } = this.#identity;
    const body = parse(request.bodyText);
    const scope = memberOf(memberOf(body, 'auth'), 'scope');
    const domainScope = memberOf(scope, 'domain');
    const isDomain = isRecord(domainScope) && memberOf(scope, 'project') === undefined;
    const check = checkParameters(operation, {
      path: {},
      query: request.query,
      // the document prints the project form only; the domain form, which it names in words, differs just here
      body: isDomain ? withScope(body, { project: { name: textAt(domainScope, 'name') } }) : body,
    });
    if (!check.ok) throw malformed(`${check.violation.name}: ${check.violation.rule}`);
    const who = memberOf(memberOf(memberOf(memberOf(body, 'auth'), 'identity'), 'password'), 'user');
    const domainName = textAt(memberOf(who, 'domain'), 'name');
    const user = account.users.find((one) => one.name === textAt(who, 'name'));
    if (domainName !== account.domainName || user === undefined || user.password !== textAt(who, 'password'))
      throw unauthorised('The username or password is wrong.');
    if (isDomain) {
      if (textAt(domainScope, 'name') !== account.domainName) throw unauthorised('Could not find domain');
      return this.#granted(this.#identity.issue(user, null));
    }
    const name = textAt(memberOf(scope, 'project'), 'name');
    const project = account.projects.find((one) => one.name === name);
    if (project === undefined) throw new IamRefusal(404, 'Not Found', `Could not find project: ${name}`);
    return this.#granted(this.#identity.issue(user, project));
  }

  #granted(token: Token): ApiAnswer {
    const { account } = this.#identity;
    const domain = { id: account.domainId, name: account.domainName };
    const scope = token.project === null ? { domain } : { project: { ...shortOf(token.project), domain } };
    const body = {
      token: {
        expires_at: formatUtc(token.expiresAtMs).replace('Z', '.000000Z'),
        issued_at: formatUtc(token.issuedAtMs).replace('Z', '.000000Z'),
        methods: ['password'],
        catalog: [],
        roles: [{ id: '0', name: 'te_admin' }],
        user: { id: token.user.id, name: token.user.name, domain },
        ...scope,
      },
    };
    return { status: 201, code: 'IAM.201', body, headers: { 'X-Subject-Token': token.text } };
  }

  #listProjects(request: ApiRequest): ApiAnswer {
    this.#identity.callerOf(request);
    // "projects that meet conditions": of the conditions only the name matters here
    const unknown = [...request.query.keys()].find((name) => name !== 'name');
    if (unknown !== undefined) throw malformed(`${unknown} is not supported`);
    const wanted = request.query.get('name');
    const { domainId, projects } = this.#identity.account;
    const self = 'https://www.example.com/v3/projects';
    const body = {
      projects: projects
        .filter((one) => wanted === null || one.name === wanted)
        .map((one) => ({
          domain_id: domainId,
          is_domain: false,
          parent_id: domainId,
          name: one.name,
          description: '',
          links: { next: null, previous: null, self: `${self}/${one.id}` },
          id: one.id,
          enabled: true,
        })),
      links: { next: null, previous: null, self },
    };
    return { status: 200, code: 'IAM.200', body };
  }
}

function answerOf(refusal: IamRefusal): ApiAnswer {
  const { status, title, message } = refusal;
  return { status, code: `IAM.${String(status)}`, body: { error: { code: status, message, title } } };
}

const shortOf = ({ id, name }: Project): { id: string; name: string } => ({ id, name });

function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function textAt(value: unknown, name: string): string {
  const text = memberOf(value, name);
  return typeof text === 'string' ? text : '';
}

function withScope(body: unknown, scope: unknown): unknown {
  const auth = memberOf(body, 'auth');
  return isRecord(body) && isRecord(auth) ? { ...body, auth: { ...auth, scope } } : body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed('Malformed json in request body');
  }
}
