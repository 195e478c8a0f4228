import { Alert } from '@mantine/core';
import { useState } from 'react';
import { faultOf } from '../api/fault.ts';
import { useNow } from '../time/use-now.ts';

/** Why signing in failed, and, after too many attempts, how long to wait; counts down. */
export function SignInRefusal({ error }: { error: unknown }) {
  const fault = faultOf(error);
  const now = useNow(1000);
  const [since] = useState(now);
  if (fault.retryAfterMs === undefined) {
    return (
      <Alert color="red" role="alert" title={fault.message}>
        {fault.code === 'unauthenticated' ? 'Check both and try again.' : fault.fix}
      </Alert>
    );
  }
  const seconds = Math.ceil((since + fault.retryAfterMs - now) / 1000);
  return (
    <Alert color="orange" role="alert" title={fault.message}>
      {seconds > 0 ? `Try again in ${seconds} second${seconds === 1 ? '' : 's'}.` : 'You can try again now.'}
    </Alert>
  );
}
