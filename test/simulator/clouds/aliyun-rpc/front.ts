/**
 * One RPC service as the kernel sees it: finds the operation, lets the gateway admit it, reads its parameters, runs it,
 * and returns its result, with a request id, as JSON or XML.
 */
import { randomUUID } from 'node:crypto';
import type { Values } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { ApiAnswer, ApiRequest, Call } from '../../kernel/cloud.ts';
import type { RpcSpec } from './contract.ts';
import { loadSpecs } from './contract.ts';
import { Gate, pairsOf } from './gate.ts';
import type { GateRules } from './gate.ts';
import { invalid, missing, refusalFor, RpcRefusal } from './refusal.ts';
import type { Pair } from './signature.ts';
import { Broken, readParameters } from './values.ts';
import type { Violation } from './values.ts';
import { writeXml } from './xml.ts';

/** Answers the body without its request id, or throws an `RpcRefusal`. */
export type RpcOperation<C> = (context: C, values: Values) => Readonly<Record<string, unknown>>;
export type RpcOperations<C> = Readonly<Record<string, RpcOperation<C>>>;

export interface RpcService<C> extends GateRules {
  readonly vendor: string;
  readonly operations: RpcOperations<C>;
  /** Parameter names whose values the request log may not hold. */
  readonly secrets: ReadonlySet<string>;
  /** A documented refusal for a broken rule, or null for the gateway's own. */
  readonly refusalOf?: (spec: RpcSpec, violation: Violation) => RpcRefusal | null;
  /** Lists that wrap their entries once more in XML, by operation. */
  readonly xmlEntries?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Longest value that the request log keeps; pictures travel in parameters. */
const MAX_LOGGED = 200;

export class RpcFront<C> {
  readonly #service: RpcService<C>;
  readonly #context: C;
  readonly #gate: Gate;
  readonly #specs: ReadonlyMap<string, RpcSpec>;

  constructor(service: RpcService<C>, context: C, clock: Clock) {
    this.#service = service;
    this.#context = context;
    this.#gate = new Gate(service, clock);
    this.#specs = loadSpecs(service.vendor);
  }

  recognise(request: ApiRequest): Call {
    let pairs: readonly Pair[];
    try {
      pairs = pairsOf(request);
    } catch (e) {
      if (!(e instanceof RpcRefusal)) throw e;
      return { operation: 'unknown', params: {}, run: () => this.#refused(e, 'json') };
    }
    const value = (name: string): string => pairs.find(([key]) => key === name)?.[1] ?? '';
    const spec = this.#specs.get(value('Action'));
    const params = Object.fromEntries(pairs.map(([name, text]) => [name, this.#logged(name, text)]));
    // the table's default is JSON and the text's is XML: a request without Format meets the other one
    const format = value('Format').toLowerCase() === 'json' ? 'json' : 'xml';
    const run = (): ApiAnswer => this.#answer(request, spec, pairs, format);
    return { operation: spec?.id ?? 'unknown', params, run };
  }

  /** The error envelope for an injected failure. */
  faultAnswer(status: number): ApiAnswer {
    return this.#refused(refusalFor(status), 'json');
  }

  #answer(request: ApiRequest, spec: RpcSpec | undefined, pairs: readonly Pair[], format: 'json' | 'xml'): ApiAnswer {
    try {
      const given = this.#gate.admit(request, spec, pairs);
      const run = spec === undefined ? undefined : this.#service.operations[spec.id];
      if (spec === undefined || run === undefined) throw new RangeError(`${spec?.id ?? 'nothing'} is not simulated`);
      const body = { RequestId: requestId(), ...run(this.#context, this.#read(spec, given)) };
      const code = 'Code' in body ? String(body.Code) : 'OK';
      if (format === 'json') return { status: 200, code, body };
      const entries = this.#service.xmlEntries?.[spec.id];
      return { status: 200, code, body: writeXml(`${spec.http.action}Response`, body, entries), headers: XML };
    } catch (e) {
      if (e instanceof RpcRefusal) return this.#refused(e, format);
      throw e;
    }
  }

  #read(spec: RpcSpec, given: ReadonlyMap<string, string>): Values {
    try {
      return readParameters(spec, given);
    } catch (e) {
      if (!(e instanceof Broken)) throw e;
      const { path, rule } = e.violation;
      const documented = this.#service.refusalOf?.(spec, e.violation) ?? null;
      if (documented !== null) throw documented;
      if (rule === 'missing') throw missing(path);
      // the real gateway ignores unknown names; a client under test must learn of a misspelt name
      if (rule === 'unknown')
        throw new RpcRefusal(400, 'UnsupportedParameter', `The parameter ${path} is not supported.`);
      throw invalid(path);
    }
  }

  #refused(refusal: RpcRefusal, format: 'json' | 'xml'): ApiAnswer {
    const { code, status, message } = refusal;
    const body = { RequestId: requestId(), HostId: this.#service.vendor, Code: code, Message: message };
    if (format === 'json') return { status, code, body };
    return { status, code, body: writeXml('Error', body), headers: XML };
  }

  #logged(name: string, text: string): string {
    const leaf = name.slice(name.lastIndexOf('.') + 1);
    if (this.#service.secrets.has(name) || this.#service.secrets.has(leaf)) return '***';
    return text.length <= MAX_LOGGED ? text : `${text.slice(0, MAX_LOGGED)}… (${String(text.length)} characters)`;
  }
}

const XML = { 'Content-Type': 'text/xml;charset=utf-8' };

const requestId = (): string => randomUUID().toUpperCase();
