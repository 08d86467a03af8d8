/** A cloud as one object, from which the registry derives every table. */
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import type { AccountPort } from '../../../ports/account.ts';
import type { UpstreamSource } from '../../../ports/live.ts';
import type { PortName } from '../../../ports/screens.ts';
import type { Ports, SessionSettings, VendorSession } from '../../../ports/session.ts';
import type { CapabilityClaims } from '../contract/capabilities.ts';
import { callerOf, type Caller, type CallerSettings, type MadeClient } from './caller.ts';
import { guardedSession } from './guarded-session.ts';
import type { VendorAnswers } from './answers/reading.ts';

export interface Vendor<Id extends VendorId = VendorId> {
  readonly id: Id;
  readonly answers: VendorAnswers;
  readonly claims: CapabilityClaims<never>;
  /** Of live pictures, in the order in which the client tries them. */
  readonly transports: readonly UpstreamSource['transport'][];
  /** The ports that each session of the cloud has. */
  readonly offers: ReadonlySet<PortName>;
  /**
   * Single calls of documented operations without a session. Nothing is sent before the first call.
   *
   * @param contractRoot folder URL with `<vendor>/contract.json`; a bundle passes its own.
   * @throws {AppError} `input.invalid-field` when the endpoint is not an http(s) address, or the sign-in is incomplete.
   */
  createCaller(this: void, settings: CallerSettings, contractRoot?: URL): Caller;
  /** Opens a session; nothing is sent before a port is used. Parameters and errors as of {@link createCaller}. */
  createSession(this: void, settings: SessionSettings, contractRoot?: URL): VendorSession;
}

/** @template Parts what the ports of one session are made from; what several ports share is made once. */
export interface VendorDefinition<Id extends VendorId, Ops, Client extends MadeClient<Ops>, Parts> {
  readonly id: Id;
  readonly answers: VendorAnswers;
  readonly claims: CapabilityClaims<Ops>;
  readonly transports: Vendor['transports'];
  readonly createClient: (settings: CallerSettings, contractRoot?: URL) => Client;
  readonly partsOf: (made: Client, settings: SessionSettings) => Parts;
  readonly account: (parts: Parts) => AccountPort;
  readonly ports: { readonly [P in PortName]?: (parts: Parts) => Ports[P] };
}

/** Derives from the definition of a cloud how its callers and sessions are made; every session is a guarded session. */
export function vendorOf<Id extends VendorId, Ops, Client extends MadeClient<Ops>, Parts>(
  definition: VendorDefinition<Id, Ops, Client & MadeClient<Ops>, Parts>,
): Vendor<Id> {
  const { id, answers, claims, transports, createClient, partsOf, account, ports } = definition;
  return {
    id,
    answers,
    claims,
    transports,
    offers: new Set(Object.keys(ports) as PortName[]),
    createCaller(settings, contractRoot) {
      const made = createClient(settings, contractRoot);
      return { ...callerOf<Ops>(made), dispose: made.dispose };
    },
    createSession(settings, contractRoot) {
      const made = createClient(settings, contractRoot);
      const parts = partsOf(made, settings);
      const offered = Object.entries(ports).map(([name, create]) => [name, create(parts)] as const);
      const session: VendorSession = {
        ...(Object.fromEntries(offered) as Partial<Ports>),
        vendor: id,
        account: account(parts),
        calls: callerOf<Ops>(made),
        dispose() {
          made.dispose();
          return Promise.resolve();
        },
      };
      return guardedSession(session, made.client.redactor);
    },
  };
}
