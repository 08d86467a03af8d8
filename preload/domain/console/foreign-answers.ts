/** Kinds of answers from an address at which no API of the cloud answers. Travels as `detail` of `network.no-api`. */
export const FOREIGN_ANSWERS = ['web-page', 'no-path', 'other-words'] as const;
export type ForeignAnswer = (typeof FOREIGN_ANSWERS)[number];

const KNOWN: ReadonlySet<string> = new Set(FOREIGN_ANSWERS);

export const isForeignAnswer = (text: unknown): text is ForeignAnswer => typeof text === 'string' && KNOWN.has(text);
