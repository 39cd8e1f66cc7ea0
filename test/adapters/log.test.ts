import { describe, expect, it } from 'vitest';
import { createLog, REDACTED } from '../../server/src/adapters/log.ts';

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  const stream = {
    write: (line: string) => {
      text += line;
    },
  };
  write(createLog('info', stream));
  return text;
}

describe('the log', () => {
  it.each(REDACTED)('never shows the field %s, however deep it stands', (field) => {
    const text = written((log) => {
      log.info(
        { [field]: 'PRIVATE', a: { [field]: 'PRIVATE', b: { [field]: 'PRIVATE', c: { [field]: 'PRIVATE' } } } },
        'm',
      );
    });
    expect(text).toContain('"msg":"m"');
    expect(text).not.toContain('PRIVATE');
  });

  it('hides the credentials among the headers of a request', () => {
    const headers = { authorization: 'Bearer PRIVATE', cookie: 'clewline=PRIVATE', 'set-cookie': ['clewline=PRIVATE'] };
    expect(written((log) => log.error({ request: { headers } }, 'm'))).not.toContain('PRIVATE');
  });

  it('keeps what explains an error: its message and where it came from', () => {
    const text = written((log) =>
      log.error({ err: new Error('disk I/O error'), path: '/graphql' }, 'a request failed'),
    );
    expect(JSON.parse(text)).toMatchObject({ err: { message: 'disk I/O error' }, path: '/graphql', level: 50 });
  });
});
