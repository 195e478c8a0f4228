import { Badge, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Key, NewKey } from '../../api/trpc.ts';
import { ChangeButton } from '../../parts/change-button.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { Rows } from '../../parts/rows.tsx';
import { When } from '../../time/when.tsx';
import { KEY_KINDS } from './key-kinds.ts';
import { RevokeKey } from './revoke-key.tsx';
import { RotateKey } from './rotate-key.tsx';

interface KeyListProps {
  keys: readonly Key[];
  onMade: (made: NewKey) => void;
}

type Act = { readonly kind: 'rotate' | 'revoke'; readonly key: Key };

/** Keys, newest first, each with its last use. */
export function KeyList({ keys, onMade }: KeyListProps) {
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  return (
    <>
      <Rows label="Keys" columns={['Kind', 'Key', 'Made', 'Last used', 'Ends', 'Change']} minWidth={760}>
        {keys.map((key) => (
          <Table.Tr key={key.id}>
            <Table.Td>
              <Badge
                tt="none"
                variant="light"
                color={KEY_KINDS[key.kind].color}
                title={KEY_KINDS[key.kind].about}
              >
                {KEY_KINDS[key.kind].label}
              </Badge>
            </Table.Td>
            <Table.Td>
              {key.value === null ? (
                <Text span size="sm" ff="monospace" aria-label={`ends with ${key.hint}`}>
                  ••••{key.hint}
                </Text>
              ) : (
                <IdText value={key.value} what="key" />
              )}
            </Table.Td>
            <Table.Td>
              <When at={key.createdAt} />
            </Table.Td>
            <Table.Td>{key.lastUsedAt === null ? 'never' : <When at={key.lastUsedAt} />}</Table.Td>
            <Table.Td>{key.expiresAt === null ? 'never' : <When at={key.expiresAt} />}</Table.Td>
            <Table.Td>
              <Group gap={6} wrap="nowrap">
                <ChangeButton
                  size="compact-xs"
                  variant="default"
                  onClick={() => setAct({ kind: 'rotate', key })}
                >
                  Rotate…
                </ChangeButton>
                <ChangeButton
                  size="compact-xs"
                  variant="light"
                  color="red"
                  onClick={() => setAct({ kind: 'revoke', key })}
                >
                  Revoke…
                </ChangeButton>
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Rows>
      {act?.kind === 'rotate' && <RotateKey rotated={act.key} onMade={onMade} onClose={close} />}
      {act?.kind === 'revoke' && <RevokeKey revoked={act.key} onClose={close} />}
    </>
  );
}
