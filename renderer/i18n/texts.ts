/**
 * The shape that a translation must have: every key of the source, as text. English `_one` forms have no counterpart in
 * Chinese, which has one plural form.
 */
export type Texts<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Texts<T[K]>;
};
