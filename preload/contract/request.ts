/** The declaration of one request in the contract. */
import type { z } from 'zod';

export interface RequestShape {
  readonly in: z.ZodType;
  readonly out: z.ZodType;
  /**
   * True opens the request to a kiosk. Such a request reads, plays or records; it changes no wall, no account and no
   * setting. It steers no camera either: a kiosk hangs where anybody passes, and a camera that was turned away records
   * the wrong thing for all.
   */
  readonly kiosk?: true;
}

/** Requests by their name. */
export type RequestTable = Readonly<Record<string, RequestShape>>;
