interface Zone {
  readonly target: string;
  readonly from: string;
  readonly except: readonly string[];
  readonly message: string;
}

/** The zones of the rooms of a folder. @throws {Error} for a row without a room. */
export declare function roomZones(
  folder: string,
  rules: {
    readonly rows: Readonly<Record<string, readonly string[]>>;
    readonly shared: readonly string[];
    readonly says: (room: string, below: readonly string[]) => string;
  },
  names?: readonly string[],
): readonly Zone[];

/** The zones of the areas of main/services. */
export declare function serviceZones(names?: readonly string[]): readonly Zone[];
