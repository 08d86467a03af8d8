/** The key of the window that says what happened, where the client does not start again after too many crashes. */
export const HALTED_WINDOW = 'halted';
