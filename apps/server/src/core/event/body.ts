import { ParleyError } from '../errors/parley-error.ts';

/** How a body came in: as JSON, or as plain text that happens to be whatever it is. */
export type BodyFormat = 'json' | 'text';

/**
 * An event's payload. It keeps the text it came as, is parsed only when somebody asks, and is never serialised again
 * for each reader.
 */
export class Body {
  readonly format: BodyFormat;
  /** The text exactly as it was received. */
  readonly text: string;
  #parsed: { value: unknown } | undefined;
  #asJson: string | undefined;
  #bytes: number | undefined;

  private constructor(format: BodyFormat, text: string, parsed?: { value: unknown }) {
    this.format = format;
    this.text = text;
    this.#parsed = parsed;
  }

  /**
   * A body from a value that JSON can hold. `undefined` counts as `null`.
   *
   * @throws ParleyError `bad_request` for what JSON cannot hold: a bigint, a cycle, nesting without end.
   */
  static ofValue(value: unknown): Body {
    try {
      return new Body('json', JSON.stringify(value) ?? 'null');
    } catch (cause) {
      throw new ParleyError('bad_request', 'data: is not a JSON value, or nests too deeply', { cause });
    }
  }

  /** A body from text known to be valid JSON. Throws SyntaxError when it is not. */
  static ofJson(text: string): Body {
    return new Body('json', text, { value: JSON.parse(text) });
  }

  /** A body from JSON text that this server wrote itself (a database row, another node): not checked again. */
  static ofTrustedJson(text: string): Body {
    return new Body('json', text);
  }

  /** A body that is a plain string, whatever it contains. */
  static ofText(text: string): Body {
    return new Body('text', text);
  }

  /** The value: parsed JSON, or the text itself. Parsed once. */
  value(): unknown {
    if (this.format === 'text') return this.text;
    this.#parsed ??= { value: JSON.parse(this.text) };
    return this.#parsed.value;
  }

  /** The body as JSON text, to be spliced into a frame: the original text, or the plain text quoted. */
  asJson(): string {
    if (this.format === 'json') return this.text;
    this.#asJson ??= JSON.stringify(this.text);
    return this.#asJson;
  }

  /** Size of the original text in bytes (UTF-8). */
  get bytes(): number {
    this.#bytes ??= Buffer.byteLength(this.text);
    return this.#bytes;
  }
}
