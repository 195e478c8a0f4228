import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useStats } from '../../shell/use-stats.ts';
import { totalsOf } from './totals-of.ts';

/** What has added up, over restarts too. */
export function Totals() {
  const { stats } = useStats();
  if (!stats) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="totals">
      <Title order={2} id="totals" mb="sm">
        In all
      </Title>
      <SimpleGrid component="dl" m={0} cols={{ base: 1, xs: 2, lg: 4 }} spacing="md">
        {totalsOf(stats).map(({ label, value, note }) => (
          <div key={label}>
            <Text component="dt" size="sm" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} fw={600}>
              {value}
            </Text>
            <Text component="dd" m={0} size="xs" c="dimmed">
              {note}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Paper>
  );
}
