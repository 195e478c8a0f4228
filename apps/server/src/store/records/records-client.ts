import type { ContactClient } from '../chat/contact-client.ts';
import type { ConversationClient } from '../chat/conversation-client.ts';
import type { DeviceClient } from '../chat/device-client.ts';
import type { FileClient } from '../chat/file-client.ts';
import type { MessageClient } from '../chat/message-client.ts';
import type { PushClient } from '../chat/push-client.ts';
import type { UserClient } from '../chat/user-client.ts';
import type {
  Account,
  App,
  AppKey,
  AuditEntry,
  ChannelDefinition,
  ChannelRule,
  Mirror,
  Prisma,
  Sanction,
  SignIn,
  WebhookEndpoint,
} from '../generated/mysql/client.ts';

/**
 * What the records ask of a Prisma client, in terms that the clients of both databases meet: their own types are
 * generic and, though generated from one model, not assignable to one another.
 */
export interface RecordsClient
  extends ContactClient,
    MessageClient,
    ConversationClient,
    DeviceClient,
    FileClient,
    PushClient,
    UserClient {
  readonly app: Pick<Table<App>, 'findMany' | 'create' | 'update' | 'delete'>;
  readonly appKey: Pick<Table<AppKey>, 'findMany' | 'create' | 'update' | 'delete'>;
  readonly channelRule: Pick<Table<ChannelRule>, 'findMany'> & {
    upsert(args: {
      where: { appId_pattern: Pick<ChannelRule, 'appId' | 'pattern'> };
      create: Data<ChannelRule>;
      update: Partial<Data<ChannelRule>>;
    }): Query<ChannelRule>;
    delete(args: { where: Pick<ChannelRule, 'id' | 'appId'> }): Query<ChannelRule>;
  };
  readonly channelDefinition: {
    upsert(args: {
      where: { appId_name_owner: DefinitionKey };
      create: Data<ChannelDefinition>;
      update: Pick<ChannelDefinition, 'keeping' | 'details'>;
    }): Query<ChannelDefinition>;
    deleteMany(args: { where: DefinitionKey }): Query<{ count: number }>;
  };
  readonly sanction: {
    findMany(args: {
      where: { OR: [{ expiresAt: null }, { expiresAt: { gt: number } }] };
      orderBy: OldestFirst;
    }): Query<Sanction[]>;
    upsert(args: {
      where: { appId_userId_channel_kind: Pick<Sanction, 'appId' | 'userId' | 'channel' | 'kind'> };
      create: Data<Sanction>;
      update: Data<Sanction>;
    }): Query<Sanction>;
    deleteMany(args: {
      where:
        | { OR: Array<Pick<Sanction, 'appId' | 'userId' | 'channel' | 'kind'>> }
        | { expiresAt: { lte: number } };
    }): Query<{ count: number }>;
  };
  readonly auditEntry: Pick<Table<AuditEntry>, 'create'> & {
    findMany(args: {
      where: { appId?: string; id?: { lt: string } };
      orderBy: { id: 'desc' };
      take: number;
    }): Query<AuditEntry[]>;
  };
  readonly account: Pick<Table<Account>, 'create' | 'update'> & {
    findUnique(args: { where: { id: string } | { name: string } }): Query<Account | null>;
  };
  readonly signIn: Pick<Table<SignIn>, 'create'> & {
    findUnique(args: { where: { tokenHash: string } }): Query<SignIn | null>;
    deleteMany(args: {
      where: { tokenHash: string } | { accountId: string } | { expiresAt: { lte: number } };
    }): Query<{ count: number }>;
  };
  readonly webhookEndpoint: Pick<Table<WebhookEndpoint>, 'findMany' | 'create'> & {
    updateMany(args: {
      where: Pick<WebhookEndpoint, 'id' | 'appId'>;
      data: Data<WebhookEndpoint>;
    }): Query<{ count: number }>;
    delete(args: { where: Pick<WebhookEndpoint, 'id' | 'appId'> }): Query<WebhookEndpoint>;
  };
  readonly mirror: {
    findMany(args: { orderBy: [{ createdAt: 'asc' }, { appId: 'asc' }] }): Query<Mirror[]>;
    upsert(args: { where: Pick<Mirror, 'appId'>; create: Data<Mirror>; update: Data<Mirror> }): Query<Mirror>;
    update(args: { where: Pick<Mirror, 'appId'>; data: Pick<Mirror, 'batch'> }): Query<Mirror>;
    delete(args: { where: Pick<Mirror, 'appId'> }): Query<Mirror>;
  };
  /** Runs the queries in one transaction: all or none. */
  $transaction(queries: Array<Query<unknown>>): Promise<unknown>;
}

type Query<Result> = Prisma.PrismaPromise<Result>;

/** Times come from Prisma as bigint, and may be given to it as numbers. */
type Data<Row> = {
  [Name in keyof Row]: Row[Name] extends bigint
    ? number
    : Row[Name] extends bigint | null
      ? number | null
      : Row[Name];
};

type DefinitionKey = Pick<ChannelDefinition, 'appId' | 'name' | 'owner'>;

type OldestFirst = [{ createdAt: 'asc' }, { id: 'asc' }];

interface Table<Row extends { id: string }> {
  findMany(args: { orderBy: OldestFirst }): Query<Row[]>;
  create(args: { data: Data<Row> }): Query<Row>;
  update(args: { where: { id: string }; data: Partial<Data<Row>> }): Query<Row>;
  delete(args: { where: { id: string } }): Query<Row>;
}
