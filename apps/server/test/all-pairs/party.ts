import type { HistoryEvent } from '../../src/api/models/history-event.ts';
import type { Collected } from '../harness/collect.ts';
import type { Words } from './words.ts';

/** As they are named on the page that these tests hold, docs/mapping.md. */
export type PartyName = 'native' | 'admin' | 'SocketLink' | 'Pusher' | 'SAMA' | 'Channelstream' | 'Sails';

/** What a frame told its reader of the log. */
export type Told =
  | {
      readonly kind: 'publish';
      /** What later frames call it by; null where the protocol gives it no name. */
      readonly id: string | null;
      /** As the reader understands it. */
      readonly shown: Shown;
    }
  | {
      readonly kind: 'edit';
      readonly target: string;
      readonly data: unknown;
      /** What else changed. */
      readonly more?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'delete'; readonly target: string };

/** A publish as a reader shows it: beside the data whatever else its protocol tells. */
export interface Shown {
  readonly data: unknown;
  readonly [field: string]: unknown;
}

/** What arrived at a reader. */
export interface Frame {
  /** What the page calls it. */
  readonly word: string;
  readonly raw: unknown;
  readonly told: Told | null;
}

/** One connection that reads one channel. */
export interface Listener extends AsyncDisposable {
  readonly frames: Collected<Frame>;
  /** Who the server takes it for; null: it is nobody. */
  readonly user: string | null;
  /** Resolves when all that was sent to it until now has arrived. */
  settle(): Promise<unknown>;
}

/** A publish that is in the log. */
export interface Said {
  readonly by: PartyName;
  /** The event's id. */
  readonly id: string;
  readonly number: number;
}

/** How a protocol listens. */
export interface Reading {
  /** Whether readers are told of edits and deletions. */
  readonly tellsChanges: boolean;
  /** Whether its clients can follow a channel of this name. */
  follows(channel: string): boolean;
  /** Whether others are told who of its clients comes to a channel of this name. */
  isSeen(channel: string): boolean;
  /** Follows a channel, as this user if one is named; resolves when what is said from now on arrives. */
  listen(channel: string, user?: string): Promise<Listener>;
  /** What a reader shows of an event. */
  shown(event: HistoryEvent): Shown;
}

/** How it speaks. Each call resolves when the protocol says that it is done, which need not mean that it is stored. */
export interface Writing {
  /** Whose events it can change. */
  readonly changes: 'own' | 'all' | 'none';
  /** Whether it can speak on a channel of this name. */
  reaches(channel: string): boolean;
  /** Whether it can say something there that is not kept. */
  signals(channel: string): boolean;
  publish(channel: string, words: Words): Promise<void>;
  edit(channel: string, said: Said, words: Words): Promise<void>;
  remove(channel: string, said: Said): Promise<void>;
  /** Says something that is not kept, where the protocol has such. */
  signal(channel: string): Promise<void>;
}

/** What it has of a channel's past. */
export interface Remembering {
  /** Whether it keeps one of a channel of this name. */
  keeps(channel: string): boolean;
  /** All that stands, oldest first. */
  history(channel: string): Promise<readonly object[]>;
  /** How that shows an event. */
  kept(event: HistoryEvent): object;
}

/** Its list of who is there. */
export interface Listing {
  /** Whether it has one of a channel of this name. */
  lists(channel: string): boolean;
  members(channel: string): Promise<readonly string[]>;
  /** Whether users are in it whom nobody proved. */
  listsClaimed: boolean;
}

/** One protocol, spoken by a client of its own. */
export interface Party extends AsyncDisposable {
  readonly name: PartyName;
  readonly reading: Reading | null;
  readonly writing: Writing;
  readonly remembering: Remembering | null;
  readonly listing: Listing | null;
}

/** For what a protocol has no word for. */
export function unspeakable(): Promise<never> {
  return Promise.reject(new Error('This protocol cannot do that.'));
}
