/** How the generated types of a vendor's operations are taken apart. */

/** One entry of an `operations.gen.ts`. */
export interface OperationTypes {
  readonly params: object;
  readonly answer: object;
}

export type OperationIdOf<Ops> = keyof Ops & string;

/** What a caller passes; what the session adds itself is left out. */
export type ParamsOf<Ops, O extends OperationIdOf<Ops>> = Ops[O] extends OperationTypes
  ? Readonly<Ops[O]['params']>
  : never;

/** What comes back, envelope judged and values converted to the documented types; every key may be missing. */
export type AnswerOf<Ops, O extends OperationIdOf<Ops>> = Ops[O] extends OperationTypes
  ? Readonly<Ops[O]['answer']>
  : never;

/** Names that the documents give to the place and the size of a page. */
type PageName =
  'limit' | 'offset' | 'count' | 'start' | 'PageNumber' | 'PageNum' | 'CurrentPage' | 'PageSize' | 'From' | 'Size';

/** What a caller passes to walk a list: the place and the size of a page are found by themselves. */
export type ListParamsOf<Ops, O extends OperationIdOf<Ops>> = Omit<ParamsOf<Ops, O>, PageName>;

/** The rows of an answer: every list that is reached through objects alone, as `pagingOf` finds them. */
export type RowOf<A> = A extends readonly (infer R)[]
  ? R
  : A extends object
    ? { [K in keyof A]-?: RowOf<NonNullable<A[K]>> }[keyof A]
    : never;
