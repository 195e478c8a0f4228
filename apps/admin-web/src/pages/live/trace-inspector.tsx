import { Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { TraceItem } from '../../api/trpc.ts';
import { Fields } from '../../parts/fields.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { Inspector } from '../../parts/inspector.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { exact, timeOfDay } from '../../time/relative.ts';
import { CopyAsCode } from './copy-as-code.tsx';
import { TRACE_KINDS } from './trace-kinds.ts';
import type { FilterField } from './use-live-filter.ts';

interface TraceInspectorProps {
  item: TraceItem | null;
  onClose: () => void;
  onFilter: (field: FilterField, value: string) => void;
}

/** All that is known of one happening. */
export function TraceInspector({ item, onClose, onFilter }: TraceInspectorProps) {
  const [shown, setShown] = useState<TraceItem | null>(item);
  // The last one stays while the drawer slides out.
  if (item !== null && item !== shown) setShown(item);
  return (
    <Inspector opened={item !== null} onClose={onClose} title={shown ? TRACE_KINDS[shown.kind].label : ''}>
      {shown && <Details item={shown} onFilter={onFilter} />}
    </Inspector>
  );
}

function Details({ item, onFilter }: { item: TraceItem; onFilter: TraceInspectorProps['onFilter'] }) {
  const { channel, user } = item;
  return (
    <Stack>
      {item.error && (
        <Alert color="red" title={item.error.message}>
          {item.error.fix} <Badge variant="light">{item.error.code}</Badge>
        </Alert>
      )}
      <Fields
        of={{
          At: `${exact(item.at)} (${timeOfDay(item.at).millis} s)`,
          Channel: channel,
          Name: item.name,
          User: user,
          Protocol: item.protocol,
          Readers: item.readers === null ? null : String(item.readers),
          Id: item.id && <IdText value={item.id} what="id" />,
          Position: item.position && <IdText value={item.position} what="position" />,
          Connection: item.connection && <IdText value={item.connection} what="connection" />,
        }}
      />
      <Group gap="xs">
        {channel !== null && (
          <>
            <Button
              component={Link}
              href={`/channels?channel=${encodeURIComponent(channel)}`}
              size="xs"
              variant="default"
            >
              Open the channel
            </Button>
            <Button size="xs" variant="default" onClick={() => onFilter('channel', channel)}>
              Only this channel
            </Button>
          </>
        )}
        {user !== null && (
          <Button size="xs" variant="default" onClick={() => onFilter('user', user)}>
            Only this user
          </Button>
        )}
        {item.connection !== null && (
          <Button
            component={Link}
            href={`/connections?connection=${item.connection}`}
            size="xs"
            variant="default"
          >
            Open the connection
          </Button>
        )}
      </Group>
      <div>
        <Title order={2} mb={6}>
          Data
        </Title>
        {item.data === null ? (
          <Text size="sm" c="dimmed">
            None.
          </Text>
        ) : (
          <JsonView value={item.data} label="Data" />
        )}
      </div>
      {item.kind === 'publish' && <CopyAsCode item={item} />}
    </Stack>
  );
}
