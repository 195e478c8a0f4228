import type { ErrorCode } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';

/** A refusal for which this protocol has a number of its own, finer than the codes that all protocols share. */
export class PusherRefusal extends ParleyError {
  readonly pusherCode: number;

  constructor(code: ErrorCode, pusherCode: number, message: string) {
    super(code, message);
    this.pusherCode = pusherCode;
  }
}
