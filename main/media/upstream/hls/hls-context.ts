/** The resources that a segment needs besides its own bytes: keys and initialisation sections, renamed for the page. */
import type { ResourceTag, Segment } from '../../formats/hls/hls-playlist.ts';
import type { HlsResources } from './hls-resources.ts';

/** Keys and initialisation sections of one playlist that are known by name; older names are given up. */
const MAX_NAMED = 64;

export class HlsContext {
  readonly #resources: HlsResources;
  readonly #named = new Map<string, string>();

  constructor(resources: HlsResources) {
    this.#resources = resources;
  }

  /** The lines before a segment; empty for a segment that needs nothing. */
  linesOf(segment: Segment): string {
    const lines = segment.keys.map((key) => {
      // Without an IV the segment's number is the IV, and ours may differ from the upstream's.
      const needsIv = /METHOD=AES-128/.test(key.attributes) && !/IV=/.test(key.attributes);
      const iv = needsIv ? `,IV=0x${segment.sequence.toString(16).padStart(32, '0')}` : '';
      const uri = key.url === null ? '' : `,URI="${this.#name('k', key)}"`;
      return `#EXT-X-KEY:${key.attributes}${uri}${iv}`;
    });
    if (segment.map?.url) lines.push(`#EXT-X-MAP:URI="${this.#name('i', segment.map)}"`);
    return lines.join('\n');
  }

  /** The same segment came again with other addresses: the names that `before` got lead to the new ones. */
  move(before: Segment, after: Segment): void {
    const tags = [before.map, ...before.keys];
    for (const [i, tag] of [after.map, ...after.keys].entries()) {
      const name = this.#named.get(tagIdentity(tags[i]));
      if (name !== undefined && typeof tag?.url === 'string') this.#resources.move(name, tag.url);
    }
  }

  owns(name: string): boolean {
    return [...this.#named.values()].includes(name);
  }

  /** Keys and initialisation sections are shared by many segments: one name for each. */
  #name(kind: 'k' | 'i', tag: ResourceTag): string {
    const identity = tagIdentity(tag);
    const known = this.#named.get(identity);
    if (known !== undefined) return known;
    const name = this.#resources.add(kind, tag.url ?? '', tag.range);
    this.#named.set(identity, name);
    const [oldest] = this.#named;
    if (this.#named.size > MAX_NAMED && oldest !== undefined) {
      this.#named.delete(oldest[0]);
      this.#resources.retire(oldest[1]);
    }
    return name;
  }
}

function tagIdentity(tag: ResourceTag | null | undefined): string {
  return `${tag?.url ?? ''}|${tag?.range?.offset ?? ''}`;
}
