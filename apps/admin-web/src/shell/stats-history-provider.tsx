import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import type { Stats } from '../api/trpc.ts';
import { type RateSample, withReading } from './stats-history.ts';
import { useStats } from './use-stats.ts';

const History = createContext<readonly RateSample[]>([]);

/** The rates since the dashboard was opened, a few minutes at most; going from page to page does not lose them. */
export function useStatsHistory(): readonly RateSample[] {
  return useContext(History);
}

/** Keeps the history of rates for what is inside. */
export function StatsHistoryProvider({ children }: { children: ReactNode }) {
  const { stats } = useStats();
  const before = useRef<Stats | null>(null);
  const [history, setHistory] = useState<readonly RateSample[]>([]);
  useEffect(() => {
    if (!stats || before.current === stats) return;
    const previous = before.current;
    before.current = stats;
    setHistory((known) => withReading(known, previous, stats));
  }, [stats]);
  return <History value={history}>{children}</History>;
}
