import { describe } from 'vitest';
import { appendCases } from './cases/append.cases.ts';
import { appendEffectsCases } from './cases/append-effects.cases.ts';
import { changeCases } from './cases/change.cases.ts';
import { chatConversationsCases } from './cases/chat-conversations.cases.ts';
import { chatDevicesCases } from './cases/chat-devices.cases.ts';
import { chatFilesCases } from './cases/chat-files.cases.ts';
import { chatMessagesCases } from './cases/chat-messages.cases.ts';
import { chatPeopleCases } from './cases/chat-people.cases.ts';
import { chatPushesCases } from './cases/chat-pushes.cases.ts';
import { chatUsersCases } from './cases/chat-users.cases.ts';
import { contentCases } from './cases/content.cases.ts';
import { definitionCases } from './cases/definitions.cases.ts';
import { effectQueueCases } from './cases/effect-queue.cases.ts';
import { effectUpkeepCases } from './cases/effect-upkeep.cases.ts';
import type { StoreHabitat } from './cases/habitat.ts';
import { integrationCases } from './cases/integration.cases.ts';
import { outageCases } from './cases/outage.cases.ts';
import { readCases } from './cases/read.cases.ts';
import { readershipCases } from './cases/readership.cases.ts';
import { recordsCases } from './cases/records.cases.ts';
import { retentionCases } from './cases/retention.cases.ts';
import { searchCases } from './cases/search.cases.ts';

/** What every store must do, whatever its database. */
export function storeCases(habitat: StoreHabitat): void {
  describe('appending', () => appendCases(habitat));
  describe('content', () => contentCases(habitat));
  describe('edits and deletions', () => changeCases(habitat));
  describe('who may read an event, and what else is said of it', () => readershipCases(habitat));
  describe('reading', () => readCases(habitat));
  describe('searching', () => searchCases(habitat));
  describe('retention and erasure', () => retentionCases(habitat));
  describe('records', () => recordsCases(habitat));
  describe('definitions of channels', () => definitionCases(habitat));
  describe('effects of events', () => appendEffectsCases(habitat));
  describe('the queue of effects', () => effectQueueCases(habitat));
  describe('the upkeep of effects', () => effectUpkeepCases(habitat));
  describe('integrations and counters', () => integrationCases(habitat));
  describe('users', () => chatUsersCases(habitat));
  describe('devices', () => chatDevicesCases(habitat));
  describe('contacts, blocks and activity', () => chatPeopleCases(habitat));
  describe('files', () => chatFilesCases(habitat));
  describe('conversations', () => chatConversationsCases(habitat));
  describe('push subscriptions', () => chatPushesCases(habitat));
  describe('messages of chat', () => chatMessagesCases(habitat));
  describe('outages', () => outageCases(habitat));
}
