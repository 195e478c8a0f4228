/**
 * Why the customer's database did not take a batch.
 *
 * - `refused`: for the content of a row. The same row will be refused again.
 * - `unready`: for any other reason: it cannot be reached, lets nobody in, lacks a table. Trying later may help, also
 *   because somebody repairs it.
 */
export type TargetFault = 'refused' | 'unready';

/** A failure of the customer's database. Its message is for the app's administrator, and holds no message or password. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  readonly fault: TargetFault;

  constructor(fault: TargetFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.fault = fault;
  }
}
