/** Times lie in the database as 64-bit integers, which Prisma gives as bigint. */
export function toMillis(time: bigint): number {
  return Number(time);
}

export function toMillisOrNull(time: bigint | null): number | null {
  return time === null ? null : Number(time);
}
