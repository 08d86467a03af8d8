/** Which viewers an order of a test hits. */
import type { MediaGrant, ViewerMatch } from './types.ts';

export function matches(match: ViewerMatch, grant: MediaGrant): boolean {
  return (
    (match.cameraKey === undefined || match.cameraKey === grant.cameraKey) &&
    (match.profile === undefined || match.profile === grant.profile) &&
    (match.kind === undefined || match.kind === grant.kind) &&
    (match.source === undefined || match.source === (grant.source ?? 'device'))
  );
}
