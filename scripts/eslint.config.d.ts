/** The layer rules alone, for the test that proves each of them. */
export declare const layerConfig: object[];
