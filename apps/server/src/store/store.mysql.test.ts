import { storeCases } from './store.cases.ts';
import { createMariadbForStore } from './testing/test-mariadb.ts';

storeCases({ createDatabase: createMariadbForStore });
