import { Anchor } from '@mantine/core';

/** A name in a list that opens what it names. */
export function NameButton({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      ta="left"
      onClick={onClick}
      style={{ overflowWrap: 'anywhere' }}
    >
      {name}
    </Anchor>
  );
}
