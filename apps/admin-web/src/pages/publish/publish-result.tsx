import { Alert, Anchor, Group } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import { Fields } from '../../parts/fields.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { exact } from '../../time/relative.ts';
import type { Outcome } from './outcome.ts';

/** The server's answer to a publish. */
export function PublishResult({ outcome: { channel, published } }: { outcome: Outcome }) {
  const named = encodeURIComponent(channel);
  return (
    <Alert role="status" color="teal" icon={<IconCheck aria-hidden />} title={`Published on ${channel}`}>
      <Fields
        of={{
          Id: <IdText value={published.id} what="id" />,
          Position: <IdText value={published.position} what="position" />,
          At: exact(published.at),
        }}
      />
      <Group mt="xs" gap="md">
        <Anchor component={Link} size="sm" href={`/channels?channel=${named}`}>
          See it in the channel
        </Anchor>
        <Anchor component={Link} size="sm" href={`/live?channel=${named}`}>
          Watch the channel live
        </Anchor>
      </Group>
    </Alert>
  );
}
