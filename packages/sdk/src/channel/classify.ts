import type { EventItem, PresenceItem, RawMember, SignalItem } from '../feed/feed-item.ts';
import type { ChannelItem, Member } from './channel-item.ts';
import type { AnySchema, ChannelDefinition } from './define-channel.ts';
import { validate } from './standard-schema.ts';

/**
 * Gives an event or signal its type, by its name and the definition's schema for it. What has no schema becomes
 * `other`, what does not fit becomes `invalid`; nothing is lost, and nothing throws.
 */
export function classify<D extends ChannelDefinition>(
  definition: D,
  item: EventItem | SignalItem,
): ChannelItem<D> {
  if (item.type === 'event' && item.kind === 'delete') return { ...item, kind: 'delete', data: null };
  const schemas = item.type === 'event' ? definition.events : definition.signals;
  const schema = ownSchema(schemas, item.name);
  if (!schema) return { type: 'other', item };
  const result = check(schema, item.data);
  if (result.issues) return { type: 'invalid', item, issues: result.issues };
  return typed<ChannelItem<D>>({ ...item, data: result.value });
}

/** Gives a presence change its type; data that does not fit is not shown. */
export function classifyPresence<D extends ChannelDefinition>(
  definition: D,
  item: PresenceItem,
): ChannelItem<D> {
  return typed<ChannelItem<D>>({ ...item, data: shown(definition, item.data) });
}

/** Gives a member its type; data that does not fit is not shown. */
export function classifyMember<D extends ChannelDefinition>(definition: D, member: RawMember): Member<D> {
  return typed<Member<D>>({ ...member, data: shown(definition, member.data) });
}

function shown(definition: ChannelDefinition, data: unknown): unknown {
  if (data === null || !definition.presence) return null;
  const result = check(definition.presence, data);
  return result.issues ? null : result.value;
}

/** A validator that throws has not accepted the value. */
function check(schema: AnySchema, value: unknown): ReturnType<typeof validate> {
  try {
    return validate(schema, value);
  } catch (fault) {
    return { issues: [{ message: `The schema failed: ${String(fault)}` }] };
  }
}

/** Names come from outside: `constructor` is not an event because objects have one. */
export function ownSchema(
  schemas: Readonly<Record<string, AnySchema>> | undefined,
  name: string,
): AnySchema | null {
  return schemas && Object.hasOwn(schemas, name) ? (schemas[name] ?? null) : null;
}

/**
 * The one place where a run-time check becomes a type: the value was just built from data that the schema of exactly
 * this definition and name accepted, which the compiler cannot follow through a schema chosen at run time.
 */
function typed<T>(checked: unknown): T {
  return checked as T;
}
