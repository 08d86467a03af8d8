/** How the generated types of a vendor's operations are taken apart. */

/** One entry of an `operations.gen.ts`. */
export interface OperationTypes {
  readonly params: object;
  readonly answer: object;
}

export type OperationIdOf<Ops> = keyof Ops & string;

/** The parameters that a caller passes, without those that the session adds itself. */
export type ParamsOf<Ops, O extends OperationIdOf<Ops>> = Ops[O] extends OperationTypes
  ? Readonly<Ops[O]['params']>
  : never;

/**
 * The answer of an operation after its envelope was judged and its values were converted to the documented types; every
 * key may be missing.
 */
export type AnswerOf<Ops, O extends OperationIdOf<Ops>> = Ops[O] extends OperationTypes
  ? Readonly<Ops[O]['answer']>
  : never;

/** Names that the documents give to the place and the size of a page. */
type PageName =
  'limit' | 'offset' | 'count' | 'start' | 'PageNumber' | 'PageNum' | 'CurrentPage' | 'PageSize' | 'From' | 'Size';

/** The parameters that a caller passes to read a whole list, without place and size of the pages. */
export type ListParamsOf<Ops, O extends OperationIdOf<Ops>> = Omit<ParamsOf<Ops, O>, PageName>;

/** The rows of an answer: every list that is reached through objects alone, as `pagingOf` finds them. */
export type RowOf<A> = A extends readonly (infer R)[]
  ? R
  : A extends object
    ? { [K in keyof A]-?: RowOf<NonNullable<A[K]>> }[keyof A]
    : never;
