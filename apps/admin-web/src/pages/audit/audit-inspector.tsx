import { Stack, Title } from '@mantine/core';
import type { AuditEntry } from '../../api/trpc.ts';
import { Fields } from '../../parts/fields.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { Inspector } from '../../parts/inspector.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { exact } from '../../time/relative.ts';

/** One administrative act with what was asked for. */
export function AuditInspector({ entry, onClose }: { entry: AuditEntry | null; onClose: () => void }) {
  return (
    <Inspector opened={entry !== null} onClose={onClose} title={entry?.action ?? ''}>
      {entry && (
        <Stack>
          <Fields
            of={{
              When: exact(entry.at),
              Who: entry.actor,
              From: entry.address,
              About: entry.subject,
              Id: <IdText value={entry.id} what="id" />,
            }}
          />
          <div>
            <Title order={2} mb={6}>
              What was asked for
            </Title>
            <JsonView value={entry.detail} label="What was asked for" />
          </div>
        </Stack>
      )}
    </Inspector>
  );
}
