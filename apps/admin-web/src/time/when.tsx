import { Text, Tooltip } from '@mantine/core';
import { exact, relative } from './relative.ts';
import { useNow } from './use-now.ts';

/** A moment, told relative to now; the exact one on hover and to the keyboard. */
export function When({ at }: { at: number }) {
  const now = useNow(10_000);
  return (
    <Tooltip label={exact(at)} events={{ hover: true, focus: true, touch: true }}>
      <Text
        component="time"
        inherit
        span
        dateTime={new Date(at).toISOString()}
        style={{ whiteSpace: 'nowrap' }}
      >
        {relative(at, now)}
      </Text>
    </Tooltip>
  );
}
