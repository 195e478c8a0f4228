/** What the definitions of one channel say together of how it is kept. */
export interface DefinedKeeping {
  /** The protocols that have it kept in the database. */
  readonly owners: readonly string[];
  /** The longest that any of them asks for; null: for ever. */
  readonly retainMs: number | null;
  /** The most that any of them asks for; null: all. */
  readonly retainEvents: number | null;
}
