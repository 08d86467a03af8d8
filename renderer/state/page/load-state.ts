import type { WireError } from '../../../preload/domain/error.ts';

/** Where the reading of something from main stands. */
export type Load =
  { readonly status: 'idle' | 'loading' | 'ready' } | { readonly status: 'failed'; readonly error: WireError };
