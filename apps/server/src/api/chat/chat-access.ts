/**
 * How chat's requests prove who calls, for their REST meta: a user by its token, or the app's backend in a user's name by
 * the header `as-user`.
 */
export const BY_USER = { security: ['token', 'asUser'] } as const;
