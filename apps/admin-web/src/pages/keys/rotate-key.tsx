import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Key, type NewKey, useTRPC } from '../../api/trpc.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useSession } from '../../session/session.ts';
import { KEY_KINDS } from './key-kinds.ts';

interface RotateKeyProps {
  rotated: Key;
  onMade: (made: NewKey) => void;
  onClose: () => void;
}

const HOUR_MS = 3_600_000;
const OVERLAPS = [
  { value: '0', label: 'None: the old one stops at once' },
  { value: String(HOUR_MS), label: 'An hour' },
  { value: String(24 * HOUR_MS), label: 'A day' },
  { value: String(7 * 24 * HOUR_MS), label: 'A week' },
  { value: String(30 * 24 * HOUR_MS), label: '30 days' },
];

/** Makes a successor to a key; the old one works on for a while, so that nothing in use breaks. */
export function RotateKey({ rotated, onMade, onClose }: RotateKeyProps) {
  const trpc = useTRPC();
  const { app } = useSession();
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState(String(24 * HOUR_MS));
  const rotate = useMutation(
    trpc.admin.keys.rotate.mutationOptions({
      onSuccess: (made) => {
        void queries.invalidateQueries({ queryKey: trpc.admin.keys.list.pathKey() });
        onClose();
        onMade(made);
      },
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Rotate ${KEY_KINDS[rotated.kind].label.toLowerCase()} ••••${rotated.hint}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm">A new key of the same kind is made. Both work until the old one ends.</Text>
        <Select
          label="Overlap"
          data={OVERLAPS}
          allowDeselect={false}
          value={overlap}
          onChange={(value) => value !== null && setOverlap(value)}
        />
        {rotate.isError && <ErrorNotice error={rotate.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={rotate.isPending}
            onClick={() => rotate.mutate({ app: app.id, id: rotated.id, overlapMs: Number(overlap) })}
          >
            Rotate
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
