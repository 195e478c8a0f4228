import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { LiveFilter } from '../../api/trpc.ts';
import { isTraceKind } from './trace-kinds.ts';

export type FilterField = 'channel' | 'user' | 'protocol' | 'kinds';

/** The filter as the address has it, so that a link leads to what one sees. Empty fields do not filter. */
export function useLiveFilter(app: string): {
  text: Readonly<Record<FilterField, string>>;
  filter: LiveFilter;
  set: (field: FilterField, value: string) => void;
} {
  const [params, setParams] = useSearchParams();
  const [channel, user, protocol, kinds] = [
    params.get('channel') ?? '',
    params.get('user') ?? '',
    params.get('protocol') ?? '',
    params.get('kinds') ?? '',
  ];
  const filter = useMemo(() => {
    const known = kinds.split(',').filter(isTraceKind);
    return {
      app,
      ...(channel.trim() === '' ? {} : { channel: channel.trim() }),
      ...(user === '' ? {} : { user }),
      ...(protocol === '' ? {} : { protocol }),
      ...(known.length === 0 ? {} : { kinds: known }),
    };
  }, [app, channel, user, protocol, kinds]);
  const set = (field: FilterField, value: string) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(field);
        else after.set(field, value);
        return after;
      },
      { replace: true },
    );
  };
  return { text: { channel, user, protocol, kinds }, filter, set };
}
