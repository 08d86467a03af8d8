/**
 * Opaque names for the resources that a playlist refers to. The page asks by name; the address behind a name stays here
 * and may change when the stream is resolved again. Bounded: names that left every playlist are forgotten after a
 * while.
 */
import type { ByteRange } from '../../formats/hls/hls-playlist.ts';

/** A segment, a key or an initialisation section. */
export type ResourceKind = 's' | 'k' | 'i';

export interface Resource {
  readonly kind: ResourceKind;
  url: string;
  readonly range: ByteRange | null;
}

const MAX_RETIRED = 256;

export class HlsResources {
  readonly #byName = new Map<string, Resource>();
  readonly #retired: string[] = [];
  #next = 1;

  get size(): number {
    return this.#byName.size;
  }

  /**
   * Names a resource.
   *
   * @param file the last part of the URL's path; its extension is kept where it is harmless, as a hint to players.
   */
  add(kind: ResourceKind, url: string, range: ByteRange | null, file = new URL(url).pathname): string {
    const extension = /^\.([a-z0-9]{1,5})$/.exec(file.slice(file.lastIndexOf('.')))?.[1] ?? 'bin';
    const name = `${kind}${this.#next.toString(36)}.${extension}`;
    this.#next += 1;
    this.#byName.set(name, { kind, url, range });
    return name;
  }

  get(name: string): Resource | undefined {
    return this.#byName.get(name);
  }

  /** The same resource now has another address. */
  move(name: string, url: string): void {
    const resource = this.#byName.get(name);
    if (resource !== undefined) resource.url = url;
  }

  /** No playlist contains the name any more; a player may still ask for it for a while. */
  retire(name: string): void {
    this.#retired.push(name);
    while (this.#retired.length > MAX_RETIRED) this.#byName.delete(this.#retired.shift() ?? '');
  }
}
