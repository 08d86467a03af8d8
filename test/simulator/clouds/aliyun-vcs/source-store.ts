/** Data sources and the files in them. */
import { hashOf } from '../../world/random.ts';

export interface DataSource {
  readonly id: string;
  readonly corpId: string;
  readonly type: string;
  readonly kafkaTopic: string;
  readonly ossPath: string;
  readonly files: { readonly sourceId: string; readonly ossPath: string; readonly name: string }[];
  name: string;
  description: string;
  url: string;
}

export class SourceStore {
  readonly #byId = new Map<string, DataSource>();
  #serial = 0;

  add(draft: Pick<DataSource, 'corpId' | 'type' | 'name' | 'description' | 'url'>, nowMs: number): DataSource {
    this.#serial += 1;
    const mark = hashOf(draft.corpId, this.#serial).toString(16).padStart(8, '0');
    const topic = `${draft.type.toLowerCase()}_algo${String(nowMs)}${String(this.#serial)}`;
    const source = { ...draft, id: `ds_${mark}_${String(nowMs)}`, kafkaTopic: topic, ossPath: topic, files: [] };
    this.#byId.set(source.id, source);
    return source;
  }

  find(id: string): DataSource | undefined {
    return this.#byId.get(id);
  }

  /** Whether the source plays a URL of another platform. */
  isVirtual(id: string): boolean {
    return (this.#byId.get(id)?.url ?? '') !== '';
  }
}
