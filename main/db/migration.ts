/** One step of the schema. A step that was released keeps its name and never changes. */
export interface Migration {
  /** Unique among all steps. The step of an area begins with the name of the area: `walls-1-notes`. */
  readonly name: string;
  readonly sql: string;
}
