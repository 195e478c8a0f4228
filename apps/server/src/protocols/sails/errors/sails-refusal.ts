import { ParleyError } from '../../../core/errors/parley-error.ts';
import { ERROR_WORDS, type ErrorWord, WORD_OF } from './error-words.ts';

/** A refusal for which this protocol has a word of its own, finer than the codes that all protocols share. */
export class SailsRefusal extends ParleyError {
  readonly word: ErrorWord;

  constructor(word: ErrorWord, message: string, options: { cause?: unknown } = {}) {
    super(ERROR_WORDS[word].code, message, options);
    this.word = word;
  }
}

/** What clients are told of any refusal. */
export function wordOf(error: ParleyError): ErrorWord {
  return error instanceof SailsRefusal ? error.word : WORD_OF[error.code];
}
