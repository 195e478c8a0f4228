import type { Chance } from '../../src/runtime/chance.ts';

/** Makes things that no well-meaning client would send. The same seed makes the same things. */
export class Garbage {
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** An integer from 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor(this.#chance.float() * below);
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  bytes(most: number): Buffer {
    return this.#chance.bytes(this.below(most + 1));
  }

  /** Text of every kind: control characters, lone surrogates, right-to-left marks, ordinary letters. */
  text(most = 40): string {
    const length = this.below(most + 1);
    return Array.from({ length }, () => String.fromCharCode(this.#codeUnit())).join('');
  }

  /** A value that JSON can hold, of whatever shape, with the names that have broken other servers. */
  value(depth = 3): unknown {
    if (depth === 0 || this.below(3) > 0) return this.#leaf();
    if (this.below(2) === 0) return Array.from({ length: this.below(5) }, () => this.value(depth - 1));
    // Entries, not an object: `__proto__` has to become a key.
    return Object.fromEntries(
      Array.from({ length: this.below(5) }, () => [this.#key(), this.value(depth - 1)]),
    );
  }

  /** JSON text that has been damaged: cut off, with bytes changed, doubled, or with numbers that are none. */
  brokenJson(whole: string): string {
    switch (this.below(5)) {
      case 0:
        return whole.slice(0, this.below(whole.length));
      case 1:
        return whole.slice(1 + this.below(whole.length));
      case 2:
        return `${whole}${this.pick([',', ']', '}', '{}', 'null', '\u0000'])}`;
      case 3: {
        const at = this.below(whole.length);
        return `${whole.slice(0, at)}${this.pick(['\u0000', '\\', '"', '\u001f', '1e', '💥'])}${whole.slice(at)}`;
      }
      default:
        return `{"id":${this.pick(['01', '.5', '1e', '0x10', 'NaN', 'Infinity', '-', '+1'])}}`;
    }
  }

  #leaf(): unknown {
    return this.pick<() => unknown>([
      () => null,
      () => true,
      () => this.below(1000) - 500,
      () => this.pick([0, -0, 1e308, -1e308, 5e-324, 2 ** 53, -(2 ** 63), 1.5]),
      () => this.text(),
      () => this.pick([...ODD_TEXTS]),
    ])();
  }

  #key(): string {
    return this.below(2) === 0 ? this.pick([...ODD_KEYS]) : this.text(8);
  }

  #codeUnit(): number {
    return this.pick([
      32 + this.below(95),
      32 + this.below(95),
      this.below(32),
      this.below(0x10000),
      0xd800 + this.below(0x800),
      0x202e,
    ]);
  }
}

/** Names that mean something to the language, to tRPC or to superjson. */
export const ODD_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'json',
  'meta',
  'values',
  'length',
  '',
] as const;

export const ODD_TEXTS = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  "'; DROP TABLE event; --",
  '{{7*7}}',
  '../../../etc/passwd',
  '%00',
  '%',
  '<script>',
  'e:1',
  'new:0',
  'e:9007199254740993',
  '*',
  'null',
  'true',
  '1e999',
  'pub-cache-room',
  'private-room',
  '507f1f77bcf86cd799439011',
  'x'.repeat(5000),
] as const;

/** Brackets or braces around nothing, very deep. */
export function nested(depth: number, kind: 'arrays' | 'objects'): string {
  return kind === 'arrays'
    ? '['.repeat(depth) + ']'.repeat(depth)
    : `${'{"a":'.repeat(depth)}0${'}'.repeat(depth)}`;
}
