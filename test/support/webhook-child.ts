/** Delivers what is due in a case store until it is killed: `cases.sqlite`. Leases are short, so that tests need not wait. */
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { createAddressGuard } from '../../server/src/adapters/webhooks/address-guard.ts';
import { createWebhookSender } from '../../server/src/adapters/webhooks/http-sender.ts';
import { startDelivering } from '../../server/src/application/webhooks/deliver-messages.ts';

const [path = ''] = process.argv.slice(2);
const cases = await openSqliteCaseStore(path);
const guard = createAddressGuard([{ address: '127.0.0.1', prefix: 32, family: 4 }]);
const sender = createWebhookSender({ guard, userAgent: 'test' });
const onUnexpected = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
startDelivering(
  { webhooks: cases.webhooks, sender, clock: systemClock, chance: Math.random, onUnexpected },
  { everyMs: 5, leaseMs: 200 },
);
process.stdout.write('delivering\n');
// The loop's timer does not keep a process alive.
setInterval(() => {}, 1_000);
