import { Group, Text } from '@mantine/core';

/** The name and its mark. */
export function Logo() {
  return (
    <Group gap={8} wrap="nowrap">
      <img src={`${import.meta.env.BASE_URL}favicon.svg`} width={26} height={26} alt="" />
      <Text fw={700} size="lg" span>
        Parley
      </Text>
    </Group>
  );
}
