/** One event as an EventSource would dispatch it. */
export interface ReceivedSse {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/** A stream of server-sent events, taken apart line by line as the HTML standard says. */
export class SseReading implements AsyncDisposable {
  readonly response: Response;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = '';
  #lastId = '';
  /** Comments and fields that are no part of an event, in order. */
  readonly asides: string[] = [];

  constructor(response: Response) {
    if (!response.body) throw new Error('the response has no body');
    this.response = response;
    this.#reader = response.body.getReader();
  }

  /** The next event, or null at the end of the stream. */
  async next(): Promise<ReceivedSse | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end === -1) {
        const { done, value } = await this.#reader.read();
        if (done) return null;
        this.#text += this.#decoder.decode(value, { stream: true });
        continue;
      }
      const block = this.#text.slice(0, end);
      this.#text = this.#text.slice(end + 2);
      const event = this.#dispatch(block);
      if (event) return event;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader.cancel();
  }

  #dispatch(block: string): ReceivedSse | null {
    let type = 'message';
    const data: string[] = [];
    for (const line of block.split(/\r\n|\r|\n/)) {
      const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      if (name === 'id') this.#lastId = value;
      else if (name === 'event') type = value;
      else if (name === 'data') data.push(value);
      else this.asides.push(line);
    }
    return data.length === 0 ? null : { id: this.#lastId, type, data: data.join('\n') };
  }
}
