/** How to ask for the progress of an operation whose work continues after its answer. */
import type { AnswerOf, OperationIdOf, ParamsOf } from '../contract/operations.ts';
import type { WorkState } from './poll.ts';

type Values = Readonly<Record<string, unknown>>;

/** One operation's way to see how far its work is. */
export interface FollowUp {
  /** A read. */
  readonly ask: string;
  /** Its parameters. @param known what the caller must add, because neither request nor answer has it. */
  readonly params: (sent: Values, answer: Values, known: Values) => Values;
  readonly stateOf: (progress: Values, sent: Values) => WorkState;
  /** The work removes the thing: then the answer "there is no such thing" means success. */
  readonly endsWithNotFound?: boolean;
}

export type FollowUps = Readonly<Record<string, FollowUp>>;

/** Types one follow-up by the operations that it joins. */
export function followUpOf<Ops>(): <O extends OperationIdOf<Ops>, A extends OperationIdOf<Ops>>(
  after: O,
  followUp: {
    readonly ask: A;
    readonly params: (sent: ParamsOf<Ops, O>, answer: AnswerOf<Ops, O>, known: Values) => ParamsOf<Ops, A>;
    readonly stateOf: (progress: AnswerOf<Ops, A>, sent: ParamsOf<Ops, O>) => WorkState;
    readonly endsWithNotFound?: boolean;
  },
) => readonly [string, FollowUp] {
  // The client looks up follow-ups by name, where the types of parameters and answers are no longer known.
  return (after, followUp) => [after, followUp as unknown as FollowUp];
}
