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
