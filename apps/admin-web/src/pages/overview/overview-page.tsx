import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { useSession } from '../../session/session.ts';
import { useStatsHistory } from '../../shell/stats-history-provider.tsx';
import { useStats } from '../../shell/use-stats.ts';
import { CounterCard } from './counter-card.tsx';
import { counted, rated, sized } from './figures.ts';
import { FirstSteps } from './first-steps.tsx';
import { RecentActs } from './recent-acts.tsx';
import { Totals } from './totals.tsx';

/** What the app does right now. */
export default function OverviewPage() {
  const { app } = useSession();
  return (
    <Page title="Overview" about={`What ${app.name} does right now`}>
      <Stack gap="lg">
        <Counters />
        <Totals />
        <FirstSteps />
        <RecentActs />
      </Stack>
    </Page>
  );
}

function Counters() {
  const { stats, error } = useStats();
  const history = useStatsHistory();
  const last = history.at(-1);
  const columns = { base: 1, xs: 2, lg: 4 };
  if (!stats) {
    if (error) return <ErrorNotice error={error} />;
    return (
      <SimpleGrid cols={columns} aria-busy>
        {['a', 'b', 'c', 'd'].map((name) => (
          <Skeleton key={name} height={152} />
        ))}
      </SimpleGrid>
    );
  }
  return (
    <SimpleGrid cols={columns}>
      <CounterCard
        label="Connections"
        value={counted(stats.connections)}
        note={`${counted(stats.connected)} since the start · ${counted(stats.channels)} channels read`}
        curve={history.map(({ connections }) => connections)}
      />
      <CounterCard
        label="Published per second"
        value={rated(last?.published ?? 0)}
        note={`${counted(stats.published)} in all, ${sized(stats.publishedBytes)}`}
        curve={history.map(({ published }) => published)}
      />
      <CounterCard
        label="Delivered per second"
        value={rated(last?.delivered ?? 0)}
        note={`${counted(stats.delivered)} in all`}
        curve={history.map(({ delivered }) => delivered)}
      />
      <CounterCard
        label="Signals per second"
        value={rated(last?.signalled ?? 0)}
        note={`${counted(stats.signalled)} in all`}
        curve={history.map(({ signalled }) => signalled)}
      />
    </SimpleGrid>
  );
}
