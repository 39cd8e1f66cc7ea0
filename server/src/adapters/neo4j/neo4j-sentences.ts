/**
 * What went wrong at Neo4j, and what to do about it, a sentence a case: the first that fits is told. Of what the server
 * and the driver wrote, none repeats more than a code or a label of our own: their texts quote the values of records.
 */
import type { Failure } from '../../domain/failure.ts';
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';

/** `text`: the driver's, with those of its causes; to be looked at, never told. */
export type Trouble = {
  readonly code: string;
  readonly text: string;
  readonly address: string;
  readonly database: string;
};
type Sentence = {
  readonly fits: (trouble: Trouble) => boolean;
  readonly code: Failure['code'];
  readonly say: (trouble: Trouble) => string;
};

const coded =
  (pattern: RegExp) =>
  ({ code }: Trouble): boolean =>
    pattern.test(code);
/** Of what the driver itself says: a server's text may quote anything. */
const worded =
  (pattern: RegExp) =>
  ({ code, text }: Trouble): boolean =>
    !code.startsWith('Neo.') && pattern.test(text);

/** The driver's codes for a server that did not answer. */
export const LOST = /^(ServiceUnavailable|SessionExpired)$/;

const CONNECTING: readonly Sentence[] = [
  {
    fits: worded(/^Server responded HTTP/),
    code: 'STORE_UNAVAILABLE',
    say: ({ address }) =>
      `What answers at ${address} is a web server: 7474 is Neo4j's port for browsers; name the one for Bolt, which is 7687 where nothing else is set.`,
  },
  {
    fits: worded(/certificate is not trusted/),
    code: 'STORE_UNAVAILABLE',
    say: ({ address, text }) =>
      `The certificate of Neo4j at ${address} is not trusted${reasonOf(text)}; name the file of who signed it in NODE_EXTRA_CA_CERTS, or write “+ssc” for “+s” in the address to take any certificate.`,
  },
  {
    fits: worded(/before secure TLS connection|SSL routines/),
    code: 'STORE_UNREACHABLE',
    say: ({ address }) =>
      `What answers at ${address} does not speak TLS; leave “+s” or “+ssc” out of the address, or switch TLS on for Bolt in Neo4j.`,
  },
  {
    fits: coded(LOST),
    code: 'STORE_UNREACHABLE',
    say: ({ address }) =>
      `Neo4j does not answer at ${address}; check that it runs and that the address and port are right.`,
  },
];

/** What TLS itself names it: CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, … */
function reasonOf(text: string): string {
  const reason = /Socket responded with: (?:Error \[)?([A-Z_]{4,})/.exec(text)?.[1];
  return reason === undefined ? '' : ` (${reason})`;
}

const ADMITTING: readonly Sentence[] = [
  {
    fits: coded(/Security\.AuthenticationRateLimit$/),
    code: 'STORE_UNAVAILABLE',
    say: ({ address }) =>
      `Neo4j at ${address} refuses more sign-ins for now after wrong ones; wait a few seconds and try again.`,
  },
  {
    fits: coded(/Security\.(Unauthorized|CredentialsExpired|TokenExpired)$/),
    code: 'STORE_UNAVAILABLE',
    say: ({ address }) => `Neo4j at ${address} refuses this user and password; check both settings.`,
  },
  {
    fits: coded(/Security\.Forbidden$/),
    code: 'STORE_UNAVAILABLE',
    say: ({ address }) =>
      `Neo4j at ${address} does not allow this user what Clewline needs: reading, writing, and changing the schema.`,
  },
  {
    fits: coded(/Database\.(DatabaseNotFound|DatabaseNotFound.*|GraphNotFound)$/),
    code: 'STORE_UNAVAILABLE',
    say: ({ address, database }) => `Neo4j at ${address} has no database “${database}”; name another, or create it.`,
  },
  {
    fits: coded(/Database\.DatabaseUnavailable$|General\.DatabaseUnavailable$/),
    code: 'STORE_UNREACHABLE',
    say: ({ address, database }) =>
      `The database “${database}” of Neo4j at ${address} is not running; start it and try again.`,
  },
  {
    fits: ({ code, database }) => database.toLowerCase() === 'system' && /\.Statement\./.test(code),
    code: 'STORE_UNAVAILABLE',
    say: ({ address }) =>
      `The database “system” of Neo4j at ${address} is the server's own and holds no graph; name another, such as “neo4j”.`,
  },
];

const WORKING: readonly Sentence[] = [
  {
    fits: coded(/Transaction\.(TransactionTimedOut|TransactionTimedOutClientConfiguration)$/),
    code: 'LIMIT_EXCEEDED',
    say: () => 'The question took Neo4j longer than its time limit and was stopped there too; ask for less.',
  },
  {
    // The server says the same whether its time was up or somebody ended it.
    fits: coded(/Transaction\.LockClientStopped$/),
    code: 'LIMIT_EXCEEDED',
    say: ({ address }) =>
      `Neo4j at ${address} ended this while it waited for what another writer holds, at its time limit or because somebody stopped it there; nothing of it was kept. Try again.`,
  },
  {
    fits: coded(/Transaction\.Terminated$/),
    code: 'STORE_UNAVAILABLE',
    say: ({ address }) =>
      `Somebody stopped this at Neo4j (${address}): an administrator, or the server itself as it ended; nothing of it was kept. Try again.`,
  },
  {
    fits: coded(/Schema\.ConstraintValidationFailed$/),
    code: 'STORE_UNAVAILABLE',
    say: ({ address, text }) => `${refusedBy(text, address)} Nothing of this batch was kept.`,
  },
  {
    fits: coded(/MemoryPoolOutOfMemoryError$|OutOfMemoryError$/),
    code: 'STORE_FULL',
    say: ({ address }) =>
      `Neo4j at ${address} ran out of memory for this transaction; nothing of it was kept. Give it more memory.`,
  },
  {
    fits: coded(
      /DatabaseError\.(General\.(DiskFull|StorageDamageDetected)|Transaction\.TransactionLogError|Transaction\.TransactionCommitFailed)/,
    ),
    code: 'STORE_FULL',
    say: ({ address }) =>
      `Neo4j at ${address} could not write to its disk; nothing of this batch was kept. Check its disk and log.`,
  },
  {
    fits: coded(/Transaction\.DeadlockDetected$/),
    code: 'STORE_UNREACHABLE',
    say: ({ address }) =>
      `Another writer in Neo4j at ${address} and this one kept locking each other out; nothing of it was kept. Try again.`,
  },
  {
    fits: coded(/^Neo\.TransientError\./),
    code: 'STORE_UNREACHABLE',
    say: ({ address, code }) =>
      `Neo4j at ${address} could not do this just now (${code}); nothing of it was kept. Try again.`,
  },
];

/** Of the server's text only a label is told, and only one of the vocabulary. */
function refusedBy(text: string, address: string): string {
  const [, name] = /^Node\(\d+\) already exists with label `(\w+)` and property `id` =/.exec(text) ?? [];
  if (ENTITY_KIND_LIST.some((kind) => kind === name))
    return `The graph at ${address} has a node :${name} which Clewline did not make, with an id that a record names too; take the node or its label away, or give Clewline a database of its own.`;
  return `A constraint in the graph at ${address} refuses what was to be written; “SHOW CONSTRAINTS” lists them there, also those which Clewline did not make.`;
}

export const SENTENCES: readonly Sentence[] = [...CONNECTING, ...ADMITTING, ...WORKING];
