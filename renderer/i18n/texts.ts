/**
 * The shape that a translation must have: every key of the source, as text. English `_one` forms have no counterpart in
 * Chinese, which has one plural form.
 */
export type Texts<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Texts<T[K]>;
};

/** The dotted keys of all texts: `walls.transfer.title`. A key with plural forms is asked for without its ending. */
export type KeyOf<T> = {
  readonly [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

type WithoutPlural<K extends string> = K extends `${infer Key}_${'one' | 'other'}` ? Key : K;
