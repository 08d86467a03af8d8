/** Bytes on which the worker of the tests hangs. In a file of its own: importing the worker would start it. */
export const HANG = 'HANG';
