/** Checks the orders of tests, so that a wrong one is refused by name and not followed by half. */

export type Check = (value: unknown) => boolean;
/** The members that an order may have. */
export type Checks = Readonly<Record<string, Check>>;

export const isNumber = (from: number, to: number): Check => {
  return (value) => typeof value === 'number' && value >= from && value <= to;
};
export const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
export const isMoment: Check = isNumber(0, 8.64e15);
export const isYesOrNo: Check = (value) => typeof value === 'boolean';
export const isText: Check = (value) => typeof value === 'string';

export function isOneOf(...words: readonly (string | number)[]): Check {
  return (value) => words.some((word) => word === value);
}

export function isListOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

/** @param needed members that must be there. */
export function isRecordOf(checks: Checks, ...needed: readonly string[]): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const isKnown = Object.entries(value).every(([name, item]) => checks[name]?.(item) === true);
    return isKnown && needed.every((name) => name in value);
  };
}

/** The members of an order that `checks` names, or the name of one that is wrong; others are not looked at. */
export function readOrder<T>(checks: Readonly<Record<keyof T & string, Check>>, input: object): Partial<T> | string {
  const known: Checks = checks;
  const named = Object.entries(input).filter(([name, value]) => name in known && value !== undefined);
  const wrong = named.find(([name, value]) => known[name]?.(value) !== true);
  return wrong === undefined ? (Object.fromEntries(named) as Partial<T>) : wrong[0];
}
