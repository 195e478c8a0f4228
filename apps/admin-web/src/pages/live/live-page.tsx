import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { TraceItem } from '../../api/trpc.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { useSession } from '../../session/session.ts';
import { useShortcuts } from '../../shell/use-shortcuts.ts';
import { FilterBar } from './filter-bar.tsx';
import { LiveControls } from './live-controls.tsx';
import { LogLines } from './log-lines.tsx';
import { TraceInspector } from './trace-inspector.tsx';
import { useLiveFilter } from './use-live-filter.ts';
import { useLiveLog } from './use-live-log.ts';

const TYPING_MS = 300;

/** Everything that happens in the app, as it happens. */
export default function LivePage() {
  const { app } = useSession();
  const { text, filter, set } = useLiveFilter(app.id);
  const [settled] = useDebouncedValue(filter, TYPING_MS);
  const { log, view, watching, error, retry } = useLiveLog(settled);
  const [inspected, setInspected] = useState<TraceItem | null>(null);

  const shortcuts = useMemo(() => ({ ' ': () => log.setPaused(!log.view().paused) }), [log]);
  useShortcuts(shortcuts);
  // Lines that another filter let through would be taken for this one's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the filter that clears.
  useEffect(() => log.clear(), [log, settled]);

  return (
    <Page
      title="Live"
      about="Everything that happens, as it happens"
      actions={<LiveControls log={log} view={view} watching={watching} />}
    >
      <FilterBar text={text} onChange={set} />
      {error !== null && <ErrorNotice error={error} onRetry={retry} />}
      <LogLines view={view} watching={watching} onInspect={setInspected} />
      <TraceInspector item={inspected} onClose={() => setInspected(null)} onFilter={set} />
    </Page>
  );
}
