/**
 * The words of a cloud's document about its operations and their fields, in the language of the document (Chinese). They
 * were taken from the document once, into `contract.zh.json` beside `contract.json`; corrections of ours have none.
 */
import { readFile } from 'node:fs/promises';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { log } from '../../../log.ts';
import { DEFAULT_CONTRACT_ROOT } from './contract.ts';

/** The words about one operation. A path is the names of the fields, joined by dots, without the indexes of lists. */
export interface OperationWords {
  /** The description of the operation, by paragraphs. */
  readonly about?: readonly string[];
  /** By path of a parameter. */
  readonly params?: Readonly<Record<string, string>>;
  /** By path of a field of the answer. */
  readonly result?: Readonly<Record<string, string>>;
  /** Meanings of the legal values, by `params.` or `result.` and the path. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** When a parameter is required that is not always required, by path. */
  readonly requiredWhen?: Readonly<Record<string, string>>;
  /** Fields for which the document has no words, by `params.` or `result.` and the path, with the reason. */
  readonly without?: Readonly<Record<string, string>>;
}

/** `contract.zh.json` of one cloud. */
export interface VendorWords {
  /** Title of the document. */
  readonly document: string;
  readonly operations: Readonly<Record<string, OperationWords>>;
}

const loaded = new Map<string, Promise<VendorWords | null>>();

/**
 * The Chinese words of one cloud, read from disk once, when they are first asked for. Null when the file cannot be read:
 * the console then shows the words of the contract, in English.
 *
 * @param root folder URL that holds `<vendor>/contract.zh.json`, with a trailing slash.
 */
export function readChineseWords(vendor: VendorId, root: URL = DEFAULT_CONTRACT_ROOT): Promise<VendorWords | null> {
  const url = new URL(`${vendor}/contract.zh.json`, root);
  const words = loaded.get(url.href) ?? read(url);
  loaded.set(url.href, words);
  return words;
}

async function read(url: URL): Promise<VendorWords | null> {
  try {
    return JSON.parse(await readFile(url, 'utf8')) as VendorWords;
  } catch (error) {
    log.warn('the Chinese words of a document could not be read', { url: url.href, error });
    return null;
  }
}
