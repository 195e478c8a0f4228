import { Group, Text } from '@mantine/core';
import { CopyAction } from './copy-action.tsx';

/** An id or a position, with a button that copies it. */
export function IdText({ value, what }: { value: string; what: string }) {
  return (
    <Group component="span" gap={4} wrap="nowrap">
      <Text span ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
      <CopyAction value={value} what={what} />
    </Group>
  );
}
