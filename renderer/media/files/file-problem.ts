/** Why a file of an operator cannot be played. */

export type FileProblem =
  /** Nothing is in the file. */
  | { readonly kind: 'empty' }
  /** The first bytes are not those of the format that the name says. */
  | { readonly kind: 'other-format' }
  /** No picture can be found or decoded. `detail` is the reason of the player, for support; an empty text for none. */
  | { readonly kind: 'damaged'; readonly detail: string }
  | { readonly kind: 'no-video' }
  /** Pictures are there, and none is a whole picture with which a player could begin. */
  | { readonly kind: 'no-key-frame' }
  | { readonly kind: 'codec'; readonly codec: string }
  /** The file is larger, or holds more pictures, than this client reads. */
  | { readonly kind: 'too-large' }
  /** The system gives the bytes no more: the file was changed, moved or deleted. */
  | { readonly kind: 'gone' }
  /** Reading took too long. */
  | { readonly kind: 'too-slow' };

/** Carries the problem out of the reading of a file. */
export class BadFile extends Error {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** The problem that ended a reading. Everything else that was thrown is a failure of the system to give the bytes. */
export function problemOf(cause: unknown): FileProblem {
  if (cause instanceof BadFile) return cause.problem;
  const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
  return { kind: isTimeout ? 'too-slow' : 'gone' };
}
