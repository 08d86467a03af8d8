/**
 * The interface of a started client for the hosts: of the real client, and of the one that only shows why the client
 * does not start.
 */
import type { RescueOutcome } from './crash-report.ts';

export interface RunningApp {
  /** Where a browser can open the client, or null when the host opened its window. */
  readonly launchUrl: string | null;
  /** Fires when automation asks the client to end; the caller that started the client then disposes it. */
  onQuitRequested(listener: () => void): void;
  /** Before a crash ends the process: stops every camera and finishes every clip, as far as that goes in time. */
  rescue(): Promise<RescueOutcome>;
  /** Closes everything, the host included. Calling it twice is not an error. */
  dispose(): Promise<void>;
}
