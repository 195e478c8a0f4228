import type { TraceItem } from '../../api/trpc.ts';

export type TraceKind = TraceItem['kind'];

/** Each kind of happening: what it is called and its colour. */
export const TRACE_KINDS: Readonly<Record<TraceKind, { label: string; color: string }>> = {
  publish: { label: 'Publish', color: 'teal' },
  edit: { label: 'Edit', color: 'yellow' },
  delete: { label: 'Delete', color: 'orange' },
  signal: { label: 'Signal', color: 'grape' },
  presence: { label: 'Presence', color: 'cyan' },
  connected: { label: 'Connected', color: 'green' },
  disconnected: { label: 'Disconnected', color: 'gray' },
  subscribed: { label: 'Subscribed', color: 'blue' },
  unsubscribed: { label: 'Unsubscribed', color: 'gray' },
  refused: { label: 'Refused', color: 'red' },
};

export function isTraceKind(text: string): text is TraceKind {
  return Object.hasOwn(TRACE_KINDS, text);
}
