/** Facts about an account that a cloud offers besides cameras, such as quotas. */
import type { AccountFigure, FactNote, FactPart, Subscription } from '../../preload/domain/accounts/cloud-facts.ts';
import type { AppError } from '../errors.ts';

/** The reading of one part of the facts. */
export interface FactsReading {
  readonly figures: readonly AccountFigure[];
  readonly subscription?: Subscription;
  /** There are more than were read. */
  readonly isCut?: boolean;
  /** Why some of it could not be read, where the rest of it could. */
  readonly failure?: AppError;
}

/** Reads the facts about the account, each part on its own. Only read operations. */
export interface FactsPort {
  readonly parts: readonly { readonly part: FactPart; readonly read: (signal: AbortSignal) => Promise<FactsReading> }[];
  /** Notes that hold for the figures of this cloud, whichever account. */
  readonly notes: readonly FactNote[];
  /** How far this computer is ahead of the cloud by its last answer, or null before the first. */
  readonly clockSkewMs: number | null;
}
