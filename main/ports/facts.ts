/** What a cloud tells of an account besides its cameras. */
import type { AccountFigure, FactNote, FactPart, Subscription } from '../../preload/domain/accounts/cloud-facts.ts';
import type { AppError } from '../errors.ts';

/** What one part of the facts gave. */
export interface FactsReading {
  readonly figures: readonly AccountFigure[];
  readonly subscription?: Subscription;
  /** There are more than were read. */
  readonly isCut?: boolean;
  /** Why some of it could not be read, where the rest of it could. */
  readonly failure?: AppError;
}

/** What the cloud tells of the account besides its cameras. Reads only, each part on its own. */
export interface FactsPort {
  readonly parts: readonly {
    readonly part: FactPart;
    readonly read: (signal: AbortSignal) => Promise<FactsReading>;
  }[];
  /** What is true of the figures of this cloud whatever the account. */
  readonly notes: readonly FactNote[];
  /** How far this computer is ahead of the cloud by its last answer, or null before the first. */
  readonly clockSkewMs: number | null;
}
