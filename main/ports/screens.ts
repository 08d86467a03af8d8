/** Screens, by which this client offers a capability of a cloud without the API console. */
import type { Capability } from '../../preload/domain/accounts/capability.ts';
import type { VendorId } from '../../preload/domain/vendor.ts';
import type { Ports } from './session.ts';

/** A port that a cloud makes itself; every cloud has `calls`. */
export type PortName = Exclude<keyof Ports, 'calls'>;

export interface Screen {
  readonly capability: Capability;
  /** The port that a cloud must have. */
  readonly port: PortName;
  /** The clouds for which the screen offers the capability. Missing where the port alone decides. */
  readonly vendors?: ReadonlySet<VendorId>;
}
