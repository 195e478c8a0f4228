import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { faultOf } from '../api/fault.ts';

/** What went wrong and what to do about it. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { message, fix } = faultOf(error);
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={message}>
      <Text size="sm">{fix}</Text>
      {onRetry && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
