/**
 * The full run of every night that an installation comes with: thresholds of incremental runs grow old, and nobody
 * should have to know it. A schedule like any other, to be paused or removed: once there was one, none is made again.
 */
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Schedule } from '../../domain/schedule.ts';
import type { SettingStore } from '../ports/setting-store.ts';
import { currentTime } from '../record-event.ts';
import { createSchedule, type ScheduleDependencies } from './manage-schedules.ts';

const AT_NIGHT = '0 3 * * *';

type NightDependencies = ScheduleDependencies & { readonly settings: SettingStore };

/** The schedule it made, or null. */
export async function planNights(
  deps: NightDependencies,
  principal: Principal,
  localZone: string,
): Promise<Result<Schedule | null, Failure>> {
  if ((await deps.settings.current('nightlyDetection')) !== null) return ok(null);
  const own = (await deps.schedules.schedules(deps.clock.now())).find(({ job }) => job === 'detection');
  const timeZone = deps.cron.objection(AT_NIGHT, localZone) === null ? localZone : 'UTC';
  const made = own ? ok(own) : await createSchedule(deps, principal, { job: 'detection', cron: AT_NIGHT, timeZone });
  if (!made.ok) return made;
  const at = currentTime(deps.clock);
  const why = own ? 'There was one already.' : 'Every night, so that thresholds do not grow old.';
  const { id } = made.value;
  await deps.settings.set(
    { name: 'nightlyDetection', value: id, why, by: principal.name, at },
    { type: 'nightlyDetectionSet', at, principal: principal.id, subject: id, details: { why } },
  );
  return ok(own ? null : made.value);
}
