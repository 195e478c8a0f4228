import type { ErrorCode } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';

/** A refusal for which this protocol has a status and a body of its own. */
export class ChannelstreamRefusal extends ParleyError {
  readonly httpStatus: number;
  /** What stands in the answer, as JSON. */
  readonly body: unknown;

  constructor(httpStatus: number, body: unknown, code: ErrorCode = 'bad_request') {
    super(code, typeof body === 'string' ? body : JSON.stringify(body));
    this.httpStatus = httpStatus;
    this.body = body;
  }
}

/**
 * 422: what is wrong with which field.
 *
 * @example
 * throw invalid({ conn_id: ['Unknown connection'] });
 */
export function invalid(body: unknown): ChannelstreamRefusal {
  return new ChannelstreamRefusal(422, body);
}

/** Something about the request as a whole, in the form in which clients know it. */
export function refused(httpStatus: number, message: string, code?: ErrorCode): ChannelstreamRefusal {
  return new ChannelstreamRefusal(httpStatus, { request: message }, code);
}
