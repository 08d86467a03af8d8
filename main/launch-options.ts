/** The options of this start that `startApp` needs. */
export interface LaunchOptions {
  readonly dataDir: string;
  readonly pageDir: string;
  readonly isHeadless: boolean;
  readonly opensWindow: boolean;
  /** `session` keeps keys for this run only, without asking the system's keychain. */
  readonly vault: 'system' | 'session';
  readonly hasControl: boolean;
  /** How to start the simulated clouds, or null where they are not at hand. */
  readonly simulatorCommand: readonly string[] | null;
  /**
   * The client is used with simulated clouds: addresses of this computer are taken, also with http. Otherwise http is
   * refused everywhere. Implied by `simulatorCommand`.
   */
  readonly hasLocalClouds?: boolean;
  /** The name of the wall to show alone on the screen, with nothing that could be changed. */
  readonly kioskWall?: string | null;
  /** A link to show at once, unchecked. */
  readonly link?: string | null;
  /** The names of flags that an installed client did not obey, for the log. */
  readonly ignoredFlags?: readonly string[];
}
