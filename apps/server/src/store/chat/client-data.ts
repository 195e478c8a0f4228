/** A row as Prisma takes it: times come from it as bigint, and may be given to it as numbers. */
export type ClientData<Row> = {
  [Name in keyof Row]: Row[Name] extends bigint
    ? number
    : Row[Name] extends bigint | null
      ? number | null
      : Row[Name];
};
