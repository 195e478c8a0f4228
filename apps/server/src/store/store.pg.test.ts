import { storeCases } from './store.cases.ts';
import { createTestDatabase } from './testing/test-store.ts';

storeCases({ createDatabase: createTestDatabase });
