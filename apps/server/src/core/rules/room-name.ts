/** What the name of a room says of it. Rooms are the channels whose names begin with `pub-` or `pri-`. */
export interface RoomKind {
  /** Entering needs the consent of the app's webhook. */
  readonly isPrivate: boolean;
  /** Tells its members who comes and goes. */
  readonly hasState: boolean;
  /** Keeps its history. */
  readonly isCache: boolean;
}

const PREFIX = /^(pub|pri)-(state-)?(cache-)?/;

/** The kind of a room by its name, or null if the channel is no room. */
export function roomKindOf(channel: string): RoomKind | null {
  const match = PREFIX.exec(channel);
  return (
    match && {
      isPrivate: match[1] === 'pri',
      hasState: match[2] !== undefined,
      isCache: match[3] !== undefined,
    }
  );
}
