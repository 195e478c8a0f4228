import type { ErrorCode } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { DESIGNED_ERRORS, type DesignedError, type ErrorForm } from './designed-errors.ts';

/** A refusal for which this protocol has words of its own. */
export class SamaRefusal extends ParleyError {
  readonly form: ErrorForm;
  /** The real clients' tests want it as a bare text, not as an object. */
  readonly isBare: boolean;

  constructor(form: ErrorForm, options: { readonly cause?: unknown; readonly isBare?: boolean } = {}) {
    super(codeOf(form.status), form.message, options.cause === undefined ? {} : { cause: options.cause });
    this.form = form;
    this.isBare = options.isBare ?? false;
  }
}

/** A refusal by its name in the table. */
export function designed(name: DesignedError, cause?: unknown): SamaRefusal {
  return new SamaRefusal(DESIGNED_ERRORS[name], { cause });
}

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 413:
      return 'payload_too_large';
    default:
      return 'bad_request';
  }
}
