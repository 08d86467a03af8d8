/** Refuses a folder below `folder` that has no row in `rows`. @throws {Error} naming the folder. */
export declare function checkRows(folder: string, rows: object): void;
