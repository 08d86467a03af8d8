import { useEffect, useState } from 'react';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { Provider } from '../../../../preload/domain/accounts/providers.ts';
import { problemsOf, type FormValues, type Secrets } from './form-state.ts';
import { focusField, refusedField, type RefusedField } from './refused-field.ts';
import type { Problem } from './validate.ts';

interface FormFacts {
  readonly provider: Provider;
  readonly shown: Provider['fields'];
  readonly values: FormValues;
  readonly readSecrets: () => Secrets;
  readonly hasStoredSecrets: boolean;
  readonly isMoved: boolean;
  /** Labels of the other accounts. */
  readonly taken: readonly string[];
}

export interface FormProblems {
  /** The problem of a field, once it was touched or sending was tried. */
  readonly problemOf: (name: string) => Problem | null;
  readonly touch: (name: string) => void;
  /** Marks the fields and leads to the first that is wrong. @returns whether none is. */
  readonly check: (names: readonly string[]) => boolean;
  /** Marks the field that main refused, if the error names one. */
  readonly refuse: (error: WireError) => void;
}

/**
 * The faults of the fields of the form: those of the typed text, and those that main named.
 *
 * @param refusal of main, with which the form opens: its field is marked and has the focus.
 */
export function useFormProblems(facts: FormFacts, refusal: WireError | null): FormProblems {
  const { provider, shown, values, readSecrets, hasStoredSecrets, isMoved, taken } = facts;
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<RefusedField | null>(null);
  const [lastRefusal, setLastRefusal] = useState<WireError | null>(null);
  const refuse = (error: WireError): void => {
    const found = refusedField(error);
    setRefused(found);
    if (found !== null) setTouched((before) => new Set(before).add(found.name));
  };
  if (refusal !== lastRefusal) {
    setLastRefusal(refusal);
    if (refusal !== null) refuse(refusal);
  }
  const findProblems = () => problemsOf(provider, values, readSecrets(), hasStoredSecrets, taken);
  const problems = findProblems();
  // After the reason is on the page, which takes room: the field must be in sight beside it.
  useEffect(() => {
    if (refused !== null) focusField(refused.name);
  }, [refused]);
  const isSecret = (name: string): boolean => shown.some((field) => field.secret && field.name === name);
  return {
    problemOf: (name) => {
      const problem = problems.get(name) ?? null;
      if (isMoved && problem?.kind === 'missing' && isSecret(name)) return { kind: 'again' };
      if (problem === null && refused?.name === name) return refused.problem;
      return touched.has(name) ? problem : null;
    },
    touch: (name) => {
      setTouched((before) => new Set(before).add(name));
      setRefused((before) => (before?.name === name ? null : before));
    },
    check: (names) => {
      const found = findProblems();
      setTouched((before) => new Set([...before, ...names]));
      const firstBad = names.find((name) => found.has(name));
      if (firstBad !== undefined) focusField(firstBad);
      return firstBad === undefined;
    },
    refuse,
  };
}
