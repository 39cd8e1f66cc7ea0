import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Absence } from '../../../server/src/adapters/neo4j/absence.ts';
import { FailureError, failure } from '../../../server/src/domain/failure.ts';

const told = (code: string) =>
  new FailureError(failure('STORE_UNREACHABLE', 'It does not answer.'), {
    cause: Object.assign(new Error('the driver’s own'), { code }),
  });

describe('a server that has just not answered', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('is told of at once for two seconds, then asked again', () => {
    const absence = new Absence();
    absence.assertOver();
    const lost = told('ServiceUnavailable');
    absence.note(lost);
    vi.advanceTimersByTime(1_900);
    expect(() => absence.assertOver()).toThrow(lost);
    // What was only repeated does not make it last.
    absence.note(lost);
    vi.advanceTimersByTime(200);
    absence.assertOver();
  });

  it('is over as soon as anybody is answered', () => {
    const absence = new Absence();
    absence.note(told('ServiceUnavailable'));
    expect(() => absence.assertOver()).toThrow();
    absence.lift();
    absence.assertOver();
  });

  it('is none where a server answered that it could not', () => {
    const absence = new Absence();
    absence.note(told('Neo.TransientError.Transaction.DeadlockDetected'));
    absence.note(new Error('a mistake of ours'));
    absence.assertOver();
  });
});
