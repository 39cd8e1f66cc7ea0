/** The driver's settings, and how long each driver tries again. */
import neo4j, { type Driver } from 'neo4j-driver';

export type Neo4jLogin = {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
};

/**
 * How long what was transient is tried again. The driver waits 1, 2, 4 s and so on between tries, and begins a wait as long as
 * this is not over. For somebody who waits: four tries in seven seconds, so that they hear the sentence before the time of a
 * request is up. For a batch of an import: a server may be started again meanwhile, and what was read for it is not lost.
 */
const RETRY_MS = { brief: 4_500, patient: 60_000 } as const;
export type Patience = keyof typeof RETRY_MS;
/** The time of trying again is a driver's; one that is never asked opens nothing. */
export type Drivers = Readonly<Record<Patience, Driver>>;

const FETCH_SIZE = 1_000;

export const openDrivers = (login: Neo4jLogin): Drivers => ({
  brief: openDriver(login, RETRY_MS.brief),
  patient: openDriver(login, RETRY_MS.patient),
});

const openDriver = ({ url, user, password }: Neo4jLogin, maxTransactionRetryTime: number): Driver =>
  neo4j.driver(url, neo4j.auth.basic(user, password), {
    // Every integer of ours is below 2^53.
    disableLosslessIntegers: true,
    connectionTimeout: 5_000,
    connectionAcquisitionTimeout: 8_000,
    maxTransactionRetryTime,
    fetchSize: FETCH_SIZE,
    telemetryDisabled: true,
    userAgent: 'clewline',
    notificationFilter: { minimumSeverityLevel: 'OFF' },
  });
