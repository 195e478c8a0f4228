import type { Weighed } from '../../../wire/byte-budget.ts';
import { textFrame } from '../../../wire/server-frame.ts';

/** The keys of a message, each with its value as JSON text. */
export type MessageFields = ReadonlyMap<string, string>;

/** What an edit changes of the message that it is about. */
const EDITED_FIELDS = ['user', 'timestamp', 'message', 'edited'];

const EDIT_TYPE = '"message:edit"';
const DELETE_TYPE = '"message:delete"';

/** One object as clients get it. Shared by all its readers; each of its forms is made when it is first asked for. */
export class ChannelstreamMessage implements Weighed {
  /** Whether it is kept for a connection that nobody listens on. */
  readonly waits: boolean;
  readonly #fields: MessageFields;
  #json: string | undefined;
  #catchupJson: string | undefined;
  #socketFrame: Buffer | undefined;
  #length: number | undefined;

  constructor(fields: MessageFields, waits: boolean) {
    this.#fields = fields;
    this.waits = waits;
  }

  /** Size of its JSON in bytes (UTF-8). */
  get length(): number {
    this.#length ??= Buffer.byteLength(this.json);
    return this.#length;
  }

  /** As it is delivered live. */
  get json(): string {
    this.#json ??= objectText(this.#fields);
    return this.#json;
  }

  /** As it is delivered after it waited. */
  get catchupJson(): string {
    this.#catchupJson ??= objectText(new Map([...this.#fields, ['catchup', 'true']]));
    return this.#catchupJson;
  }

  /** The bytes of its WebSocket frame: a list of this one. */
  get socketFrame(): Buffer {
    this.#socketFrame ??= textFrame(`[${this.json}]`);
    return this.#socketFrame;
  }

  /** Whether it was said on this channel. */
  isOf(channel: string): boolean {
    return this.#fields.get('channel') === JSON.stringify(channel);
  }

  /** Whether it is about a message that may wait still: an edit or a deletion. */
  get isChange(): boolean {
    const type = this.#fields.get('type');
    return type === EDIT_TYPE || type === DELETE_TYPE;
  }

  /** How it stands, while it waits, once `change` came: itself, as edited, or null if it was deleted. */
  after(change: ChannelstreamMessage): ChannelstreamMessage | null {
    const isMeant = ['uuid', 'channel'].every((key) => this.#fields.get(key) === change.#fields.get(key));
    if (!isMeant || this.#fields.get('type') !== '"message"') return this;
    switch (change.#fields.get('type')) {
      case DELETE_TYPE:
        return null;
      case EDIT_TYPE: {
        const changed = [...change.#fields].filter(([key]) => EDITED_FIELDS.includes(key));
        return new ChannelstreamMessage(new Map([...this.#fields, ...changed]), this.waits);
      }
      default:
        return this;
    }
  }
}

function objectText(fields: MessageFields): string {
  return `{${[...fields].map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
}
