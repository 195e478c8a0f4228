import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import type { NewKey } from '../../api/trpc.ts';
import { CopyAction } from '../../parts/copy-action.tsx';
import { KEY_KINDS } from './key-kinds.ts';

/** The value of a key just made: the only time it is shown. */
export function ShowNewKey({ made, onClose }: { made: NewKey; onClose: () => void }) {
  const { label, about } = KEY_KINDS[made.kind];
  return (
    <Modal
      opened
      onClose={onClose}
      title={`New ${label.toLowerCase()}`}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack>
        <Text size="sm">
          {about}.{made.kind !== 'client' && ' Copy it now: it is not shown again.'}
        </Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {made.value}
        </Code>
        <Group justify="space-between">
          <CopyAction worded what="the key" value={made.value} />
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
