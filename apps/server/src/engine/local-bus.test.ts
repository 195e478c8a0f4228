import { engineCases } from './engine.cases.ts';
import { LocalBus } from './local-bus.ts';

engineCases(async (nodes) => {
  const bus = new LocalBus();
  return {
    engines: Array.from({ length: nodes }, () => bus.join()),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
});
