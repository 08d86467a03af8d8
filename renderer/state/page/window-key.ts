/** Which window this is. */

/** The window's own, from its address: the same after a reload and after a restart. */
export const windowKey = new URLSearchParams(globalThis.location?.search ?? '').get('window') ?? 'main';
