import type { AppRouter } from '@parley/server/app-router';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { createTRPCContext } from '@trpc/tanstack-react-query';

/** The typed API in components: query options by `useTRPC`, subscriptions by `useTRPCClient`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
type Yielded<T> = T extends AsyncIterable<infer Item> ? Item : T;
type Admin = Outputs['admin'];

export type Account = NonNullable<Outputs['dashboard']['me']>;
export type App = Admin['apps']['list']['apps'][number];
export type AuditEntry = Admin['audit']['entries'][number];
export type Channel = Admin['channels']['list']['channels'][number];
export type ChannelDetail = Admin['channels']['inspect'];
export type Connection = Admin['connections']['list']['connections'][number];
export type HistoryEvent = Outputs['channels']['history']['events'][number];
export type Key = Admin['keys']['list']['keys'][number];
export type LiveFilter = Exclude<Inputs['admin']['live'], undefined>;
export type LiveItem = Yielded<Admin['live']>;
export type NewKey = Admin['keys']['create'];
export type Published = Outputs['channels']['publish'];
export type Sanction = Admin['bans']['list']['sanctions'][number];
export type Stats = Admin['stats'];
export type TraceItem = Extract<LiveItem, { type: 'item' }>['item'];
