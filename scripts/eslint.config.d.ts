/** The layer rules alone, for the test that proves each of them. */
export declare const layerConfig: object[];
/** The rules against patterns of more than linear time alone, for the same reason. */
export declare const regexConfig: object;
/** The longest function that the house takes, alone, for the same reason. */
export declare const sizeConfig: object;
/** The rule that ids are taken apart in one file only, alone, for the same reason. */
export declare const idsConfig: object;
/** The rule that a test name has a subject, alone, for the same reason. */
export declare const testNamesConfig: object;
