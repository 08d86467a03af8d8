/**
 * A file of the profile that could not be read as it was at the start, and what took its place. Nothing is ever
 * deleted.
 */
export interface Restoration {
  /** The name of the file, such as `lanner.db`. */
  readonly file: string;
  /**
   * `backup`: the last backup took its place. `newer`: a newer client wrote the file; this client uses its own last
   * file, or none. `reset`: there was no backup, the client runs on defaults.
   */
  readonly kind: 'backup' | 'newer' | 'reset';
  /** The name under which the file is kept, in the same folder. */
  readonly keptAs: string;
}
