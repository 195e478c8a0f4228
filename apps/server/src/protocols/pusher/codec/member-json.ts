import type { Body } from '../../../core/event/body.ts';
import type { Member } from '../../../core/presence/member.ts';

/** A user's id on the wire: in the type in which it came, a string or a number. */
export function idJsonOf({ userId, idJson }: Pick<Member, 'userId' | 'idJson'>): string {
  return idJson ?? JSON.stringify(userId);
}

/** Those that this protocol tells of: users that somebody proved. It could not tell the others from them. */
export function provedMembers(members: readonly Member[]): readonly Member[] {
  return members.filter(({ claimed }) => claimed === undefined);
}

/** Who is present, as a new subscriber is told: ids as they came, and what each shows of itself. */
export function presenceJson(present: readonly Member[]): string {
  const members = provedMembers(present);
  const ids = members.map(idJsonOf).join(',');
  const hash = members.map(({ userId, body }) => `${JSON.stringify(userId)}:${infoJson(body)}`).join(',');
  return `{"presence":{"ids":[${ids}],"hash":{${hash}},"count":${members.length}}}`;
}

function infoJson(body: Body | null): string {
  return body?.asJson() ?? 'null';
}
