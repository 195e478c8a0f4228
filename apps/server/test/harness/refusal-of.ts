import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { ErrorReport } from '../../src/api/models/error-report.ts';

export type Refusal = z.infer<typeof ErrorReport>;

const ErrorData = z.object({ parley: ErrorReport });

/** The report in an error of the stock client. Fails when it is an error of another kind, such as a lost connection. */
export function reportIn(thrown: unknown): Refusal {
  if (!(thrown instanceof TRPCClientError)) throw new Error('not an answer of the server', { cause: thrown });
  return ErrorData.parse(thrown.data).parley;
}

/** The report a call is refused with. Fails when the call succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const answer = await call.then(
    (value) => ({ value }),
    (thrown: unknown) => ({ thrown }),
  );
  if ('thrown' in answer) return reportIn(answer.thrown);
  throw new Error(`accepted: ${JSON.stringify(answer.value)}`);
}
