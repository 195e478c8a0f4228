/** A table as far as Prisma's model describes it, in words common to both databases. */
export interface TableShape {
  /** `name type`, with ` null` where it may be null; sorted. */
  readonly columns: string[];
  readonly primaryKey: string;
  /** `name (column, …)`; sorted. */
  readonly uniques: string[];
  readonly indexes: string[];
  /** `name (column) -> table (column) on delete … on update …`; sorted. */
  readonly references: string[];
}

export type DatabaseShape = Record<string, TableShape>;
