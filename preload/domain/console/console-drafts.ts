/** Drafts of the API console that are longer as JSON are not kept: such a form was filled from a file. In characters. */
export const MAX_DRAFT_CHARS = 65_536;
