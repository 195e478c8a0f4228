import { z } from 'zod';
import { formatPosition } from '../../../core/event/position.ts';
import type { TraceRecord } from '../../../core/trace/trace.ts';
import { ErrorReport } from '../../models/error-report.ts';
import { ChannelName, ObjectId, PositionText, Timestamp, UserId } from '../../models/names.ts';

export const TRACE_KINDS = [
  'publish',
  'edit',
  'delete',
  'signal',
  'presence',
  'connected',
  'disconnected',
  'subscribed',
  'unsubscribed',
  'refused',
] as const;

/** Something that happened in the app, as it happens. */
export const TraceItem = z
  .object({
    kind: z.enum(TRACE_KINDS),
    at: Timestamp,
    channel: ChannelName.nullable(),
    user: UserId.nullable(),
    connection: ObjectId.nullable(),
    protocol: z.string().meta({ description: 'What it came by.' }),
    name: z
      .string()
      .nullable()
      .meta({ description: 'The event’s name; of presence: join, update or leave.' }),
    data: z.unknown().meta({ description: 'The payload, if there is one.' }),
    id: ObjectId.nullable(),
    position: PositionText.nullable(),
    readers: z.int().nonnegative().nullable().meta({ description: 'Subscriptions it was handed to.' }),
    error: ErrorReport.nullable(),
  })
  .meta({ id: 'TraceItem' });

export type TraceItem = z.infer<typeof TraceItem>;

export function traceItem(record: TraceRecord): TraceItem {
  const base: TraceItem = {
    kind: 'connected',
    at: record.at,
    channel: record.channel,
    user: record.actor.userId,
    connection: record.actor.sessionId,
    protocol: record.actor.protocol,
    name: null,
    data: null,
    id: null,
    position: null,
    readers: null,
    error: null,
  };
  switch (record.kind) {
    case 'event':
      return { ...base, ...eventFields(record.event), readers: record.readers };
    case 'refused':
      return { ...base, kind: 'refused', name: record.action, error: record.error };
    case 'connected':
    case 'disconnected':
      return { ...base, kind: record.kind, data: { address: record.address } };
    case 'subscribed':
    case 'unsubscribed':
      return { ...base, kind: record.kind };
  }
}

type Traced = Extract<TraceRecord, { kind: 'event' }>['event'];

function eventFields(event: Traced): Pick<TraceItem, 'kind' | 'name' | 'data' | 'id' | 'position'> {
  const data = event.body?.value() ?? null;
  const { id } = event;
  switch (event.kind) {
    case 'presence':
      return { kind: 'presence', name: event.action, data, id, position: null };
    case 'signal':
      return { kind: 'signal', name: event.name, data, id, position: null };
    case 'publish':
    case 'edit':
    case 'delete':
      return { kind: event.kind, name: event.name, data, id, position: formatPosition(event.position) };
  }
}
