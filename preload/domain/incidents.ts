/** The key of the window that says what happened, where the client does not start again after too many crashes. */
export const HALTED_WINDOW = 'halted';

/** The reason of an end that the client did not see itself: it hung, and its supervisor ended it. */
export const HUNG = 'hung';
