import { Paper, Text } from '@mantine/core';
import { Sparkline } from './sparkline.tsx';

interface CounterCardProps {
  label: string;
  value: string;
  /** What stands under it in small: a total. */
  note: string;
  curve: readonly number[];
}

/** One figure with its recent course. */
export function CounterCard({ label, value, note, curve }: CounterCardProps) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={28} fw={650} lh={1.2}>
        {value}
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        {note}
      </Text>
      <Sparkline values={curve} />
    </Paper>
  );
}
